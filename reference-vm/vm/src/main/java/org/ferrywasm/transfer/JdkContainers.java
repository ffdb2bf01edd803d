package org.ferrywasm.transfer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.CharArrayReader;
import java.io.CharArrayWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.Stack;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
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
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@link JdkTypes} that may not go: ordinary collections, views, concurrent containers, and mutable objects that
 * hold nothing that needs a look. In a box ({@link Recognised.Box}) all of them may go but views, and others of which cannot be seen
 * what is in them.
 */
final class JdkContainers {
    private static final String BOX = "make it inside a box, Owned.of(() -> ...)";
    private static final Contents.Unseen VIEWED = new Contents.Unseen(
            new Refusal(
                    Reason.VIEW,
                    "it is a view of a collection, or another that cannot be looked into: anything may be in it",
                    "put the collection itself into the box"),
            true);

    private static final Map<Class<?>, ClassFacts> FAMILIES = makeFamilies();

    private JdkContainers() {}

    static void addTo(TableRow.Rows rows) {
        addCollections(rows);
        addConcurrent(rows);
        addViews(rows);
        addPlain(rows);
    }

    /** What is said about the JDK's collections that no row is about, most of which are views, and its method handles; null if nothing. */
    static @Nullable ClassFacts findFamily(Class<?> type) {
        if (!JdkTypes.isPlatform(type)) {
            return null;
        }
        for (Map.Entry<Class<?>, ClassFacts> family : FAMILIES.entrySet()) {
            if (family.getKey().isAssignableFrom(type)) {
                return family.getValue();
            }
        }
        return null;
    }

    /** What is said about all of the JDK's subtypes of a type that have no row. */
    static Map<Class<?>, ClassFacts> families() {
        return FAMILIES;
    }

    private static Map<Class<?>, ClassFacts> makeFamilies() {
        Map<Class<?>, ClassFacts> families = new LinkedHashMap<>();
        ClassFacts view = ClassFacts.unseen(
                new Refusal(
                        Reason.VIEW,
                        "it is a collection of the JDK that may be a view of one that can be changed",
                        "use List.copyOf, Set.copyOf or Map.copyOf in its place"),
                VIEWED);
        families.put(Collection.class, view);
        families.put(Map.class, view);
        Refusal bound = new Refusal(Reason.OPAQUE, "what is bound in it cannot be seen", "use a lambda in its place");
        ClassFacts handle = ClassFacts.unseen(bound, new Contents.Unseen(bound, true));
        families.put(MethodHandle.class, handle);
        families.put(VarHandle.class, handle);
        return Collections.unmodifiableMap(families);
    }

    private static ClassFacts container(Reason reason, String why, String mend, ElementKind kind) {
        return ClassFacts.container(new Refusal(reason, why, mend), new Contents.Elements(kind, null));
    }

    private static void addCollections(TableRow.Rows rows) {
        String why = "it is a collection that can be changed";
        ClassFacts list = container(Reason.MUTABLE, why, "use List.copyOf, or " + BOX, ElementKind.COLLECTION);
        rows.add(list, ArrayList.class, LinkedList.class, Vector.class, Stack.class, ArrayDeque.class);
        rows.add(
                container(Reason.MUTABLE, why, "use List.copyOf, or " + BOX, ElementKind.ORDERED_COLLECTION),
                PriorityQueue.class);
        rows.add(list, "Arrays.asList(a, b)", Arrays.asList(1, 2));
        ClassFacts set = container(Reason.MUTABLE, why, "use Set.copyOf, or " + BOX, ElementKind.COLLECTION);
        rows.add(set, HashSet.class, LinkedHashSet.class);
        rows.add(
                container(Reason.MUTABLE, why, "use Set.copyOf, or " + BOX, ElementKind.ORDERED_COLLECTION),
                TreeSet.class);
        rows.add(set, "EnumSet of up to 64 constants", EnumSet.noneOf(TimeUnit.class));
        rows.add(set, "EnumSet of more constants", EnumSet.noneOf(Character.UnicodeScript.class));
        String copy = "use Map.copyOf, or " + BOX;
        rows.add(
                container(Reason.MUTABLE, why, copy, ElementKind.MAP),
                HashMap.class,
                LinkedHashMap.class,
                Hashtable.class,
                IdentityHashMap.class,
                EnumMap.class);
        rows.add(container(Reason.MUTABLE, why, copy, ElementKind.ORDERED_MAP), TreeMap.class);
        Refusal mutable = new Refusal(Reason.MUTABLE, why, copy);
        rows.add(
                ClassFacts.container(
                        mutable,
                        new Contents.Elements(
                                ElementKind.MAP,
                                new Refusal(Reason.OPAQUE, "its defaults cannot be read", "use a HashMap"))),
                Properties.class);
        rows.add(
                ClassFacts.unseen(
                        mutable,
                        new Contents.Unseen(
                                new Refusal(
                                        Reason.OPAQUE,
                                        "it cannot be looked into without changing it",
                                        "use another kind of map"),
                                true)),
                WeakHashMap.class);
    }

