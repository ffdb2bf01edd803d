package org.ferrywasm.transfer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Selector;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.time.format.DateTimeFormatter;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Formatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Scanner;
import java.util.Set;
import java.util.StringJoiner;
import java.util.Timer;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of the JDK's types: a value and what is to be said of it.
 *
 * @param name what it is
 * @param value makes the value
 * @param reason why it may not go; null if it may
 */
public record JdkRow(
        String name,
        Callable<@Nullable Object> value,
        @Nullable Reason reason) {
    private static final class LargeInteger extends BigInteger {
        private static final long serialVersionUID = 1L;

        LargeInteger() {
            super("7");
        }
    }

    /** Whether a list of reasons is what the row says. */
    public boolean isMetBy(List<Reason> reasons) {
        return reason == null ? reasons.isEmpty() : reasons.equals(List.of(reason));
    }

    @Override
    public String toString() {
        return name + (reason == null ? " may go" : " may not go: " + reason);
    }

    /** All rows. */
    public static List<JdkRow> all() {
        List<JdkRow> rows = new ArrayList<>();
        values(rows);
        times(rows);
        unmodifiable(rows);
        collections(rows);
        concurrent(rows);
        bound(rows);
        return rows;
    }

    private static void free(List<JdkRow> rows, String name, Callable<@Nullable Object> value) {
        rows.add(new JdkRow(name, value, null));
    }

    private static void kept(List<JdkRow> rows, Reason reason, String name, Callable<@Nullable Object> value) {
        rows.add(new JdkRow(name, value, reason));
    }

    private static void values(List<JdkRow> rows) {
        free(rows, "null", () -> null);
        free(rows, "String", () -> "text");
        free(rows, "Boolean", () -> true);
        free(rows, "Character", () -> 'c');
        free(rows, "Byte", () -> (byte) 1);
        free(rows, "Short", () -> (short) 1);
        free(rows, "Integer", () -> 1);
        free(rows, "Long", () -> 1L);
        free(rows, "Float", () -> 1f);
        free(rows, "Double", () -> 1d);
        free(rows, "BigInteger", () -> BigInteger.TEN);
        kept(rows, Reason.MUTABLE, "a subclass of BigInteger", LargeInteger::new);
        free(rows, "BigDecimal", () -> BigDecimal.TEN);
        free(rows, "MathContext", () -> MathContext.DECIMAL64);
        free(rows, "UUID", () -> new UUID(1, 2));
        free(rows, "URI", () -> URI.create("a:b"));
        free(rows, "Locale", () -> Locale.ROOT);
        free(rows, "Currency", () -> Currency.getInstance("EUR"));
        free(rows, "Pattern", () -> Pattern.compile("a*"));
        kept(
                rows,
                Reason.NOT_FINAL_CLASS,
                "MatchResult",
                () -> Pattern.compile("a").matcher("a").toMatchResult());
        free(rows, "HexFormat", HexFormat::of);
        free(rows, "OptionalInt", () -> OptionalInt.of(1));
        free(rows, "OptionalLong", () -> OptionalLong.of(1));
        free(rows, "OptionalDouble", () -> OptionalDouble.of(1));
        free(rows, "Class", () -> String.class);
        free(rows, "a bare Object", Object::new);
        free(rows, "StackTraceElement", () -> new Throwable().getStackTrace()[0]);
        free(rows, "File", () -> new File("f"));
        free(rows, "Path", () -> Path.of("f"));
        free(rows, "InetAddress 4", () -> InetAddress.getByAddress(new byte[4]));
        free(rows, "InetAddress 6", () -> InetAddress.getByAddress(new byte[16]));
        free(rows, "InetSocketAddress", () -> InetSocketAddress.createUnresolved("host", 1));
        free(rows, "Charset", () -> StandardCharsets.UTF_8);
        free(rows, "Charset UTF-16", () -> StandardCharsets.UTF_16);
        free(rows, "the default Charset", Charset::defaultCharset);
        free(rows, "an enum constant of the JDK", () -> TimeUnit.DAYS);
        free(rows, "a comparator of the JDK", Comparator::naturalOrder);
        free(rows, "the reverse order", Collections::reverseOrder);
        free(rows, "String.CASE_INSENSITIVE_ORDER", () -> String.CASE_INSENSITIVE_ORDER);
        free(rows, "a lambda of the JDK without captures", Function::identity);
        kept(rows, Reason.OPAQUE, "a lambda of the JDK with captures", () -> Comparator.comparing(String::trim));
    }

    private static void times(List<JdkRow> rows) {
        free(rows, "Duration", () -> Duration.ZERO);
        free(rows, "Period", () -> Period.ZERO);
        free(rows, "Instant", () -> Instant.EPOCH);
        free(rows, "LocalDate", () -> LocalDate.EPOCH);
        free(rows, "LocalTime", () -> LocalTime.NOON);
        free(rows, "LocalDateTime", () -> LocalDateTime.MIN);
        free(rows, "OffsetTime", () -> OffsetTime.MIN);
        free(rows, "OffsetDateTime", () -> OffsetDateTime.MIN);
        free(rows, "ZonedDateTime", () -> Instant.EPOCH.atZone(ZoneId.of("Europe/Paris")));
        free(rows, "ZonedDateTime in UTC", () -> ZonedDateTime.of(LocalDateTime.MIN, ZoneOffset.UTC));
        free(rows, "Year", () -> Year.of(1));
        free(rows, "YearMonth", () -> YearMonth.of(1, 1));
        free(rows, "MonthDay", () -> MonthDay.of(1, 1));
        free(rows, "ZoneOffset", () -> ZoneOffset.UTC);
        free(rows, "ZoneId", () -> ZoneId.of("Asia/Tokyo"));
        free(rows, "DayOfWeek", () -> DayOfWeek.MONDAY);
        kept(rows, Reason.OPAQUE, "DateTimeFormatter", () -> DateTimeFormatter.ISO_DATE);
        kept(rows, Reason.MUTABLE, "Date", Date::new);
    }

    private static void unmodifiable(List<JdkRow> rows) {
        free(rows, "List.of()", List::of);
        free(rows, "List.of(1)", () -> List.of(1));
        free(rows, "List.of(1, 2, 3)", () -> List.of(1, 2, 3));
        free(rows, "List.of().subList", () -> List.of(1, 2, 3).subList(1, 2));
        free(rows, "List.copyOf", () -> List.copyOf(new ArrayList<>(List.of(1, 2))));
        free(rows, "Stream.toList", () -> Stream.of(1, 2, 3).toList());
        free(rows, "Set.of()", Set::of);
        free(rows, "Set.of(1)", () -> Set.of(1));
        free(rows, "Set.of(1, 2, 3)", () -> Set.of(1, 2, 3));
        free(rows, "Map.of()", Map::of);
        free(rows, "Map.of(1, 2)", () -> Map.of(1, 2));
        free(rows, "Map.of(1, 2, 3, 4)", () -> Map.of(1, 2, 3, 4));
        free(rows, "Map.entry", () -> Map.entry(1, 2));
        free(rows, "SimpleImmutableEntry", () -> new AbstractMap.SimpleImmutableEntry<>(1, 2));
        free(rows, "Collections.emptyList", Collections::emptyList);
        free(rows, "Collections.singletonList", () -> Collections.singletonList(1));
        free(rows, "Collections.singleton", () -> Collections.singleton(1));
        free(rows, "Collections.singletonMap", () -> Collections.singletonMap(1, 2));
        free(rows, "Collections.nCopies", () -> Collections.nCopies(3, "x"));
        free(rows, "Optional", () -> Optional.of("x"));
        kept(rows, Reason.ARRAY, "List.of with an array in it", () -> List.of(new int[1]));
        kept(rows, Reason.MUTABLE, "Set.of with a list in it", () -> Set.of(new ArrayList<>()));
        kept(rows, Reason.MUTABLE, "Map.of with a mutable key", () -> Map.of(new ArrayList<>(), 1));
        kept(rows, Reason.MUTABLE, "Map.of with a mutable value", () -> Map.of(1, new ArrayList<>()));
        kept(rows, Reason.ARRAY, "Optional of an array", () -> Optional.of(new int[1]));
        kept(
                rows,
                Reason.VIEW,
                "Collections.unmodifiableCollection",
                () -> Collections.unmodifiableCollection(List.of()));
        kept(rows, Reason.VIEW, "Collections.unmodifiableList", () -> Collections.unmodifiableList(new ArrayList<>()));
        kept(rows, Reason.VIEW, "Collections.unmodifiableSet", () -> Collections.unmodifiableSet(new HashSet<>()));
        kept(rows, Reason.VIEW, "Collections.unmodifiableMap", () -> Collections.unmodifiableMap(new HashMap<>()));
        kept(
                rows,
                Reason.VIEW,
                "Collections.unmodifiableSortedSet",
                () -> Collections.unmodifiableSortedSet(new TreeSet<>()));
        kept(
                rows,
                Reason.VIEW,
                "Collections.unmodifiableSortedMap",
                () -> Collections.unmodifiableSortedMap(new TreeMap<>()));
        free(rows, "CompletableFuture", CompletableFuture::new);
        free(rows, "a minimal stage", () -> new CompletableFuture<>().minimalCompletionStage());
    }

    private static void collections(List<JdkRow> rows) {
        Reason mutable = Reason.MUTABLE;
        kept(rows, Reason.ARRAY, "int[]", () -> new int[1]);
        kept(rows, Reason.ARRAY, "an empty array", () -> new int[0]);
        kept(rows, Reason.ARRAY, "String[]", () -> new String[1]);
        kept(rows, Reason.ARRAY, "Object[][]", () -> new Object[1][1]);
        kept(rows, mutable, "ArrayList", ArrayList::new);
        kept(rows, mutable, "Arrays.asList", () -> Arrays.asList(1, 2));
        kept(rows, mutable, "ArrayDeque", ArrayDeque::new);
        kept(rows, mutable, "PriorityQueue", PriorityQueue::new);
        kept(rows, mutable, "HashSet", HashSet::new);
        kept(rows, mutable, "LinkedHashSet", LinkedHashSet::new);
        kept(rows, mutable, "TreeSet", TreeSet::new);
        kept(rows, mutable, "EnumSet", () -> EnumSet.of(TimeUnit.DAYS));
        kept(rows, mutable, "HashMap", HashMap::new);
        kept(rows, mutable, "LinkedHashMap", LinkedHashMap::new);
        kept(rows, mutable, "TreeMap", TreeMap::new);
        kept(rows, mutable, "IdentityHashMap", IdentityHashMap::new);
        kept(rows, mutable, "EnumMap", () -> new EnumMap<>(TimeUnit.class));
        kept(rows, mutable, "WeakHashMap", WeakHashMap::new);
        kept(rows, mutable, "StringBuilder", StringBuilder::new);
        kept(rows, mutable, "StringJoiner", () -> new StringJoiner(","));
        kept(rows, mutable, "Random", Random::new);
        kept(rows, mutable, "BitSet", BitSet::new);
        kept(rows, mutable, "ByteArrayOutputStream", ByteArrayOutputStream::new);
        kept(rows, mutable, "StringReader", () -> new StringReader(""));
        kept(rows, mutable, "a heap ByteBuffer", () -> ByteBuffer.allocate(1));
        kept(rows, Reason.NOT_FINAL_CLASS, "Semaphore", () -> new Semaphore(1));
    }

    private static void concurrent(List<JdkRow> rows) {
        Reason concurrent = Reason.CONCURRENT_CONTAINER;
        kept(rows, concurrent, "AtomicInteger", AtomicInteger::new);
        kept(rows, concurrent, "AtomicLong", AtomicLong::new);
        kept(rows, concurrent, "AtomicBoolean", AtomicBoolean::new);
        kept(rows, concurrent, "AtomicIntegerArray", () -> new AtomicIntegerArray(1));
        kept(rows, concurrent, "AtomicLongArray", () -> new AtomicLongArray(1));
        kept(rows, concurrent, "LongAdder", LongAdder::new);
        kept(rows, concurrent, "AtomicReference", () -> new AtomicReference<>("x"));
        kept(rows, concurrent, "AtomicReferenceArray", () -> new AtomicReferenceArray<>(1));
        kept(rows, concurrent, "AtomicMarkableReference", () -> new AtomicMarkableReference<>("x", true));
        kept(rows, concurrent, "AtomicStampedReference", () -> new AtomicStampedReference<>("x", 1));
        kept(rows, concurrent, "ConcurrentHashMap", ConcurrentHashMap::new);
        kept(rows, concurrent, "ConcurrentHashMap.newKeySet", ConcurrentHashMap::newKeySet);
        kept(rows, concurrent, "ConcurrentSkipListMap", ConcurrentSkipListMap::new);
        kept(rows, concurrent, "ConcurrentSkipListSet", ConcurrentSkipListSet::new);
        kept(rows, concurrent, "ConcurrentLinkedQueue", ConcurrentLinkedQueue::new);
        kept(rows, concurrent, "ConcurrentLinkedDeque", ConcurrentLinkedDeque::new);
        kept(rows, concurrent, "CopyOnWriteArrayList", CopyOnWriteArrayList::new);
        kept(rows, concurrent, "CopyOnWriteArraySet", CopyOnWriteArraySet::new);
        kept(rows, concurrent, "ArrayBlockingQueue", () -> new ArrayBlockingQueue<>(1));
        kept(rows, concurrent, "LinkedBlockingQueue", LinkedBlockingQueue::new);
        kept(rows, concurrent, "LinkedBlockingDeque", LinkedBlockingDeque::new);
        kept(rows, concurrent, "LinkedTransferQueue", LinkedTransferQueue::new);
        kept(rows, concurrent, "PriorityBlockingQueue", PriorityBlockingQueue::new);
    }

    private static void bound(List<JdkRow> rows) {
        Reason bound = Reason.THREAD_BOUND;
        kept(rows, bound, "Thread", Thread::currentThread);
        kept(rows, bound, "ThreadLocal", ThreadLocal::new);
        kept(rows, bound, "a ThreadLocal with a body", () -> new ThreadLocal<String>() {});
        kept(rows, bound, "ThreadLocal.withInitial", () -> ThreadLocal.withInitial(() -> 1));
        kept(rows, bound, "ScopedValue", ScopedValue::newInstance);
        kept(rows, bound, "Arena.ofConfined", () -> {
            try (Arena arena = Arena.ofConfined()) {
                return arena;
            }
        });
        kept(rows, Reason.MUTABLE, "Arena.ofAuto", Arena::ofAuto);
        kept(rows, bound, "a confined segment", JdkRow::confinedSegment);
        kept(rows, Reason.MUTABLE, "an automatic segment", () -> Arena.ofAuto().allocate(8));
        kept(
                rows,
                bound,
                "a buffer over a confined segment",
                () -> confinedSegment().asByteBuffer());
        kept(rows, bound, "a held ReentrantLock", () -> {
            ReentrantLock lock = new ReentrantLock();
            lock.lock();
            return lock;
        });
        kept(rows, Reason.MUTABLE, "a ReentrantLock that nobody holds", ReentrantLock::new);
        kept(rows, bound, "a held read lock", () -> {
            ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
            lock.readLock().lock();
            return lock;
        });
        kept(rows, bound, "a held StampedLock", () -> {
            StampedLock lock = new StampedLock();
            lock.writeLock();
            return lock;
        });
        kept(rows, bound, "a Condition", () -> new ReentrantLock().newCondition());
        kept(rows, bound, "an InputStream", InputStream::nullInputStream);
        kept(rows, bound, "System.out", () -> System.out);
        kept(
                rows,
                bound,
                "a Reader",
                () -> new InputStreamReader(InputStream.nullInputStream(), StandardCharsets.UTF_8));
        kept(
                rows,
                bound,
                "a Writer",
                () -> new OutputStreamWriter(new ByteArrayOutputStream(), StandardCharsets.UTF_8));
        kept(rows, bound, "a Scanner", () -> new Scanner("text"));
        kept(rows, bound, "a Formatter", Formatter::new);
        kept(rows, bound, "a Channel", () -> Channels.newChannel(new ByteArrayInputStream(new byte[0])));
        kept(rows, bound, "a Selector", () -> {
            try (Selector selector = Selector.open()) {
                return selector;
            }
        });
        kept(rows, bound, "a DirectoryStream", () -> {
            try (var files = Files.newDirectoryStream(Path.of("."))) {
                return files;
            }
        });
        kept(rows, bound, "a Socket", Socket::new);
        kept(rows, bound, "an Iterator", () -> List.of(1).iterator());
        kept(rows, bound, "an Enumeration", () -> Collections.enumeration(List.of(1)));
        kept(rows, bound, "a Spliterator", () -> List.of(1).spliterator());
        kept(rows, bound, "a Stream", () -> Stream.of(1));
        kept(rows, Reason.NOT_FINAL_CLASS, "a Timer", () -> {
            Timer timer = new Timer(true);
            timer.cancel();
            return timer;
        });
    }

    private static MemorySegment confinedSegment() {
        try (Arena arena = Arena.ofConfined()) {
            return arena.allocate(8);
        }
    }
}
