package org.ferrywasm.testing;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.ferrywasm.testing.ShortestPaths.HeapPath;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreParcel;

/** A search for what was left behind of a Store, with its settings: see {@link LeftBehind}. It may be shared by threads. */
public final class LeftBehindSearch {
    private static final int MAX_TOLD = 1000;

    private final List<Object> shared;
    private final boolean countsOwnStack;

    LeftBehindSearch(List<Object> shared, boolean countsOwnStack) {
        this.shared = List.copyOf(shared);
        this.countsOwnStack = countsOwnStack;
    }

    /** The same with more objects which several threads may use at once: they, and what they refer to, may be shared. */
    public LeftBehindSearch sharing(Object... more) {
        List<Object> all = new ArrayList<>(shared);
        all.addAll(List.of(more));
        return new LeftBehindSearch(all, countsOwnStack);
    }

    /** The same for which the stack of the thread that asks counts like any other. */
    public LeftBehindSearch countingOwnStack() {
        return new LeftBehindSearch(shared, true);
    }

    /** As {@link LeftBehind#assertNothing(StoreParcel)}. */
    public void assertNothing(StoreParcel<?> parcel) {
        require(parcel, parcel.storeId());
    }

    /** As {@link LeftBehind#assertNothing(Store)}. */
    public void assertNothing(Store<?> store) {
        require(store, store.id());
    }

    /** As {@link LeftBehind#find(StoreParcel)}. */
    public List<Finding> find(StoreParcel<?> parcel) {
        return search(parcel);
    }

    /** As {@link LeftBehind#find(Store)}. */
    public List<Finding> find(Store<?> store) {
        return search(store);
    }

    private void require(Object subject, long storeId) {
        List<Finding> findings = search(subject);
        if (!findings.isEmpty()) {
            throw new AssertionError(message(storeId, findings));
        }
    }

    private static String message(long storeId, List<Finding> findings) {
        StringBuilder message = new StringBuilder();
        message.append("%,d %s of Store %d:"
                .formatted(
                        findings.size(),
                        findings.size() == 1 ? "path leads to something" : "paths lead to something",
                        storeId));
        for (int i = 0; i < Math.min(findings.size(), MAX_TOLD); i++) {
            Finding finding = findings.get(i);
            message.append("\n  %d. %s\n     %s".formatted(i + 1, finding, finding.mend()));
        }
        if (findings.size() > MAX_TOLD) {
            message.append("\n  … and %,d more".formatted(findings.size() - MAX_TOLD));
        }
        return message.toString();
    }

    private List<Finding> search(Object subject) {
        VmField.requireAll(Store.class.getClassLoader());
        Probe probe = new Probe(subject, shared.toArray());
        try (HeapDump dump = HeapDump.ofThisJvm()) {
            return search(HeapReader.read(dump.file(), VmField::isNeeded), probe);
        } finally {
            Reference.reachabilityFence(probe);
        }
    }

    private List<Finding> search(HeapReader reader, Probe probe) {
        HeapGraph graph = reader.graph();
        int found = probe(graph, probe.token);
        int store = store(graph, graph.ref(found, VmField.PROBE_SUBJECT), probe.subject);
        int[] sharedNodes = graph.targetsOf(graph.ref(found, VmField.PROBE_SHARED));
        KnownClasses known = new KnownClasses(probe.asking.getContextClassLoader());
        Territory territory = new Territory(graph, known, store, new int[] {found}, sharedNodes);
        int asking = graph.ref(found, VmField.PROBE_ASKING);
        List<HeapRoot> roots = graph.roots.stream()
                .filter(root -> countsOwnStack
                        || !root.kind().isOnStack()
                        || graph.threads.getOrDefault(root.thread(), -1) != asking)
                .toList();
        BitSet targets = territory.targets();
        List<HeapPath> paths = ShortestPaths.find(graph, roots, territory::isGuard, targets);
        return Telling.tell(reader, territory, paths);
    }

    private static int probe(HeapGraph graph, long token) {
        int[] found = {-1};
        graph.forEachOf(c -> c.name.equals(Probe.class.getName()), node -> {
            if (graph.number(node, VmField.PROBE_TOKEN) == token) {
                found[0] = node;
            }
        });
        if (found[0] < 0) {
            throw VmField.PROBE_TOKEN.misfit("the question itself is not in the heap dump");
        }
        return found[0];
    }

    private static int store(HeapGraph graph, int subject, Object asked) {
        if (!(asked instanceof StoreParcel<?>)) {
            return subject;
        }
        int store = graph.ref(graph.ref(subject, VmField.PARCEL_TRANSIT), VmField.TRANSIT_STORE);
        if (store < 0) {
            throw new IllegalStateException(asked
                    + ": the Store is not in the parcel any more; ask before it is attached, or ask about the Store");
        }
        return store;
    }
}
