package org.ferrywasm.lint;

import com.google.errorprone.util.ASTHelpers;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the JDK's types: those of which no object may go to another thread. They are the rows of the VM's own table
 * ({@code org.ferrywasm.transfer}) that a static type can settle; what is not here is left to the check at run time.
 */
final class JdkTypes {
    private static final String BOX = "make it inside a box, Owned.of(() -> ...)";
    private static final String OPEN = "open it where the Store arrives, or keep it out of the Store";
    private static final String LOCK =
            "lock where the Store is used; a Store has one thread at a time and needs no lock for itself";

    /** Types whose objects may not go, nor those of any subtype. */
    private static final Map<String, Refusal> BOUND = bound();

    /** Classes whose objects can be changed. */
    private static final Map<String, Refusal> MUTABLE = mutable();

    private JdkTypes() {}

    /** Whether a class is the JDK's own. */
    static boolean isPlatform(Symbol type) {
        return ASTHelpers.enclosingPackage(type)
                .map(pack -> String.valueOf(pack.modle.name))
                .filter(module -> module.startsWith("java.") || module.startsWith("jdk."))
                .isPresent();
    }

    /** Why every object of a type belongs to a thread or to what it is in the middle of; null if the table does not say so. */
    static @Nullable Refusal bound(Type type, Types types) {
        for (Type supertype : types.closure(type)) {
            Refusal refusal = BOUND.get(nameOf(supertype));
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    /** Why no object of a class of the JDK may go; null if the table does not say so. */
    static @Nullable Refusal mutable(Type type, Types types) {
        Refusal refusal = MUTABLE.get(nameOf(type));
        boolean isConcrete = (type.tsym.flags() & (Flags.ABSTRACT | Flags.INTERFACE)) == 0;
        if (refusal != null || !isConcrete) {
            return refusal;
        }
        for (Type supertype : types.closure(type)) {
            switch (nameOf(supertype)) {
                case "java.util.Map" -> {
                    return collection("Map");
                }
                case "java.util.Set" -> {
                    return collection("Set");
                }
                case "java.util.Collection" -> {
                    return collection("List");
                }
                default -> {}
            }
        }
        return null;
    }

    /** The qualified name of the class of a type. */
    static String nameOf(Type type) {
        return type.tsym instanceof ClassSymbol symbol
                ? symbol.getQualifiedName().toString()
                : "";
    }

    private static Refusal collection(String kind) {
        return new Refusal("it is a collection that can be changed", "use " + kind + ".copyOf, or " + BOX);
    }

    private static Map<String, Refusal> mutable() {
        Refusal concurrent = new Refusal(
                "a thread that kept a reference to it can change it after it was looked at", "wrap it with Shared.of");
        Refusal text = new Refusal("it can be changed", "use the String that it makes, or " + BOX);
        Refusal date = new Refusal("it can be changed", "use java.time, or " + BOX);
        Refusal other = new Refusal("it can be changed", BOX);
        return Stream.of(
                        rows(
                                concurrent,
                                "java.util.concurrent.",
                                Stream.of(
                                        "ConcurrentHashMap",
                                        "ConcurrentHashMap.KeySetView",
                                        "ConcurrentSkipListMap",
                                        "ConcurrentSkipListSet",
                                        "ConcurrentLinkedQueue",
                                        "ConcurrentLinkedDeque",
                                        "CopyOnWriteArrayList",
                                        "CopyOnWriteArraySet",
                                        "ArrayBlockingQueue",
                                        "LinkedBlockingQueue",
                                        "LinkedBlockingDeque",
                                        "LinkedTransferQueue",
                                        "PriorityBlockingQueue")),
                        rows(
                                concurrent,
                                "java.util.concurrent.atomic.",
                                Stream.of(
                                        "AtomicInteger",
                                        "AtomicLong",
                                        "AtomicBoolean",
                                        "AtomicIntegerArray",
                                        "AtomicLongArray",
                                        "AtomicReference",
                                        "AtomicReferenceArray",
                                        "AtomicMarkableReference",
                                        "AtomicStampedReference",
                                        "LongAdder",
                                        "DoubleAdder")),
                        rows(text, "java.lang.", Stream.of("StringBuilder", "StringBuffer")),
                        rows(text, "java.util.", Stream.of("StringJoiner")),
                        rows(date, "java.util.", Stream.of("Date", "Calendar", "GregorianCalendar")),
                        rows(collection("Set"), "java.util.", Stream.of("EnumSet")),
                        rows(other, "java.util.", Stream.of("Random", "SplittableRandom", "BitSet")),
                        rows(other, "java.util.zip.", Stream.of("CRC32", "Adler32")),
                        rows(
                                new Refusal(
                                        "its class is not final, and is not among those known to be safe",
                                        "say that it is safe by Trusted.of(value, reason)"),
                                "java.util.concurrent.",
                                Stream.of("Semaphore", "CountDownLatch", "CyclicBarrier", "Phaser")))
                .flatMap(Function.identity())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Refusal> bound() {
        List<Map.Entry<String, Refusal>> rows = new ArrayList<>();
        row(rows, "java.lang.Thread", "it is a thread", "keep its name or an id");
        row(rows, "java.lang.ThreadGroup", "it stands for running threads", "keep its name");
        row(rows, "java.lang.ThreadLocal", "its value is another one on each thread", "keep the value");
        row(rows, "java.lang.ScopedValue", "its value is bound by the thread that runs the scope", "keep the value");
        row(rows, "java.lang.Process", "it is a running process with open streams", "keep its pid");
        String memory =
                "copy the bytes, or make it with Arena.ofShared or Arena.ofAuto inside a box, Owned.of(() -> ...)";
        for (String name : Set.of("java.lang.foreign.Arena", "java.lang.foreign.MemorySegment", "java.nio.Buffer")) {
            row(rows, name, "its memory can be changed, and may belong to one thread", memory);
        }
        for (String name : Set.of(
                "java.util.concurrent.locks.Lock",
                "java.util.concurrent.locks.ReadWriteLock",
                "java.util.concurrent.locks.StampedLock",
                "java.util.concurrent.locks.AbstractOwnableSynchronizer")) {
            row(rows, name, "the thread that holds it must release it", LOCK);
        }
        row(rows, "java.util.concurrent.locks.Condition", "threads wait for it", LOCK);
        for (String name : Set.of("java.sql.Connection", "java.sql.Statement", "java.sql.ResultSet")) {
            row(rows, name, "it is, or is part of, an open connection", "take one from a pool when it is needed");
        }
        rows(new Refusal("it is open", OPEN), "java.io.", Stream.of("InputStream", "OutputStream", "Reader", "Writer"))
                .forEach(rows::add);
        rows(
                        new Refusal("it is open", OPEN),
                        "java.",
                        Stream.of(
                                "io.RandomAccessFile",
                                "util.zip.ZipFile",
                                "util.Formatter",
                                "nio.channels.Channel",
                                "nio.channels.Selector",
                                "nio.file.DirectoryStream",
                                "nio.file.WatchService",
                                "net.Socket",
                                "net.ServerSocket",
                                "net.DatagramSocket",
                                "net.URLConnection"))
                .forEach(rows::add);
        rows(
                        new Refusal(
                                "it is an iteration in progress",
                                "iterate to the end first and keep the collection, unmodifiable"),
                        "java.util.",
                        Stream.of("Iterator", "Enumeration", "Spliterator", "stream.BaseStream"))
                .forEach(rows::add);
        return rows.stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void row(List<Map.Entry<String, Refusal>> rows, String name, String why, String mend) {
        rows.add(Map.entry(name, new Refusal(why, mend)));
    }

    private static Stream<Map.Entry<String, Refusal>> rows(Refusal refusal, String prefix, Stream<String> names) {
        return names.map(name -> Map.entry(prefix + name, refusal));
    }
}
