package org.ferrywasm.transfer;

import java.io.File;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
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
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DecimalStyle;
import java.time.temporal.WeekFields;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.Currency;
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
 * The table of the JDK's types, by exact class: a subclass of {@code BigInteger} is not in it. Classes that are not public are known by
 * an instance. {@code docs/sendable.md} shows every row of it, and those of {@link ThreadBound} (contract, "Sendable", rules 1, 4
 * and 9); what may not go is in {@link JdkContainers}.
 */
final class JdkTypes {
    private static final Map<Class<?>, TableRow> ROWS = rows();

    private JdkTypes() {}

    /** What the table says about a class; null if nothing. */
    static @Nullable ClassFacts find(Class<?> type) {
        TableRow row = ROWS.get(type);
        if (row != null) {
            return row.facts();
        }
        return isPlatform(type) && (isEnumConstant(type) || Charset.class.isAssignableFrom(type))
                ? ClassFacts.IMMUTABLE
                : null;
    }

    /** The rows by class, in the order of the document. Two more stand for all of their kind: the JDK's enum constants and charsets. */
    static Map<Class<?>, TableRow> byClass() {
        return ROWS;
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

    private static Map<Class<?>, TableRow> rows() {
        TableRow.Rows rows = new TableRow.Rows();
        addValues(rows);
        addTimes(rows);
        addUnmodifiable(rows);
        ClassFacts stage = ClassFacts.elements(new Standing.Stage(), ElementKind.OUTCOME);
        rows.add(stage, CompletableFuture.class);
        rows.add(
                new ClassFacts(new Standing.Stage(), ClassFacts.NOTHING),
                "CompletableFuture.minimalCompletionStage()",
                new CompletableFuture<>().minimalCompletionStage());
        JdkContainers.addTo(rows);
        return Collections.unmodifiableMap(rows.byClass());
    }

    private static void addValues(TableRow.Rows rows) {
        rows.add(
                ClassFacts.IMMUTABLE,
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
                OptionalInt.class,
                OptionalLong.class,
                OptionalDouble.class,
                UUID.class,
                Locale.class,
                Currency.class,
                Pattern.class,
                HexFormat.class,
                URI.class,
                Inet4Address.class,
                Inet6Address.class,
                InetSocketAddress.class,
                File.class,
                Class.class,
                MethodType.class,
                StackTraceElement.class,
                Object.class);
        rows.add(ClassFacts.IMMUTABLE, "Path.of(\"\"), the default file system's paths", Path.of(""));
        rows.add(ClassFacts.IMMUTABLE, "Collections.reverseOrder()", Collections.reverseOrder());
        rows.add(ClassFacts.IMMUTABLE, "String.CASE_INSENSITIVE_ORDER", String.CASE_INSENSITIVE_ORDER);
    }

    private static void addTimes(TableRow.Rows rows) {
        rows.add(
                ClassFacts.IMMUTABLE,
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
                DateTimeFormatter.class,
                DecimalStyle.class,
                IsoChronology.class,
                WeekFields.class);
        rows.add(ClassFacts.IMMUTABLE, "ZoneId.of(\"Europe/Paris\"), all regions", ZoneId.of("Europe/Paris"));
        rows.add(ClassFacts.IMMUTABLE, "Clock.systemUTC(), all system clocks", Clock.systemUTC());
        rows.add(ClassFacts.IMMUTABLE, "Clock.fixed(instant, zone)", Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    private static void addUnmodifiable(TableRow.Rows rows) {
        ClassFacts collection = ClassFacts.elements(new Standing.ByContents(), ElementKind.COLLECTION);
        ClassFacts list = ClassFacts.elements(new Standing.ByContents(), ElementKind.LIST);
        rows.add(list, "List.of(a), List.of(a, b)", List.of(1));
        rows.add(list, "List.of(), List.of(a, b, c), List.copyOf, Stream.toList", List.of(1, 2, 3));
        rows.add(list, "a subList of those", List.of(1, 2, 3).subList(0, 1));
        rows.add(collection, "Set.of(a), Set.of(a, b)", Set.of(1));
        rows.add(collection, "Set.of(), Set.of(a, b, c), Set.copyOf", Set.of(1, 2, 3));
        rows.add(collection, "Collections.emptyList()", Collections.emptyList());
        rows.add(collection, "Collections.emptySet()", Collections.emptySet());
        rows.add(collection, "Collections.emptySortedSet()", Collections.emptySortedSet());
        rows.add(collection, "Collections.singletonList(a)", Collections.singletonList(1));
        rows.add(collection, "Collections.singleton(a)", Collections.singleton(1));
        rows.add(
                ClassFacts.elements(new Standing.ByContents(), ElementKind.COPIES),
                "Collections.nCopies(n, a)",
                Collections.nCopies(2, 1));
        ClassFacts map = ClassFacts.elements(new Standing.ByContents(), ElementKind.MAP);
        rows.add(map, "Map.of(a, b)", Map.of(1, 1));
        rows.add(map, "Map.of(), Map.of(a, b, c, d), Map.copyOf", Map.of(1, 1, 2, 2));
        rows.add(map, "Collections.emptyMap()", Collections.emptyMap());
        rows.add(map, "Collections.emptySortedMap()", Collections.emptySortedMap());
        rows.add(map, "Collections.singletonMap(a, b)", Collections.singletonMap(1, 1));
        ClassFacts entry = ClassFacts.elements(new Standing.ByContents(), ElementKind.ENTRY);
        rows.add(entry, "Map.entry(a, b)", Map.entry(1, 1));
        rows.add(entry, AbstractMap.SimpleImmutableEntry.class);
        rows.add(ClassFacts.elements(new Standing.ByContents(), ElementKind.OPTIONAL), Optional.class);
    }
}
