package org.ferrywasm.transfer;

import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.Stack;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
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
import java.util.concurrent.Semaphore;
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
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Rows of {@link JdkRow} about collections and containers. */
@SuppressWarnings("JdkObsolete") // the table has the old ones too
final class JdkCollectionRows {
    private JdkCollectionRows() {}

    static void addTo(JdkRow.Rows rows) {
        unmodifiable(rows);
        views(rows);
        collections(rows);
        concurrent(rows);
    }

    private static void unmodifiable(JdkRow.Rows rows) {
        rows.free("List.of()", List::of);
        rows.free("List.of(1)", () -> List.of(1));
        rows.free("List.of(1, 2, 3)", () -> List.of(1, 2, 3));
        rows.free("List.of().subList", () -> List.of(1, 2, 3).subList(1, 2));
        rows.free("List.copyOf", () -> List.copyOf(new ArrayList<>(List.of(1, 2))));
        rows.free("Stream.toList", () -> Stream.of(1, 2, 3).toList());
        rows.free("Set.of()", Set::of);
        rows.free("Set.of(1)", () -> Set.of(1));
        rows.free("Set.of(1, 2, 3)", () -> Set.of(1, 2, 3));
        rows.free("Map.of()", Map::of);
        rows.free("Map.of(1, 2)", () -> Map.of(1, 2));
        rows.free("Map.of(1, 2, 3, 4)", () -> Map.of(1, 2, 3, 4));
        rows.free("Map.entry", () -> Map.entry(1, 2));
        rows.free("SimpleImmutableEntry", () -> new AbstractMap.SimpleImmutableEntry<>(1, 2));
        rows.free("Collections.emptyList", Collections::emptyList);
        rows.free("Collections.singletonList", () -> Collections.singletonList(1));
        rows.free("Collections.singleton", () -> Collections.singleton(1));
        rows.free("Collections.singletonMap", () -> Collections.singletonMap(1, 2));
        rows.free("Collections.nCopies", () -> Collections.nCopies(3, "x"));
        rows.free("Optional", () -> Optional.of("x"));
        rows.kept(Reason.ARRAY, "List.of with an array in it", () -> List.of(new int[1]));
        rows.kept(Reason.MUTABLE, "Set.of with a list in it", () -> Set.of(new ArrayList<>()));
        rows.kept(Reason.MUTABLE, "Map.of with a mutable key", () -> Map.of(new ArrayList<>(), 1));
        rows.kept(Reason.MUTABLE, "Map.of with a mutable value", () -> Map.of(1, new ArrayList<>()));
        rows.kept(Reason.ARRAY, "Optional of an array", () -> Optional.of(new int[1]));
        rows.kept(
                Reason.VIEW, "Collections.unmodifiableCollection", () -> Collections.unmodifiableCollection(List.of()));
        rows.kept(Reason.VIEW, "Collections.unmodifiableList", () -> Collections.unmodifiableList(new ArrayList<>()));
        rows.kept(Reason.VIEW, "Collections.unmodifiableSet", () -> Collections.unmodifiableSet(new HashSet<>()));
        rows.kept(Reason.VIEW, "Collections.unmodifiableMap", () -> Collections.unmodifiableMap(new HashMap<>()));
        rows.kept(
                Reason.VIEW,
                "Collections.unmodifiableSortedSet",
                () -> Collections.unmodifiableSortedSet(new TreeSet<>()));
        rows.kept(
                Reason.VIEW,
                "Collections.unmodifiableSortedMap",
                () -> Collections.unmodifiableSortedMap(new TreeMap<>()));
        rows.free("CompletableFuture", CompletableFuture::new);
        rows.free("a minimal stage", () -> new CompletableFuture<>().minimalCompletionStage());
        rows.free("Collections.emptySet", Collections::emptySet);
        rows.free("Collections.emptySortedSet", Collections::emptySortedSet);
        rows.free("Collections.emptyMap", Collections::emptyMap);
        rows.free("Collections.emptySortedMap", Collections::emptySortedMap);
        rows.free("the entries of a Map.of", () -> Map.of(1, 2).entrySet());
        rows.kept(Reason.ARRAY, "Collections.nCopies of an array", () -> Collections.nCopies(3, new int[1]));
        rows.kept(
                Reason.ARRAY,
                "a subList with an array in it",
                () -> List.of(1, 2, new int[1]).subList(1, 3));
    }

