package org.ferrywasm.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.TableType;
import org.junit.jupiter.api.Test;

/** What keeps objects alive, apart from frames, which need code. */
class CollectorTest {
    private final StoreState store = new StoreState(StoreConfig.DEFAULT);
    private final Heap heap = store.heap();
    private final int node = store.typeAddress(new StoreTypes().struct(RefType.ANYREF, RefType.ANYREF));

    private long node(long first, long second) {
        int address = heap.allocate(Heap.header(node, 2), 2);
        heap.objects[address][1] = first;
        heap.objects[address][2] = second;
        store.retainContents(heap.objects[address]);
        return Ref.of(Ref.AGGREGATE, address);
    }

    @Test
    void whatGlobalsTablesAndRootsReachStays() {
        GlobalInst global = new GlobalInst(new GlobalType(RefType.ANYREF, true));
        store.globals().add(global);
        global.setCounted(store, node(node(Ref.NULL, Ref.NULL), Ref.NULL));
        TableInst table = new TableInst(store, TableType.of(Limits.atLeast(2), RefType.ANYREF), Ref.NULL);
        store.tables().add(table);
        table.set(1, node(Ref.NULL, Ref.NULL));
        int root = store.roots().add(node(Ref.i31(5), Ref.NULL));
        node(Ref.NULL, Ref.NULL);
        assertThat(heap.size()).isEqualTo(5);

        heap.collect();
        assertThat(heap.size()).isEqualTo(4);

        store.roots().remove(root, store.roots().generation(root));
        table.set(1, Ref.NULL);
        global.setCounted(store, Ref.NULL);
        heap.collect();
        assertThat(heap.size()).isZero();
    }

    @Test
    void cyclesAndDeepListsAreCollectedWithoutRecursion() {
        GlobalInst last = new GlobalInst(new GlobalType(RefType.ANYREF, true));
        store.globals().add(last);
        for (int i = 0; i < 200_000; i++) {
            last.setCounted(store, node(last.value, Ref.NULL));
        }
        heap.objects[Ref.address(last.value)][2] = last.value;
        heap.collect();
        assertThat(heap.size()).isEqualTo(200_000);

        last.setCounted(store, Ref.NULL);
        heap.collect();
        assertThat(heap.size()).isZero();
    }

    @Test
    void anUnreferencedHostObjectIsKeptByAPendingExceptionAlone() {
        Execution x = store.begin();
        long held = store.addHost("held", null);
        store.addHost("not held", null);
        x.exception = held;

        store.releaseHosts();
        assertThat(store.hosts().size()).isEqualTo(1);
        assertThat(store.hosts().get(Ref.address(held))).isEqualTo("held");

        store.end(x);
        store.releaseHosts();
        assertThat(store.hosts().size()).isZero();
    }

    @Test
    void candidatesAreScannedBeforeTheyAreMany() {
        Execution x = store.begin();
        List<HostDrop> drops = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            HostDrop drop = value -> {};
            drops.add(drop);
            store.addHost(new Object(), drop);
            assertThat(store.hosts().size()).isLessThan(1000);
        }
        store.end(x);
        store.releaseHosts();

        int dropped = 0;
        while (store.hosts().nextDropped() != null) {
            dropped++;
        }
        assertThat(dropped).isEqualTo(drops.size());
    }
}
