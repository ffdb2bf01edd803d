package org.ferrywasm.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.RefType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeapTest {
    private static final long MAX_BYTES = 1 << 16;

    private final StoreTypes types = new StoreTypes();
    private final StoreState store = new StoreState(StoreConfig.DEFAULT.with(StoreLimit.HEAP_BYTES, MAX_BYTES));
    private final Heap heap = store.heap();
    private final int pair = store.typeAddress(types.struct(RefType.EXTERNREF, NumType.I64, RefType.ANYREF));
    private final int refs = store.typeAddress(types.array(RefType.EXTERNREF));
    private final int numbers = store.typeAddress(types.array(NumType.I64));

    @AfterEach
    void theBooksAreInOrder() {
        List<String> faults = new ArrayList<>();
        heap.check(faults::add);
        store.hosts().check(faults::add);
        assertThat(faults).isEmpty();
    }

    private long host() {
        return store.addHost(new Object(), null);
    }

    private long[] make(int type, int slots) {
        return heap.objects[heap.allocate(Heap.header(type, slots), slots)];
    }

    @Test
    void aDeadObjectGivesBackItsRoomItsAddressAndWhatItHeld() {
        long kept = host();
        store.roots().add(kept);
        store.retain(kept, 1);
        int address = heap.allocate(Heap.header(pair, 3), 3);
        heap.objects[address][1] = kept;
        heap.objects[address][3] = host();
        store.retainContents(heap.objects[address]);
        long[] array = make(refs, 2);
        array[1] = kept;
        array[2] = kept;
        store.retainContents(array);
        assertThat(store.hosts().count(Ref.address(kept))).isEqualTo(4);
        assertThat(heap.usedBytes()).isPositive();

        heap.collect();

        assertThat(heap.size()).isZero();
        assertThat(heap.usedBytes()).isZero();
        assertThat(store.hosts().size()).isEqualTo(1);
        assertThat(store.hosts().count(Ref.address(kept))).isEqualTo(1);
        make(numbers, 1);
        assertThat(heap.allocate(Heap.header(pair, 3), 3)).isEqualTo(address);
    }

    @Test
    void slotsOfNumbersAreNotTakenForReferences() {
        long ref = host();
        store.roots().add(ref);
        store.retain(ref, 1);
        long[] struct = make(pair, 3);
        struct[2] = ref;
        long[] array = make(numbers, 1);
        array[1] = ref;
        store.retainContents(struct);
        store.retainContents(array);
        assertThat(store.hosts().count(Ref.address(ref))).isEqualTo(1);

        heap.collect();
        assertThat(store.hosts().count(Ref.address(ref))).isEqualTo(1);
    }

    @Test
    void anExceptionHoldsItsPayload() {
        TagInst tag = new TagInst(0, types.func(NumType.I32, RefType.EXTERNREF, RefType.ANYREF));
        store.tags().add(tag);
        int address = heap.allocate(Heap.exceptionHeader(0, 3), 3);
        long[] exception = heap.objects[address];
        assertThat(Heap.isException(exception[0])).isTrue();
        assertThat(Heap.tagAddress(exception[0])).isZero();
        exception[2] = host();
        exception[3] = host();
        store.retainContents(exception);
        int root = store.roots().add(Ref.of(Ref.EXN, address));

        heap.collect();
        assertThat(store.hosts().size()).isEqualTo(2);
        store.roots().remove(root, store.roots().generation(root));
        heap.collect();
        assertThat(store.hosts().size()).isZero();
    }

    @Test
    void theLimitIsHeldAfterACollection() {
        int slots = (int) (MAX_BYTES / Long.BYTES / 4);
        for (int i = 0; i < 100; i++) {
            make(numbers, slots);
            assertThat(heap.usedBytes()).isLessThanOrEqualTo(MAX_BYTES);
        }
        for (int i = 0; i < 3; i++) {
            store.roots().add(Ref.of(Ref.AGGREGATE, heap.allocate(Heap.header(numbers, slots), slots)));
        }
        assertThatThrownBy(() -> make(numbers, slots))
                .isInstanceOfSatisfying(
                        TrapSignal.class, signal -> assertThat(signal.kind()).isEqualTo(TrapKind.ALLOCATION_LIMIT));
        assertThat(heap.size()).isEqualTo(3);
    }

    @Test
    void whatCannotBeCountedIsNotKept() {
        long full = host();
        long other = host();
        store.retain(full, Integer.MAX_VALUE);
        long[] struct = make(pair, 3);
        struct[1] = full;
        struct[3] = other;
        long[] array = make(refs, 2);
        array[1] = other;
        array[2] = full;

        assertThatThrownBy(() -> store.retainContents(struct)).isInstanceOf(TrapSignal.class);
        assertThatThrownBy(() -> store.retainContents(array)).isInstanceOf(TrapSignal.class);

        assertThat(struct).containsExactly(struct[0], Ref.NULL, 0, other);
        assertThat(array).containsExactly(array[0], other, Ref.NULL);
        assertThat(store.hosts().count(Ref.address(full))).isEqualTo(Integer.MAX_VALUE);
        assertThat(store.hosts().count(Ref.address(other))).isEqualTo(2);
        heap.collect();
        assertThat(store.hosts().isLive(Ref.address(other))).isFalse();
    }
}
