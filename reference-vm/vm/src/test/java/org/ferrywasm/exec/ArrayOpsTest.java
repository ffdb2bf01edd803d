package org.ferrywasm.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ferrywasm.runtime.Heap;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.StoreConfig;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.runtime.TrapKind;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.syntax.ArrayType;
import org.ferrywasm.syntax.Data;
import org.ferrywasm.syntax.FieldType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.PackedType;
import org.ferrywasm.syntax.RecType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.SegmentMode;
import org.ferrywasm.syntax.StorageType;
import org.ferrywasm.syntax.SubType;
import org.ferrywasm.syntax.TypeRegistry;
import org.ferrywasm.syntax.VecType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays of every width beside plain arrays of bytes. */
final class ArrayOpsTest {
    private static final StorageType[] STORAGE = {PackedType.I8, PackedType.I16, NumType.F32, NumType.I64, VecType.V128
    };
    private static final int VECTOR_LOG2 = 4;
    private static final int LENGTH = 45;

    private final StoreState store = new StoreState(StoreConfig.DEFAULT);
    private final TypeRegistry types = new TypeRegistry();

    /** An array and the bytes that it should hold. */
    private record Modelled(long[] object, byte[] bytes) {}

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void doesAsPlainArraysDo(int widthLog2) {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Modelled first = modelled(widthLog2, random.nextInt(LENGTH));
            Modelled second = modelled(widthLog2, random.nextInt(LENGTH));
            for (int i = 0; i < 60; i++) {
                step(random, first, random.nextBoolean() ? first : second, widthLog2);
                step(random, second, random.nextBoolean() ? second : first, widthLog2);
            }
            assertHolds(first);
            assertHolds(second);
        }
    }

    private Modelled modelled(int widthLog2, int length) {
        long[] object = object(ArrayOps.newArray(store, typeAddress(STORAGE[widthLog2]), length));
        return new Modelled(object, new byte[length << widthLog2]);
    }

    private static void step(Random random, Modelled target, Modelled source, int widthLog2) {
        int length = Heap.length(target.object[0]);
        int sourceLength = Heap.length(source.object[0]);
        int to = random.nextInt(length + 2);
        int from = random.nextInt(sourceLength + 2);
        int count = random.nextInt(length + 2);
        boolean fits = to + count <= length;
        switch (random.nextInt(4)) {
            case 0 -> setOne(random, target, to, widthLog2);
            case 1 -> fill(random, target, to, count, widthLog2);
            case 2 -> {
                boolean inside = fits && from + count <= sourceLength;
                run(
                        inside,
                        TrapKind.OUT_OF_BOUNDS_ARRAY_ACCESS,
                        () -> ArrayOps.copy(target.object, to, source.object, from, count, widthLog2));
                if (inside) {
                    System.arraycopy(
                            source.bytes, from << widthLog2, target.bytes, to << widthLog2, count << widthLog2);
                }
            }
            default -> {
                byte[] contents = new byte[random.nextInt(200)];
                random.nextBytes(contents);
                int start = random.nextInt(contents.length / 2 + 1);
                int at = random.nextInt(8);
                Data data = new Data(contents, start, contents.length, SegmentMode.PASSIVE, 0, null);
                boolean inside = at + (count << widthLog2) <= data.lengthBytes();
                TrapKind trap = fits ? TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS : TrapKind.OUT_OF_BOUNDS_ARRAY_ACCESS;
                run(
                        fits && inside,
                        trap,
                        () -> ArrayOps.initData(target.object, to, widthLog2, data, false, at, count));
                if (fits && inside) {
                    System.arraycopy(contents, start + at, target.bytes, to << widthLog2, count << widthLog2);
                }
            }
        }
    }

    private static void setOne(Random random, Modelled target, int index, int widthLog2) {
        long low = random.nextLong();
        long high = random.nextLong();
        boolean inside = index < Heap.length(target.object[0]);
        run(inside, TrapKind.OUT_OF_BOUNDS_ARRAY_ACCESS, () -> {
            if (widthLog2 == VECTOR_LOG2) {
                ArrayOps.setVector(target.object, index, low, high);
            } else {
                ArrayOps.set(target.object, index, widthLog2, low);
            }
        });
        if (inside) {
            System.arraycopy(bytes(low, high), 0, target.bytes, index << widthLog2, 1 << widthLog2);
            assertElement(target, index, widthLog2);
        }
    }

    private static void assertElement(Modelled array, int index, int widthLog2) {
        byte[] element = new byte[16];
        System.arraycopy(array.bytes, index << widthLog2, element, 0, 1 << widthLog2);
        long[] slots = {-1, -1, -1};
        if (widthLog2 == VECTOR_LOG2) {
            ArrayOps.getVector(array.object, index, slots, 1);
        } else {
            slots[1] = ArrayOps.get(array.object, index, widthLog2);
            slots[2] = 0;
        }
        assertThat(bytes(slots[1], slots[2])).isEqualTo(element);
    }

    private static void fill(Random random, Modelled target, int to, int count, int widthLog2) {
        long low = random.nextLong();
        long high = random.nextLong();
        boolean inside = to + count <= Heap.length(target.object[0]);
        run(inside, TrapKind.OUT_OF_BOUNDS_ARRAY_ACCESS, () -> {
            if (widthLog2 == VECTOR_LOG2) {
                ArrayOps.fillVector(target.object, to, low, high, count);
            } else {
                ArrayOps.fill(target.object, to, widthLog2, low, count);
            }
        });
        for (int i = to; inside && i < to + count; i++) {
            System.arraycopy(bytes(low, high), 0, target.bytes, i << widthLog2, 1 << widthLog2);
        }
    }

    private static void run(boolean inside, TrapKind trap, ThrowingCallable action) {
        if (!inside) {
            assertTrap(trap, action);
            return;
        }
        try {
            action.call();
        } catch (Throwable e) {
            throw new AssertionError("inside, and fails", e);
        }
    }

    private static void assertHolds(Modelled array) {
        byte[] contents = new byte[(array.object.length - Heap.HEADER_SLOTS) * 8];
        ByteBuffer.wrap(contents)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .put(array.object, Heap.HEADER_SLOTS, array.object.length - Heap.HEADER_SLOTS);
        assertThat(contents).isEqualTo(Arrays.copyOf(array.bytes, contents.length));
    }

    @Test
    void indicesAndLengthsAreUnsigned() {
        long[] array = object(ArrayOps.newArray(store, typeAddress(PackedType.I8), 10));
        TrapKind outOfBounds = TrapKind.OUT_OF_BOUNDS_ARRAY_ACCESS;
        Data data = new Data(new byte[10], 0, 10, SegmentMode.PASSIVE, 0, null);

        assertTrap(outOfBounds, () -> ArrayOps.get(array, -1, 0));
        assertTrap(outOfBounds, () -> ArrayOps.set(array, Integer.MIN_VALUE, 0, 1));
        assertTrap(outOfBounds, () -> ArrayOps.fill(array, -1, 0, 1, 2));
        assertTrap(outOfBounds, () -> ArrayOps.fill(array, 1, 0, 1, -1));
        assertTrap(outOfBounds, () -> ArrayOps.copy(array, 0, array, -1, 1, 0));
        assertTrap(outOfBounds, () -> ArrayOps.copy(array, 11, array, 0, 0, 0));
        assertTrap(outOfBounds, () -> ArrayOps.initElem(array, 0, new long[1], 0, -1));
        assertTrap(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS, () -> ArrayOps.initData(array, 0, 0, data, false, -1, 1));
        assertTrap(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS, () -> ArrayOps.initData(array, 0, 0, data, true, 0, 1));
    }

    @Test
    void makesArraysOfSlots() {
        long[] slots = {7, 0x1_0002, 0x3_0004, 0x5_0006, 8};

        long[] shorts = object(ArrayOps.newFixed(store, typeAddress(PackedType.I16), 3, slots, 1));
        assertThat(Heap.length(shorts[0])).isEqualTo(3);
        assertThat(shorts).hasSize(2).endsWith(0x0006_0004_0002L);

        long[] longs = object(ArrayOps.newFixed(store, typeAddress(NumType.I64), 2, slots, 2));
        assertThat(longs).hasSize(3).endsWith(0x3_0004, 0x5_0006);

        long[] vectors = object(ArrayOps.newFixed(store, typeAddress(VecType.V128), 2, slots, 0));
        assertThat(Heap.length(vectors[0])).isEqualTo(2);
        assertThat(vectors).hasSize(5).endsWith(7, 0x1_0002, 0x3_0004, 0x5_0006);
    }

    @Test
    void makesArraysOfData() {
        Data data = new Data(new byte[] {9, 1, 2, 3, 4, 5, 6, 9}, 1, 7, SegmentMode.PASSIVE, 0, null);
        int type = typeAddress(NumType.I32);

        long[] array = object(ArrayOps.newData(store, type, data, false, 2, 1));

        assertThat(array).hasSize(2).endsWith(0x0605_0403L);
        int before = store.heap().size();
        assertTrap(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS, () -> ArrayOps.newData(store, type, data, false, 3, 1));
        assertTrap(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS, () -> ArrayOps.newData(store, type, data, true, 0, 1));
        assertTrap(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS, () -> ArrayOps.newData(store, type, data, false, 0, -1));
        assertThat(store.heap().size()).isEqualTo(before);
    }

    @Test
    void makesArraysOfElements() {
        long[] elem = {Ref.NULL, Ref.i31(4), Ref.i31(5)};
        int type = typeAddress(RefType.ANYREF);

        long[] array = object(ArrayOps.newElem(store, type, elem, 1, 2));

        assertThat(array).hasSize(3).endsWith(Ref.i31(4), Ref.i31(5));
        ArrayOps.initElem(array, 1, elem, 0, 1);
        assertThat(array).endsWith(Ref.i31(4), Ref.NULL);
        assertTrap(TrapKind.OUT_OF_BOUNDS_TABLE_ACCESS, () -> ArrayOps.newElem(store, type, elem, 2, 2));
        assertTrap(TrapKind.OUT_OF_BOUNDS_TABLE_ACCESS, () -> ArrayOps.initElem(array, 0, elem, 3, 1));
        assertTrap(TrapKind.OUT_OF_BOUNDS_ARRAY_ACCESS, () -> ArrayOps.initElem(array, 2, elem, 3, 1));
    }

    @Test
    void refusesWhatTheStoreCannotHold() {
        for (StorageType storage : STORAGE) {
            int type = typeAddress(storage);
            assertTrap(TrapKind.ALLOCATION_LIMIT, () -> ArrayOps.newArray(store, type, -1));
            assertTrap(TrapKind.ALLOCATION_LIMIT, () -> ArrayOps.newArray(store, type, Integer.MAX_VALUE));
        }
        assertThat(store.heap().size()).isZero();
    }

    private int typeAddress(StorageType storage) {
        RecType group = new RecType(List.of(SubType.of(new ArrayType(new FieldType(storage, true)))));
        return store.typeAddress(types.canonicalise(group, List.of()).getFirst());
    }

    private long[] object(long ref) {
        return store.heap().objects[Ref.address(ref)];
    }

    private static byte[] bytes(long low, long high) {
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(low)
                .putLong(high)
                .array();
    }

    private static void assertTrap(TrapKind kind, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        TrapSignal.class, trap -> assertThat(trap.kind()).isEqualTo(kind));
    }
}
