package org.ferrywasm.transfer;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
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
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Rows of {@link JdkRow} about values. */
final class JdkValueRows {
    private JdkValueRows() {}

    static void addTo(JdkRow.Rows rows) {
        values(rows);
        times(rows);
    }

    private static void values(JdkRow.Rows rows) {
        rows.free("null", () -> null);
        rows.free("String", () -> "text");
        rows.free("Boolean", () -> true);
        rows.free("Character", () -> 'c');
        rows.free("Byte", () -> (byte) 1);
        rows.free("Short", () -> (short) 1);
        rows.free("Integer", () -> 1);
        rows.free("Long", () -> 1L);
        rows.free("Float", () -> 1f);
        rows.free("Double", () -> 1d);
        rows.free("BigInteger", () -> BigInteger.TEN);
        rows.keptInBox(Reason.MUTABLE, Reason.OPAQUE, "a subclass of BigInteger", LargeInteger::new);
        rows.free("BigDecimal", () -> BigDecimal.TEN);
        rows.free("MathContext", () -> MathContext.DECIMAL64);
        rows.free("UUID", () -> new UUID(1, 2));
        rows.free("URI", () -> URI.create("a:b"));
        rows.free("Locale", () -> Locale.ROOT);
        rows.free("Currency", () -> Currency.getInstance("EUR"));
        rows.free("Pattern", () -> Pattern.compile("a*"));
        rows.kept(
                Reason.NOT_FINAL_CLASS,
                "MatchResult",
                () -> Pattern.compile("a").matcher("a").toMatchResult());
        rows.free("HexFormat", HexFormat::of);
        rows.free("OptionalInt", () -> OptionalInt.of(1));
        rows.free("OptionalLong", () -> OptionalLong.of(1));
        rows.free("OptionalDouble", () -> OptionalDouble.of(1));
        rows.free("Class", () -> String.class);
        rows.free("a bare Object", Object::new);
        rows.free("StackTraceElement", () -> new Throwable().getStackTrace()[0]);
        rows.free("File", () -> new File("f"));
        rows.free("Path", () -> Path.of("f"));
        rows.free("InetAddress 4", () -> InetAddress.getByAddress(new byte[4]));
        rows.free("InetAddress 6", () -> InetAddress.getByAddress(new byte[16]));
        rows.free("InetSocketAddress", () -> InetSocketAddress.createUnresolved("host", 1));
        rows.free("Charset", () -> StandardCharsets.UTF_8);
        rows.free("Charset UTF-16", () -> StandardCharsets.UTF_16);
        rows.free("the default Charset", Charset::defaultCharset);
        rows.free("an enum constant of the JDK", () -> TimeUnit.DAYS);
        rows.free("a comparator of the JDK", Comparator::naturalOrder);
        rows.free("the reverse order", Collections::reverseOrder);
        rows.free("String.CASE_INSENSITIVE_ORDER", () -> String.CASE_INSENSITIVE_ORDER);
        rows.free("a lambda of the JDK without captures", Function::identity);
        rows.kept(Reason.OPAQUE, "a lambda of the JDK with captures", () -> Comparator.comparing(String::trim));
        rows.free("a charset that is not a standard one", () -> Charset.forName("windows-1252"));
        rows.free("a BigDecimal made of a subclass of BigInteger", () -> new BigDecimal(new LargeInteger()));
    }

    private static void times(JdkRow.Rows rows) {
        rows.free("Duration", () -> Duration.ZERO);
        rows.free("Period", () -> Period.ZERO);
        rows.free("Instant", () -> Instant.EPOCH);
        rows.free("LocalDate", () -> LocalDate.EPOCH);
        rows.free("LocalTime", () -> LocalTime.NOON);
        rows.free("LocalDateTime", () -> LocalDateTime.MIN);
        rows.free("OffsetTime", () -> OffsetTime.MIN);
        rows.free("OffsetDateTime", () -> OffsetDateTime.MIN);
        rows.free("ZonedDateTime", () -> Instant.EPOCH.atZone(ZoneId.of("Europe/Paris")));
        rows.free("ZonedDateTime in UTC", () -> ZonedDateTime.of(LocalDateTime.MIN, ZoneOffset.UTC));
        rows.free("Year", () -> Year.of(1));
        rows.free("YearMonth", () -> YearMonth.of(1, 1));
        rows.free("MonthDay", () -> MonthDay.of(1, 1));
        rows.free("ZoneOffset", () -> ZoneOffset.UTC);
        rows.free("ZoneId", () -> ZoneId.of("Asia/Tokyo"));
        rows.free("DayOfWeek", () -> DayOfWeek.MONDAY);
        rows.free("DateTimeFormatter", () -> DateTimeFormatter.ISO_DATE);
        rows.kept(Reason.MUTABLE, "Date", Date::new);
        rows.free("DecimalStyle", () -> DecimalStyle.STANDARD);
        rows.free("IsoChronology", () -> IsoChronology.INSTANCE);
        rows.free("WeekFields", () -> WeekFields.ISO);
        rows.free("Clock.systemUTC", Clock::systemUTC);
        rows.free("Clock.fixed", () -> Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    private static final class LargeInteger extends BigInteger {
        private static final long serialVersionUID = 1L;

        LargeInteger() {
            super("7");
        }
    }
}
