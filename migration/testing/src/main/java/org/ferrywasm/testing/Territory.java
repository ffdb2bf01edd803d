package org.ferrywasm.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.ferrywasm.testing.KnownClasses.Nature;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a Store in a heap dump: its guards, through which its owner alone gets in; handles that were left behind; and
 * what only the guards may lead to.
 */
final class Territory {
    private static final List<VmField> DOORS = List.of(
            VmField.STORE_STATE,
            VmField.STORE_HANDLES,
            VmField.STORE_DROPS,
            VmField.STORE_CALLS,
            VmField.STORE_BORROWS,
            VmField.STORE_ADMISSION);

    private final HeapGraph graph;
    private final KnownClasses known;
    private final int store;
    private final long storeId;
    private final int tenancy;

    /** What checks by itself that the owner uses it: the Store, its handles that travel, its Owned boxes, the parcel. */
    private final BitSet guards = new BitSet();

    private final BitSet stale = new BitSet();
    private final BitSet state = new BitSet();
    private final BitSet owned = new BitSet();
    private final BitSet trusted = new BitSet();

    /** What several Stores and threads have in common. */
    private final BitSet common = new BitSet();

    Territory(HeapGraph graph, KnownClasses known, int store, int[] guards, int[] sharedOnPurpose) {
        this.graph = graph;
        this.known = known;
        this.store = store;
        this.storeId = graph.number(store, VmField.STORE_ID);
        this.tenancy = graph.ref(store, VmField.CONFINED_TENANCY);
        this.guards.set(store);
        for (int guard : guards) {
            this.guards.set(guard);
        }
        sortHandles();
        findCommon(sharedOnPurpose);
        findState();
        findHostObjects();
    }

    private void sortHandles() {
        sortHandles(VmField.HANDLE_STORE);
        sortHandles(VmField.CALLER_STORE);
        graph.forEachOf(c -> c.name.equals(VmField.OWNED_CONTENTS.className()), node -> {
            int id = graph.ref(node, VmField.OWNED_STORE_ID);
            if (id >= 0 && graph.number(id, VmField.ATOMIC_LONG_VALUE) == storeId) {
                guards.set(node);
            }
        });
    }

    private void sortHandles(VmField storeField) {
        graph.forEachOf(c -> c.isSubclassOf(storeField.className()), node -> {
            if (graph.ref(node, storeField) == store) {
                (graph.ref(node, VmField.CONFINED_TENANCY) == tenancy ? guards : stale).set(node);
            }
        });
    }

    private void findCommon(int[] sharedOnPurpose) {
        ArrayDeque<Integer> work = new ArrayDeque<>();
        graph.forEachOf(KnownClasses::isShared, work::add);
        for (int node : sharedOnPurpose) {
            work.add(node);
        }
        spread(work, common, node -> !guards.get(node) && !stale.get(node));
    }

    private void findState() {
        ArrayDeque<Integer> work = new ArrayDeque<>();
        for (VmField door : DOORS) {
            work.add(graph.ref(store, door));
        }
        spread(work, state, node -> isOwn(node) && KnownClasses.isState(graph.classOf(node)));
        for (int node = state.nextSetBit(0); node >= 0; node = state.nextSetBit(node + 1)) {
            if (graph.classOf(node).isSubclassOf("java.lang.Record")) {
                state.clear(node);
            }
        }
    }

    private boolean isOwn(int node) {
        return !guards.get(node) && !stale.get(node) && !common.get(node) && !graph.emptyArrays.get(node);
    }

    /** Adds to a set what can be reached in it; of the table of host objects what it consists of, and not what is in it. */
    private void spread(ArrayDeque<Integer> work, BitSet set, IntPredicate isInside) {
        while (!work.isEmpty()) {
            int node = work.remove();
            if (node < 0 || set.get(node) || !isInside.test(node)) {
                continue;
            }
            set.set(node);
            boolean isTable = graph.classOf(node).name.equals(KnownClasses.HOST_TABLE);
            for (int target : graph.targetsOf(node)) {
                if (!isTable) {
                    work.add(target);
                } else if (isInside.test(target)) {
                    set.set(target);
                }
            }
        }
    }

    private void findHostObjects() {
        BitSet reached = reachedFromStore();
        ArrayDeque<Integer> words = new ArrayDeque<>();
        graph.forEachOf(c -> c.name.equals(VmField.TRUSTED_VALUE.className()), node -> {
            if (reached.get(node)) {
                words.add(graph.ref(node, VmField.TRUSTED_VALUE));
            }
        });
        addMutable(words, trusted);
        ArrayDeque<Integer> boxes = new ArrayDeque<>();
        graph.forEachOf(c -> c.name.equals(VmField.OWNED_CONTENTS.className()), node -> {
            if (guards.get(node)) {
                boxes.add(graph.ref(node, VmField.OWNED_CONTENTS));
            }
        });
        addMutable(boxes, owned);
    }

    /** All that the Store has, host objects and what they refer to included, but nothing that it has in common with others. */
    private BitSet reachedFromStore() {
        BitSet reached = new BitSet();
        ArrayDeque<Integer> work = new ArrayDeque<>();
        work.add(store);
        while (!work.isEmpty()) {
            int node = work.remove();
            if (!reached.get(node) && !common.get(node) && !KnownClasses.isOfTheWorld(graph.classOf(node))) {
                reached.set(node);
                for (int target : graph.targetsOf(node)) {
                    work.add(target);
                }
            }
        }
        return reached;
    }

    /** Adds what can be reached from host objects and be changed. */
    private void addMutable(ArrayDeque<Integer> work, BitSet set) {
        BitSet seen = new BitSet();
        while (!work.isEmpty()) {
            int node = work.remove();
            if (node < 0 || seen.get(node) || !isOwn(node) || state.get(node)) {
                continue;
            }
            seen.set(node);
            Nature nature = known.natureOf(graph.classOf(node));
            if (nature == Nature.MUTABLE) {
                set.set(node);
            }
            if (nature != Nature.SHAREABLE) {
                for (int target : graph.targetsOf(node)) {
                    work.add(target);
                }
            }
        }
    }

    /** Whether no path goes through a node: its owner alone gets any further. */
    boolean isGuard(int node) {
        return guards.get(node);
    }

    /** All that may not be reached from outside. */
    BitSet targets() {
        BitSet all = new BitSet();
        all.or(stale);
        all.or(state);
        all.or(owned);
        all.or(trusted);
        return all;
    }

    /** The handles that were left behind. */
    List<Integer> staleHandles() {
        List<Integer> handles = new ArrayList<>();
        stale.stream().forEach(handles::add);
        return handles;
    }

    /** What kind of thing a target is. */
    Finding.Kind kindOf(int target) {
        if (stale.get(target)) {
            return Finding.Kind.STALE_HANDLE;
        }
        if (state.get(target)) {
            return Finding.Kind.STATE;
        }
        return owned.get(target) ? Finding.Kind.OWNED : Finding.Kind.TRUSTED;
    }

    /** How the tenancy of a handle that was left behind ended: an object of the dump; null if that is not told. */
    @Nullable
    Integer leftBehind(int handle) {
        int handleTenancy = graph.ref(handle, VmField.CONFINED_TENANCY);
        if (handleTenancy < 0) {
            return null;
        }
        int ending = graph.ref(handleTenancy, VmField.TENANCY_ENDING);
        boolean isTold = ending >= 0 && graph.classOf(ending).name.equals(VmField.LEFT_BEHIND_TRANSFER.className());
        return isTold ? ending : null;
    }

    long storeId() {
        return storeId;
    }
}
