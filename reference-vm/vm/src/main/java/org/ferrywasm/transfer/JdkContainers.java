package org.ferrywasm.transfer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.CharArrayReader;
import java.io.CharArrayWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Date;
import java.util.EnumMap;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
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
import java.util.concurrent.ArrayBlockingQueue;
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

/**
 * The rows of {@link JdkTypes} that may not go: ordinary collections, views, concurrent containers, and mutable objects that
 * hold nothing that needs a look. In a box ({@link Recognised.Box}) all of them may go but views of what is not known.
 */
final class JdkContainers {
    private static final String BOX = "make it inside a box, Owned.of(() -> ...)";

    private JdkContainers() {}

    static void addTo(Map<Class<?>, ClassFacts> rows) {
        addCollections(rows);
        addConcurrent(rows);
        addViews(rows);
        addPlain(rows);
    }

    private static ClassFacts container(Reason reason, String why, String mend, ElementKind kind) {
        return ClassFacts.elements(new Standing.Refused(new Refusal(reason, why, mend), true), kind);
    }

    private static void addCollections(Map<Class<?>, ClassFacts> rows) {
        String why = "it is a collection that can be changed";
        for (Class<?> list : List.of(
                ArrayList.class,
                LinkedList.class,
                Vector.class,
                Stack.class,
                ArrayDeque.class,
                PriorityQueue.class,
                Arrays.asList(1).getClass())) {
            rows.put(list, container(Reason.MUTABLE, why, "use List.copyOf, or " + BOX, ElementKind.ITERABLE));
        }
        for (Class<?> set : List.of(
                HashSet.class,
                LinkedHashSet.class,
                TreeSet.class,
                java.util.EnumSet.noneOf(TimeUnit.class).getClass())) {
            rows.put(set, container(Reason.MUTABLE, why, "use Set.copyOf, or " + BOX, ElementKind.ITERABLE));
        }
        for (Class<?> map : List.of(
                HashMap.class,
                LinkedHashMap.class,
                TreeMap.class,
                Hashtable.class,
                Properties.class,
                IdentityHashMap.class,
                EnumMap.class)) {
            rows.put(map, container(Reason.MUTABLE, why, "use Map.copyOf, or " + BOX, ElementKind.MAP));
        }
    }

    private static void addConcurrent(Map<Class<?>, ClassFacts> rows) {
        String why = "a thread that kept a reference to it can put anything into it after it was looked at";
        String mend = "wrap it with Shared.of and the type of what is in it";
        for (Class<?> collection : List.of(
                ConcurrentLinkedQueue.class,
                ConcurrentLinkedDeque.class,
                ConcurrentSkipListSet.class,
                ConcurrentHashMap.newKeySet().getClass(),
                CopyOnWriteArrayList.class,
                CopyOnWriteArraySet.class,
                ArrayBlockingQueue.class,
                LinkedBlockingQueue.class,
                LinkedBlockingDeque.class,
                LinkedTransferQueue.class,
                PriorityBlockingQueue.class)) {
            rows.put(collection, container(Reason.CONCURRENT_CONTAINER, why, mend, ElementKind.ITERABLE));
        }
        for (Class<?> map : List.of(ConcurrentHashMap.class, ConcurrentSkipListMap.class)) {
            rows.put(map, container(Reason.CONCURRENT_CONTAINER, why, mend, ElementKind.MAP));
        }
        for (Class<?> reference :
                List.of(AtomicReference.class, AtomicMarkableReference.class, AtomicStampedReference.class)) {
            rows.put(reference, container(Reason.CONCURRENT_CONTAINER, why, mend, ElementKind.ATOMIC));
        }
        rows.put(
                AtomicReferenceArray.class,
                container(Reason.CONCURRENT_CONTAINER, why, mend, ElementKind.ATOMIC_ARRAY));
        for (Class<?> number : List.of(
                AtomicInteger.class,
                AtomicLong.class,
                AtomicBoolean.class,
                AtomicIntegerArray.class,
                AtomicLongArray.class,
                LongAdder.class,
                DoubleAdder.class)) {
            rows.put(
                    number,
                    ClassFacts.refused(new Refusal(
                            Reason.CONCURRENT_CONTAINER,
                            "other threads can change it, and nothing says that they are meant to",
                            "wrap it with Shared.of")));
        }
    }

    @SuppressWarnings("JdkObsolete") // views of lists without random access have a class of their own
    private static void addViews(Map<Class<?>, ClassFacts> rows) {
        for (Object view : List.of(
                Collections.unmodifiableCollection(new ArrayList<>()),
                Collections.unmodifiableSequencedCollection(new ArrayList<>()),
                Collections.unmodifiableList(new ArrayList<>()),
                Collections.unmodifiableList(new LinkedList<>()),
                Collections.unmodifiableSet(new HashSet<>()),
                Collections.unmodifiableSequencedSet(new LinkedHashSet<>()),
                Collections.unmodifiableSortedSet(new TreeSet<>()),
                Collections.unmodifiableNavigableSet(new TreeSet<>()),
                Collections.unmodifiableMap(new HashMap<>()),
                Collections.unmodifiableSequencedMap(new LinkedHashMap<>()),
                Collections.unmodifiableSortedMap(new TreeMap<>()),
                Collections.unmodifiableNavigableMap(new TreeMap<>()))) {
            String copy = view instanceof Map ? "Map.copyOf" : view instanceof List ? "List.copyOf" : "Set.copyOf";
            rows.put(
                    view.getClass(),
                    ClassFacts.refused(new Refusal(
                            Reason.VIEW,
                            "it is a view of a collection that whoever made it can still change",
                            "use " + copy + " in its place")));
        }
    }

    private static void addPlain(Map<Class<?>, ClassFacts> rows) {
        for (Class<?> text : List.of(StringBuilder.class, StringBuffer.class, StringJoiner.class)) {
            rows.put(text, plain("use the String that it makes, or " + BOX));
        }
        for (Class<?> date : List.of(Date.class, GregorianCalendar.class)) {
            rows.put(date, plain("use java.time, or " + BOX));
        }
        for (Class<?> other : List.of(
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
                CharArrayWriter.class)) {
            rows.put(other, plain(BOX));
        }
    }

    private static ClassFacts plain(String mend) {
        return ClassFacts.refused(new Refusal(Reason.MUTABLE, "it can be changed", mend));
    }
}
