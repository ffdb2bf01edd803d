package org.ferrywasm.testing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a heap dump as numbered nodes with what each refers to, weak, soft and phantom references apart: these keep
 * nothing. Classes are no nodes: what their static fields refer to is a root, since every class in a dump is alive.
 */
final class HeapGraph {
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final int[] NO_TARGETS = {};

    final int idSize;
    final LongIntMap nodes = new LongIntMap();
    final List<HeapRoot> roots = new ArrayList<>();
    final BitSet emptyArrays = new BitSet();

    /** The stack frames of each thread, by its number in the dump, the innermost first. */
    final Map<Integer, List<String>> stacks = new HashMap<>();

    /** The thread object of each thread, by its number in the dump. */
    final Map<Integer, Integer> threads = new HashMap<>();

    private final List<HeapClass> classes = new ArrayList<>();
    private final LongIntMap classIndices = new LongIntMap();
    private long[] classIds = new long[1 << 16];
    private int[] classOf = {};
    private int[] firstTarget = new int[1];
    private int[] targets = new int[1 << 16];
    private int targetCount;
    private int linked;
    private final Map<Integer, byte[]> records = new HashMap<>();

    HeapGraph(int idSize) {
        this.idSize = idSize;
    }

    // Building

    void addClass(HeapClass added) {
        classIndices.add(added.id);
        classes.add(added);
    }

    void addObject(long id, long classId) {
        int node = nodes.size();
        nodes.add(id);
        if (node == classIds.length) {
            classIds = Arrays.copyOf(classIds, 2 * node);
        }
        classIds[node] = classId;
    }

    /** Adds an array of numbers; its class has no id in the dump, so it gets one below zero. */
    void addPrimitiveArray(long id, int type) {
        addObject(id, -type);
    }

    /** Ends the first step: all classes and objects are known. */
    void link() {
        for (int type = Hprof.FIRST_PRIMITIVE; type <= Hprof.LAST_PRIMITIVE; type++) {
            addClass(new HeapClass(-type, Hprof.arrayOf(type), 0, List.of(), List.of()));
        }
        addClass(new HeapClass(UNKNOWN, "an unknown class", 0, List.of(), List.of()));
        for (HeapClass linked : classes) {
            linked.link(this);
        }
        classOf = new int[nodes.size()];
        int unknown = classes.size() - 1;
        for (int node = 0; node < classOf.length; node++) {
            int known = classIndices.get(classIds[node]);
            classOf[node] = known < 0 ? unknown : known;
        }
        classIds = new long[0];
        firstTarget = new int[nodes.size() + 1];
        for (HeapClass holder : classes) {
            for (HeapClass.StaticField field : holder.statics) {
                int node = nodes.get(field.target());
                if (node >= 0) {
                    roots.add(new HeapRoot(HeapRoot.Kind.STATIC, node, holder.shownName() + "." + field.name()));
                }
            }
        }
    }

    /** Adds a reference of the node whose turn it is. */
    void addTarget(long id) {
        int node = nodes.get(id);
        if (node >= 0) {
            if (targetCount == targets.length) {
                targets = Arrays.copyOf(targets, targetCount + (targetCount >> 1));
            }
            targets[targetCount++] = node;
        }
    }

    /** Ends a node's turn; they come in the order of their numbers. */
    void endTargets() {
        firstTarget[++linked] = targetCount;
    }

    /** Keeps the record of an object for {@link #ref} and {@link #number}. */
    void keep(int node, byte[] record) {
        records.put(node, record);
    }

    // Reading

    int size() {
        return nodes.size();
    }

    List<HeapClass> classes() {
        return classes;
    }

    @Nullable
    HeapClass classById(long id) {
        int index = classIndices.get(id);
        return index < 0 ? null : classes.get(index);
    }

    HeapClass classOf(int node) {
        return classes.get(classOf[node]);
    }

    /** The number of an object's class, for tables by class. */
    int classIndexOf(int node) {
        return classOf[node];
    }

    /** Does something with each object whose class fits. */
    void forEachOf(Predicate<HeapClass> fits, IntConsumer action) {
        BitSet fitting = new BitSet();
        for (int i = 0; i < classes.size(); i++) {
            fitting.set(i, fits.test(classes.get(i)));
        }
        for (int node = 0; node < classOf.length; node++) {
            if (fitting.get(classOf[node])) {
                action.accept(node);
            }
        }
    }

    int targetsStart(int node) {
        return firstTarget[node];
    }

    int targetsEnd(int node) {
        return firstTarget[node + 1];
    }

    int target(int index) {
        return targets[index];
    }

    /** What a node refers to. */
    int[] targetsOf(int node) {
        return node < 0 ? NO_TARGETS : Arrays.copyOfRange(targets, firstTarget[node], firstTarget[node + 1]);
    }

    /** The record of an object; null if it was not kept. */
    byte @Nullable [] record(int node) {
        return records.get(node);
    }

    /** What a field of an object whose record was kept refers to; -1 for null. */
    int ref(int node, VmField field) {
        return nodes.get(number(node, field));
    }

    /** The number in a field of an object whose record was kept. */
    long number(int node, VmField field) {
        byte[] record = records.get(node);
        int offset = classOf(node).offsetOf(field.className(), field.fieldName(), idSize);
        if (record == null || offset < 0) {
            throw field.misfit("the heap dump has no such field in an object of class " + classOf(node));
        }
        return field.isReference()
                ? Hprof.id(record, offset, idSize)
                : ByteBuffer.wrap(record).getLong(offset);
    }
}