    private static void views(JdkRow.Rows rows) {
        Reason view = Reason.VIEW;
        rows.kept(view, "unmodifiableList of a LinkedList", () -> Collections.unmodifiableList(new LinkedList<>()));
        rows.kept(
                view,
                "Collections.unmodifiableSequencedCollection",
                () -> Collections.unmodifiableSequencedCollection(new ArrayList<>()));
        rows.kept(
                view,
                "Collections.unmodifiableSequencedSet",
                () -> Collections.unmodifiableSequencedSet(new LinkedHashSet<>()));
        rows.kept(
                view,
                "Collections.unmodifiableSequencedMap",
                () -> Collections.unmodifiableSequencedMap(new LinkedHashMap<>()));
        rows.kept(
                view,
                "Collections.unmodifiableNavigableSet",
                () -> Collections.unmodifiableNavigableSet(new TreeSet<>()));
        rows.kept(
                view,
                "Collections.unmodifiableNavigableMap",
                () -> Collections.unmodifiableNavigableMap(new TreeMap<>()));
        rows.kept(view, "Collections.synchronizedList", () -> Collections.synchronizedList(new ArrayList<>()));
        rows.kept(view, "Collections.synchronizedMap", () -> Collections.synchronizedMap(new HashMap<>()));
        rows.kept(view, "Collections.checkedSet", () -> Collections.checkedSet(new HashSet<>(), String.class));
        rows.kept(view, "Collections.newSetFromMap", () -> Collections.newSetFromMap(new IdentityHashMap<>()));
        rows.kept(view, "Collections.asLifoQueue", () -> Collections.asLifoQueue(new ArrayDeque<>()));
        rows.kept(view, "a reversed List.of", () -> List.of(1, 2).reversed());
        rows.kept(view, "a reversed ArrayList", () -> new ArrayList<>(List.of(1, 2)).reversed());
        rows.kept(view, "ArrayList.subList", () -> new ArrayList<>(List.of(1, 2)).subList(0, 1));
        rows.kept(view, "HashMap.keySet", () -> new HashMap<>(Map.of(1, 2)).keySet());
        rows.kept(view, "TreeMap.descendingMap", () -> new TreeMap<>(Map.of(1, 2)).descendingMap());
        rows.kept(view, "the keys of a Map.of", () -> Map.of(1, 2).keySet());
    }

    private static void collections(JdkRow.Rows rows) {
        Reason mutable = Reason.MUTABLE;
        rows.kept(Reason.ARRAY, "int[]", () -> new int[1]);
        rows.kept(Reason.ARRAY, "an empty array", () -> new int[0]);
        rows.kept(Reason.ARRAY, "String[]", () -> new String[1]);
        rows.kept(Reason.ARRAY, "Object[][]", () -> new Object[1][1]);
        rows.kept(mutable, "ArrayList", ArrayList::new);
        rows.kept(mutable, "Arrays.asList", () -> Arrays.asList(1, 2));
        rows.kept(mutable, "ArrayDeque", ArrayDeque::new);
        rows.kept(mutable, "PriorityQueue", PriorityQueue::new);
        rows.kept(mutable, "HashSet", HashSet::new);
        rows.kept(mutable, "LinkedHashSet", LinkedHashSet::new);
        rows.kept(mutable, "TreeSet", TreeSet::new);
        rows.kept(mutable, "EnumSet", () -> EnumSet.of(TimeUnit.DAYS));
        rows.kept(mutable, "HashMap", HashMap::new);
        rows.kept(mutable, "LinkedHashMap", LinkedHashMap::new);
        rows.kept(mutable, "TreeMap", TreeMap::new);
        rows.kept(mutable, "IdentityHashMap", IdentityHashMap::new);
        rows.kept(mutable, "EnumMap", () -> new EnumMap<>(TimeUnit.class));
        rows.keptInBox(mutable, Reason.OPAQUE, "WeakHashMap", WeakHashMap::new);
        rows.kept(mutable, "StringBuilder", StringBuilder::new);
        rows.kept(mutable, "StringJoiner", () -> new StringJoiner(","));
        rows.kept(mutable, "Random", Random::new);
        rows.kept(mutable, "BitSet", BitSet::new);
        rows.kept(mutable, "ByteArrayOutputStream", ByteArrayOutputStream::new);
        rows.kept(mutable, "StringReader", () -> new StringReader(""));
        rows.kept(mutable, "a heap ByteBuffer", () -> ByteBuffer.allocate(1));
        rows.kept(Reason.NOT_FINAL_CLASS, "Semaphore", () -> new Semaphore(1));
        rows.kept(mutable, "LinkedList", LinkedList::new);
        rows.kept(mutable, "Vector", Vector::new);
        rows.kept(mutable, "Stack", Stack::new);
        rows.kept(mutable, "Hashtable", Hashtable::new);
        rows.kept(mutable, "Properties", Properties::new);
        rows.kept(mutable, "EnumSet of a large enum", () -> EnumSet.of(Character.UnicodeScript.LATIN));
        rows.keptInBox(mutable, Reason.OPAQUE, "a subclass of ArrayList", () -> new ArrayList<String>() {});
        rows.keptInBox(mutable, Reason.THREAD_BOUND, "an ArrayList with a thread", JdkCollectionRows::withThread);
    }