    private static void addConcurrent(TableRow.Rows rows) {
        String why = "a thread that kept a reference to it can put anything into it after it was looked at";
        String mend = "wrap it with Shared.of and the type of what is in it";
        Reason reason = Reason.CONCURRENT_CONTAINER;
        rows.add(
                container(reason, why, mend, ElementKind.COLLECTION),
                ConcurrentLinkedQueue.class,
                ConcurrentLinkedDeque.class,
                CopyOnWriteArrayList.class,
                CopyOnWriteArraySet.class,
                ArrayBlockingQueue.class,
                LinkedBlockingQueue.class,
                LinkedBlockingDeque.class,
                LinkedTransferQueue.class,
                DelayQueue.class,
                SynchronousQueue.class);
        rows.add(
                container(reason, why, mend, ElementKind.ORDERED_COLLECTION),
                ConcurrentSkipListSet.class,
                PriorityBlockingQueue.class);
        rows.add(
                container(
                        reason,
                        why,
                        "use a ConcurrentSkipListSet, or wrap the map itself with Shared.of",
                        ElementKind.KEYS),
                ConcurrentHashMap.KeySetView.class);
        rows.add(container(reason, why, mend, ElementKind.MAP), ConcurrentHashMap.class);
        rows.add(container(reason, why, mend, ElementKind.ORDERED_MAP), ConcurrentSkipListMap.class);
        rows.add(
                container(reason, why, mend, ElementKind.ATOMIC),
                AtomicReference.class,
                AtomicMarkableReference.class,
                AtomicStampedReference.class);
        rows.add(container(reason, why, mend, ElementKind.ATOMIC_ARRAY), AtomicReferenceArray.class);
        rows.add(
                ClassFacts.refused(new Refusal(
                        reason,
                        "other threads can change it, and nothing says that they are meant to",
                        "wrap it with Shared.of")),
                AtomicInteger.class,
                AtomicLong.class,
                AtomicBoolean.class,
                AtomicIntegerArray.class,
                AtomicLongArray.class,
                LongAdder.class,
                DoubleAdder.class);
    }

    @SuppressWarnings("JdkObsolete") // views of lists without random access have a class of their own
    private static void addViews(TableRow.Rows rows) {
        ClassFacts list = view("List.copyOf");
        rows.add(list, "Collections.unmodifiableList(list)", Collections.unmodifiableList(new ArrayList<>()));
        rows.add(
                list,
                "Collections.unmodifiableList(list) without random access",
                Collections.unmodifiableList(new LinkedList<>()));
        rows.add(
                list,
                "Collections.unmodifiableCollection(collection)",
                Collections.unmodifiableCollection(new ArrayList<>()));
        rows.add(
                list,
                "Collections.unmodifiableSequencedCollection(collection)",
                Collections.unmodifiableSequencedCollection(new ArrayList<>()));
        ClassFacts set = view("Set.copyOf");
        rows.add(set, "Collections.unmodifiableSet(set)", Collections.unmodifiableSet(new HashSet<>()));
        rows.add(
                set,
                "Collections.unmodifiableSequencedSet(set)",
                Collections.unmodifiableSequencedSet(new LinkedHashSet<>()));
        rows.add(set, "Collections.unmodifiableSortedSet(set)", Collections.unmodifiableSortedSet(new TreeSet<>()));
        rows.add(
                set,
                "Collections.unmodifiableNavigableSet(set)",
                Collections.unmodifiableNavigableSet(new TreeSet<>()));
        ClassFacts map = view("Map.copyOf");
        rows.add(map, "Collections.unmodifiableMap(map)", Collections.unmodifiableMap(new HashMap<>()));
        rows.add(
                map,
                "Collections.unmodifiableSequencedMap(map)",
                Collections.unmodifiableSequencedMap(new LinkedHashMap<>()));
        rows.add(map, "Collections.unmodifiableSortedMap(map)", Collections.unmodifiableSortedMap(new TreeMap<>()));
        rows.add(
                map,
                "Collections.unmodifiableNavigableMap(map)",
                Collections.unmodifiableNavigableMap(new TreeMap<>()));
    }

    private static ClassFacts view(String copy) {
        return ClassFacts.unseen(
                new Refusal(
                        Reason.VIEW,
                        "it is a view of a collection that whoever made it can still change",
                        "use " + copy + " in its place"),
                VIEWED);
    }

    private static void addPlain(TableRow.Rows rows) {
        rows.add(
                plain("use the String that it makes, or " + BOX),
                StringBuilder.class,
                StringBuffer.class,
                StringJoiner.class);
        rows.add(plain("use java.time, or " + BOX), Date.class);
        rows.add(
                plain(BOX),
                Random.class,
                SplittableRandom.class,
                BitSet.class,
                CRC32.class,
                Adler32.class,
                ByteArrayInputStream.class,
                ByteArrayOutputStream.class,
                StringReader.class,
                StringWriter.class,
                CharArrayReader.class,
                CharArrayWriter.class);
        rows.add(
                ClassFacts.unseen(
                        new Refusal(Reason.MUTABLE, "it refers to whatever opens it", "use a URI"),
                        new Contents.Unseen(
                                new Refusal(Reason.OPAQUE, "what opens it cannot be read", "use a URI"), false)),
                URL.class);
    }

    private static ClassFacts plain(String mend) {
        return ClassFacts.refused(new Refusal(Reason.MUTABLE, "it can be changed", mend));
    }
}
