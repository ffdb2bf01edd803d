package org.ferrywasm.transfer;

import java.io.File;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table of the JDK's types, by exact class: a subclass of {@code BigInteger} is not in it. Rows that have no public class
 * are named by an instance. Whether a user may see it: contract, "Sendable", rules 1 and 4.
 *
 * <table>
 * <caption>Rows</caption>
 * <tr><th>row</th><th>verdict</th></tr>
 * <tr><td>values: strings, boxes, numbers, dates and times, {@code UUID}, {@code URI}, {@code Locale}, {@code Currency}, {@code Pattern},
 *     {@code File}, the default file system's paths, network addresses, the standard charsets, {@code Class}, bare {@code Object}s,
 *     the JDK's enum constants and stateless comparators</td><td>may go</td></tr>
 * <tr><td>{@code List.of}, {@code Set.of}, {@code Map.of} and what {@code copyOf} gives, {@code Map.entry}, {@code Collections.empty…},
 *     {@code singleton…}, {@code nCopies}, {@code Optional}</td><td>may go if their contents may</td></tr>
 * <tr><td>{@code CompletableFuture} and its minimal stage</td><td>may go; the value is judged when it is received</td></tr>
 * <tr><td>the other rows: {@link JdkContainers} and {@link ThreadBound}</td><td>may not go</td></tr>
 * </table>
 */
final class JdkTypes {
    private static final Map<Class<?>, ClassFacts> ROWS = rows();

    private JdkTypes() {}

    /** What the table says about a class; null if nothing. */
    static @Nullable ClassFacts find(Class<?> type) {
        ClassFacts row = ROWS.get(type);
        if (row != null) {
            return row;
        }
        return isPlatform(type) && isEnumConstant(type) ? ClassFacts.IMMUTABLE : null;
    }

    /** Whether every value of a variable of this type is an immutable one of the table. */
    static boolean isImmutableByType(Class<?> declared) {
        return declared.isPrimitive()
                || (Modifier.isFinal(declared.getModifiers()) && find(declared) == ClassFacts.IMMUTABLE);
    }

    /** Whether a class is the JDK's own: one that the boot or platform class loader took from a named module. */
    static boolean isPlatform(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return type.getModule().isNamed() && (loader == null || loader == ClassLoader.getPlatformClassLoader());
    }

    /** Whether the instances of a class are enum constants; one with a body has a class of its own. */
    static boolean isEnumConstant(Class<?> type) {
        return Enum.class.isAssignableFrom(type) && type != Enum.class;
    }

    private static Map<Class<?>, ClassFacts> rows() {
        Map<Class<?>, ClassFacts> rows = new HashMap<>();
        values().forEach(type -> rows.put(type, ClassFacts.IMMUTABLE));
        unmodifiable().forEach((type, kind) -> rows.put(type, ClassFacts.elements(new Standing.ByContents(), kind)));
        rows.put(CompletableFuture.class, ClassFacts.STAGE);
        rows.put(new CompletableFuture<>().minimalCompletionStage().getClass(), ClassFacts.STAGE);
        JdkContainers.addTo(rows);
        return Map.copyOf(rows);
    }

    private static Set<Class<?>> values() {
        Set<Class<?>> types = new HashSet<>(List.of(
                String.class,
                Boolean.class,
                Character.class,
                Byte.class,
                Short.class,
                Integer.class,
                Long.class,
                Float.class,
                Double.class,
                BigInteger.class,
                BigDecimal.class,
                MathContext.class,
                UUID.class,
                URI.class,
                Locale.class,
                Currency.class,
                Pattern.class,
                HexFormat.class,
                OptionalInt.class,
                OptionalLong.class,
                OptionalDouble.class,
                Class.class,
                Object.class,
                StackTraceElement.class,
                File.class,
                Path.of("").getClass(),
                Inet4Address.class,
                Inet6Address.class,
                InetSocketAddress.class));
        types.addAll(List.of(
                Duration.class,
                Period.class,
                Instant.class,
                LocalDate.class,
                LocalTime.class,
                LocalDateTime.class,
                OffsetTime.class,
                OffsetDateTime.class,
                ZonedDateTime.class,
                Year.class,
                YearMonth.class,
                MonthDay.class,
                ZoneOffset.class,
                ZoneId.of("Europe/Paris").getClass()));
        for (Charset charset : List.of(
                StandardCharsets.UTF_8,
                StandardCharsets.US_ASCII,
                StandardCharsets.ISO_8859_1,
                StandardCharsets.UTF_16,
                StandardCharsets.UTF_16BE,
                StandardCharsets.UTF_16LE,
                Charset.defaultCharset())) {
            types.add(charset.getClass());
        }
        types.add(Collections.reverseOrder().getClass());
        types.add(String.CASE_INSENSITIVE_ORDER.getClass());
        return types;
    }

    private static Map<Class<?>, ElementKind> unmodifiable() {
        Map<Class<?>, ElementKind> kinds = new HashMap<>();
        for (Iterable<?> iterable : List.<Iterable<?>>of(
                List.of(),
                List.of(1),
                List.of(1, 2, 3),
                List.of(1, 2, 3).subList(0, 1),
                List.of(1).subList(0, 1),
                Set.of(),
                Set.of(1),
                Set.of(1, 2, 3),
                Collections.emptyList(),
                Collections.emptySet(),
                Collections.singletonList(1),
                Collections.singleton(1),
                Collections.nCopies(2, 1))) {
            kinds.put(iterable.getClass(), ElementKind.ITERABLE);
        }
        for (Map<?, ?> map : List.of(
                Map.of(), Map.of(1, 1), Map.of(1, 1, 2, 2), Collections.emptyMap(), Collections.singletonMap(1, 1))) {
            kinds.put(map.getClass(), ElementKind.MAP);
        }
        kinds.put(Map.entry(1, 1).getClass(), ElementKind.ENTRY);
        kinds.put(AbstractMap.SimpleImmutableEntry.class, ElementKind.ENTRY);
        kinds.put(Optional.class, ElementKind.OPTIONAL);
        return kinds;
    }
}
