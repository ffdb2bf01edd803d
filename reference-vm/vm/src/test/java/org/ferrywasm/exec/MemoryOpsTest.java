package org.ferrywasm.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.ferrywasm.runtime.LinearMemory;
import org.ferrywasm.runtime.MemInst;
import org.ferrywasm.runtime.StoreConfig;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.runtime.TrapKind;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.syntax.Data;
import org.ferrywasm.syntax.Imm;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.SegmentMode;
import org.ferrywasm.syntax.Shape;
import org.ferrywasm.syntax.VecType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the table that accesses memory, against what its name says that it does. */
final class MemoryOpsTest {
    private static final int SIZE = 1 << 16;
    private static final int AT = SIZE - 32;
    private static final int VECTOR_BYTES = 16;

    private final Random random = new Random(7);
    private final MemInst memory =
            new LinearMemory(new StoreState(StoreConfig.DEFAULT), MemType.of(Limits.between(1, 1)));
    private final byte[] bytes = new byte[SIZE];

    @BeforeEach
    void fillTheMemory() {
        random.nextBytes(bytes);
        memory.write(0, bytes, 0, SIZE);
    }

    static Stream<Opcode> scalarLoads() {
        return rows(Shape.LOAD).filter(op -> !op.results().contains(VecType.V128));
    }

    static Stream<Opcode> vectorLoads() {
        return rows(Shape.LOAD)
                .filter(op -> op.operands().isEmpty() && op.results().contains(VecType.V128));
    }

    static Stream<Opcode> scalarStores() {
        return rows(Shape.STORE).filter(op -> !op.operands().contains(VecType.V128));
    }

    static Stream<Opcode> laneLoads() {
        return rows(Shape.LOAD).filter(op -> op.immediates() == Imm.MEM_ARG_LANE);
    }

    static Stream<Opcode> laneStores() {
        return rows(Shape.STORE).filter(op -> op.immediates() == Imm.MEM_ARG_LANE);
    }

    private static Stream<Opcode> rows(Shape shape) {
        return Arrays.stream(Opcode.values()).filter(op -> op.shape() == shape);
    }

    @ParameterizedTest
    @MethodSource("scalarLoads")
    void loadsAScalar(Opcode op) {
        for (int address = AT - 8; address <= SIZE - width(op); address++) {
            long expected = number(bytes, address, width(op), op.mnemonic().endsWith("_s"));
            long loaded = MemoryOps.load(op.code(), memory, address);
            if (op.results().getFirst() == NumType.I32 || op.results().getFirst() == NumType.F32) {
                assertThat((int) loaded).isEqualTo((int) expected);
            } else {
                assertThat(loaded).isEqualTo(expected);
            }
        }
        assertOutOfBounds(() -> MemoryOps.load(op.code(), memory, SIZE - width(op) + 1));
        assertOutOfBounds(() -> MemoryOps.load(op.code(), memory, -width(op)));
    }

    @ParameterizedTest
    @MethodSource("scalarStores")
    void storesAScalar(Opcode op) {
        for (int address = AT; address <= SIZE - width(op); address++) {
            long value = random.nextLong();
            MemoryOps.store(op.code(), memory, address, value);
            put(address, width(op), value);
        }
        assertOutOfBounds(() -> MemoryOps.store(op.code(), memory, SIZE - width(op) + 1, 0));
        assertMemory();
    }

    @ParameterizedTest
    @MethodSource("vectorLoads")
    void loadsAVector(Opcode op) {
        for (int address = AT; address <= SIZE - width(op); address++) {
            long[] slots = {1, 2, 3, 4};
            MemoryOps.loadVector(op.code(), memory, address, slots, 1);
            byte[] expected = vector(op, address);
            assertThat(slots).containsExactly(1, number(expected, 0, 8, false), number(expected, 8, 8, false), 4);
        }
        long[] slots = {1, 2};
        assertOutOfBounds(() -> MemoryOps.loadVector(op.code(), memory, SIZE - width(op) + 1, slots, 0));
        assertOutOfBounds(() -> MemoryOps.loadVector(op.code(), memory, -8, slots, 0));
        assertThat(slots).containsExactly(1, 2);
    }