    private static void concurrent(JdkRow.Rows rows) {
        Reason concurrent = Reason.CONCURRENT_CONTAINER;
        rows.kept(concurrent, "AtomicInteger", AtomicInteger::new);
        rows.kept(concurrent, "AtomicLong", AtomicLong::new);
        rows.kept(concurrent, "AtomicBoolean", AtomicBoolean::new);
        rows.kept(concurrent, "AtomicIntegerArray", () -> new AtomicIntegerArray(1));
        rows.kept(concurrent, "AtomicLongArray", () -> new AtomicLongArray(1));
        rows.kept(concurrent, "LongAdder", LongAdder::new);
        rows.kept(concurrent, "AtomicReference", () -> new AtomicReference<>("x"));
        rows.kept(concurrent, "AtomicReferenceArray", () -> new AtomicReferenceArray<>(1));
        rows.kept(concurrent, "AtomicMarkableReference", () -> new AtomicMarkableReference<>("x", true));
        rows.kept(concurrent, "AtomicStampedReference", () -> new AtomicStampedReference<>("x", 1));
        rows.kept(concurrent, "ConcurrentHashMap", ConcurrentHashMap::new);
        rows.kept(concurrent, "ConcurrentHashMap.newKeySet", ConcurrentHashMap::newKeySet);
        rows.kept(concurrent, "ConcurrentSkipListMap", ConcurrentSkipListMap::new);
        rows.kept(concurrent, "ConcurrentSkipListSet", ConcurrentSkipListSet::new);
        rows.kept(concurrent, "ConcurrentLinkedQueue", ConcurrentLinkedQueue::new);
        rows.kept(concurrent, "ConcurrentLinkedDeque", ConcurrentLinkedDeque::new);
        rows.kept(concurrent, "CopyOnWriteArrayList", CopyOnWriteArrayList::new);
        rows.kept(concurrent, "CopyOnWriteArraySet", CopyOnWriteArraySet::new);
        rows.kept(concurrent, "ArrayBlockingQueue", () -> new ArrayBlockingQueue<>(1));
        rows.kept(concurrent, "LinkedBlockingQueue", LinkedBlockingQueue::new);
        rows.kept(concurrent, "LinkedBlockingDeque", LinkedBlockingDeque::new);
        rows.kept(concurrent, "LinkedTransferQueue", LinkedTransferQueue::new);
        rows.kept(concurrent, "PriorityBlockingQueue", PriorityBlockingQueue::new);
        rows.kept(concurrent, "DoubleAdder", DoubleAdder::new);
        rows.kept(concurrent, "DelayQueue", DelayQueue::new);
        rows.kept(concurrent, "SynchronousQueue", SynchronousQueue::new);
        rows.kept(concurrent, "ConcurrentHashMap.keySet with a value", () -> new ConcurrentHashMap<>().keySet("a"));
        rows.kept(Reason.MUTABLE, "LongAccumulator", () -> new LongAccumulator(Long::sum, 0));
    }

    private static Object withThread() {
        return new ArrayList<>(List.of(Thread.currentThread()));
    }
}