    /** The vector that a row loads, from its name: {@code load32_zero}, {@code load16_splat}, {@code load8x8_s}. */
    private byte[] vector(Opcode op, int address) {
        byte[] vector = new byte[VECTOR_BYTES];
        String name = op.mnemonic().substring("v128.load".length());
        if (name.endsWith("_splat")) {
            for (int i = 0; i < VECTOR_BYTES; i++) {
                vector[i] = bytes[address + i % width(op)];
            }
        } else if (name.contains("x")) {
            int narrow = Integer.parseInt(name.substring(0, name.indexOf('x'))) / 8;
            for (int lane = 0; lane < 8 / narrow; lane++) {
                long value = number(bytes, address + lane * narrow, narrow, name.endsWith("_s"));
                for (int i = 0; i < 2 * narrow; i++) {
                    vector[lane * 2 * narrow + i] = (byte) (value >> (8 * i));
                }
            }
        } else {
            System.arraycopy(bytes, address, vector, 0, width(op));
        }
        return vector;
    }

    @ParameterizedTest
    @MethodSource("laneLoads")
    void loadsALane(Opcode op) {
        for (int lane = 0; lane < op.laneCount(); lane++) {
            long[] slots = random.longs(5).toArray();
            byte[] vector = bytes(slots[2], slots[3]);
            System.arraycopy(bytes, AT, vector, lane * width(op), width(op));
            MemoryOps.loadLane(op.code(), memory, AT, lane, slots, 2, 1);
            assertThat(bytes(slots[1], slots[2])).isEqualTo(vector);
        }
        assertOutOfBounds(() -> MemoryOps.loadLane(op.code(), memory, SIZE - width(op) + 1, 0, new long[2], 0, 0));
    }

    @ParameterizedTest
    @MethodSource("laneStores")
    void storesALane(Opcode op) {
        for (int lane = 0; lane < op.laneCount(); lane++) {
            long[] slots = random.longs(3).toArray();
            MemoryOps.storeLane(op.code(), memory, AT + 1, lane, slots, 1);
            System.arraycopy(bytes(slots[1], slots[2]), lane * width(op), bytes, AT + 1, width(op));
            assertMemory();
        }
        assertOutOfBounds(() -> MemoryOps.storeLane(op.code(), memory, SIZE - width(op) + 1, 0, new long[2], 0));
    }

    @Test
    void storesAVectorWhollyOrNotAtAll() {
        MemoryOps.storeVector(memory, AT + 3, 0x0102_0304_0506_0708L, 0x1112_1314_1516_1718L);
        put(AT + 3, 8, 0x0102_0304_0506_0708L);
        put(AT + 11, 8, 0x1112_1314_1516_1718L);

        for (long address : new long[] {SIZE - 15, SIZE - 8, SIZE, -1, -8, -16}) {
            assertOutOfBounds(() -> MemoryOps.storeVector(memory, address, -1, -1));
        }
        assertMemory();
    }

    @Test
    void initialisesARangeFromASegment() {
        byte[] contents = {9, 9, 1, 2, 3, 4, 5, 9};
        Data data = new Data(contents, 2, 7, SegmentMode.PASSIVE, 0, null);

        MemoryOps.init(memory, AT, data, false, 1, 4);
        System.arraycopy(contents, 3, bytes, AT, 4);
        MemoryOps.init(memory, SIZE, data, true, 0, 0);

        assertOutOfBounds(() -> MemoryOps.init(memory, AT, data, false, 2, 4));
        assertOutOfBounds(() -> MemoryOps.init(memory, AT, data, false, 6, 0));
        assertOutOfBounds(() -> MemoryOps.init(memory, AT, data, false, 0xFFFF_FFFFL, 1));
        assertOutOfBounds(() -> MemoryOps.init(memory, SIZE - 3, data, false, 0, 4));
        assertOutOfBounds(() -> MemoryOps.init(memory, SIZE + 1, data, false, 0, 0));
        assertOutOfBounds(() -> MemoryOps.init(memory, 0, data, true, 0, 1));
        assertMemory();
    }

    private static int width(Opcode op) {
        return 1 << op.accessLog2();
    }

    private static long number(byte[] from, int address, int width, boolean signed) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value |= (from[address + i] & 0xFFL) << (8 * i);
        }
        int spare = 64 - 8 * width;
        return signed ? (value << spare) >> spare : value;
    }

    private static byte[] bytes(long low, long high) {
        return ByteBuffer.allocate(VECTOR_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(low)
                .putLong(high)
                .array();
    }

    private void put(int address, int width, long value) {
        for (int i = 0; i < width; i++) {
            bytes[address + i] = (byte) (value >>> (8 * i));
        }
    }

    private void assertMemory() {
        byte[] all = new byte[SIZE];
        memory.read(0, all, 0, SIZE);
        assertThat(all).isEqualTo(bytes);
    }

    private static void assertOutOfBounds(Runnable access) {
        assertThatThrownBy(access::run)
                .isInstanceOfSatisfying(
                        TrapSignal.class,
                        trap -> assertThat(trap.kind()).isEqualTo(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS));
    }
}
