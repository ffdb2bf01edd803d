package org.ferrywasm.exec;

import org.ferrywasm.runtime.MemInst;
import org.ferrywasm.runtime.TrapKind;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.syntax.Data;
import org.ferrywasm.syntax.Op;

/**
 * The instructions that access a memory, by their code (specification, "Memory Instructions" and "Vector Instructions").
 * Addresses are effective addresses. An access that is not wholly inside the memory traps and writes nothing.
 */
public final class MemoryOps {
    private static final long LOW = 0xFFFF_FFFFL;
    private static final long EVERY_BYTE = 0x0101_0101_0101_0101L;
    private static final long EVERY_SHORT = 0x0001_0001_0001_0001L;
    private static final long EVERY_INT = 0x0000_0001_0000_0001L;

    private MemoryOps() {}

    /** Executes a scalar load and gives its result as a slot. */
    public static long load(int op, MemInst mem, long address) {
        return switch (op) {
            case Op.I32_LOAD, Op.F32_LOAD, Op.I64_LOAD32_U -> mem.load32(address) & LOW;
            case Op.I64_LOAD32_S -> mem.load32(address);
            case Op.I64_LOAD, Op.F64_LOAD -> mem.load64(address);
            case Op.I32_LOAD8_S, Op.I64_LOAD8_S -> mem.load8(address);
            case Op.I32_LOAD8_U, Op.I64_LOAD8_U -> mem.load8(address) & 0xFF;
            case Op.I32_LOAD16_S, Op.I64_LOAD16_S -> mem.load16(address);
            case Op.I32_LOAD16_U, Op.I64_LOAD16_U -> mem.load16(address) & 0xFFFF;
            default -> throw unknown(op);
        };
    }

    /** Executes a scalar store. */
    public static void store(int op, MemInst mem, long address, long value) {
        switch (op) {
            case Op.I32_STORE8, Op.I64_STORE8 -> mem.store8(address, (byte) value);
            case Op.I32_STORE16, Op.I64_STORE16 -> mem.store16(address, (short) value);
            case Op.I32_STORE, Op.F32_STORE, Op.I64_STORE32 -> mem.store32(address, (int) value);
            case Op.I64_STORE, Op.F64_STORE -> mem.store64(address, value);
            default -> throw unknown(op);
        }
    }

    /** Executes a load of a whole vector, be it by splatting, extending or with zeroes, into two slots. */
    public static void loadVector(int op, MemInst mem, long address, long[] slots, int target) {
        long low;
        long high = 0;
        switch (op) {
            case Op.V128_LOAD -> {
                mem.require(address, 2 * Long.BYTES);
                low = mem.load64(address);
                high = mem.load64(address + Long.BYTES);
            }
            case Op.V128_LOAD8X8_S, Op.V128_LOAD16X4_S, Op.V128_LOAD32X2_S -> {
                int laneBits = laneBits(op);
                long lanes = mem.load64(address);
                low = extendS((int) lanes, laneBits);
                high = extendS((int) (lanes >>> Integer.SIZE), laneBits);
            }
            case Op.V128_LOAD8X8_U, Op.V128_LOAD16X4_U, Op.V128_LOAD32X2_U -> {
                int laneBits = laneBits(op);
                long lanes = mem.load64(address);
                low = extendU((int) lanes, laneBits);
                high = extendU((int) (lanes >>> Integer.SIZE), laneBits);
            }
            case Op.V128_LOAD8_SPLAT -> {
                low = (mem.load8(address) & 0xFF) * EVERY_BYTE;
                high = low;
            }
            case Op.V128_LOAD16_SPLAT -> {
                low = (mem.load16(address) & 0xFFFF) * EVERY_SHORT;
                high = low;
            }
            case Op.V128_LOAD32_SPLAT -> {
                low = (mem.load32(address) & LOW) * EVERY_INT;
                high = low;
            }
            case Op.V128_LOAD64_SPLAT -> {
                low = mem.load64(address);
                high = low;
            }
            case Op.V128_LOAD32_ZERO -> low = mem.load32(address) & LOW;
            case Op.V128_LOAD64_ZERO -> low = mem.load64(address);
            default -> throw unknown(op);
        }
        slots[target] = low;
        slots[target + 1] = high;
    }

    private static int laneBits(int op) {
        return switch (op) {
            case Op.V128_LOAD8X8_S, Op.V128_LOAD8X8_U -> Byte.SIZE;
            case Op.V128_LOAD16X4_S, Op.V128_LOAD16X4_U -> Short.SIZE;
            default -> Integer.SIZE;
        };
    }

    /** The lanes of half a vector, each from a lane half as wide. */
    private static long extendS(int lanes, int laneBits) {
        return switch (laneBits) {
            case Byte.SIZE ->
                ((byte) lanes & 0xFFFFL)
                        | ((byte) (lanes >> 8) & 0xFFFFL) << 16
                        | ((byte) (lanes >> 16) & 0xFFFFL) << 32
                        | (long) (lanes >> 24) << 48;
            case Short.SIZE -> ((short) lanes & LOW) | (long) (lanes >> 16) << 32;
            default -> lanes;
        };
    }

    private static long extendU(int lanes, int laneBits) {
        return switch (laneBits) {
            case Byte.SIZE ->
                (lanes & 0xFFL)
                        | (lanes >>> 8 & 0xFFL) << 16
                        | (lanes >>> 16 & 0xFFL) << 32
                        | (lanes >>> 24 & 0xFFL) << 48;
            case Short.SIZE -> (lanes & 0xFFFFL) | (lanes >>> 16 & 0xFFFFL) << 32;
            default -> lanes & LOW;
        };
    }

    /** Executes {@code v128.store}. */
    public static void storeVector(MemInst mem, long address, long low, long high) {
        mem.require(address, 2 * Long.BYTES);
        mem.store64(address, low);
        mem.store64(address + Long.BYTES, high);
    }

    /** Executes a load of one lane: a vector with that lane replaced. */
    public static void loadLane(int op, MemInst mem, long address, int lane, long[] slots, int source, int target) {
        long lanes = switch (op) {
            case Op.V128_LOAD8_LANE -> mem.load8(address);
            case Op.V128_LOAD16_LANE -> mem.load16(address);
            case Op.V128_LOAD32_LANE -> mem.load32(address);
            case Op.V128_LOAD64_LANE -> mem.load64(address);
            default -> throw unknown(op);
        };
        int bits = Byte.SIZE << (op - Op.V128_LOAD8_LANE);
        int bit = lane * bits;
        int half = bit / Long.SIZE;
        long mask = -1L >>> (Long.SIZE - bits) << bit;
        long low = slots[source];
        long high = slots[source + 1];
        slots[target] = half == 0 ? (low & ~mask) | (lanes << bit & mask) : low;
        slots[target + 1] = half == 1 ? (high & ~mask) | (lanes << bit & mask) : high;
    }

    /** Executes a store of one lane. */
    public static void storeLane(int op, MemInst mem, long address, int lane, long[] slots, int source) {
        int bit = lane * (Byte.SIZE << (op - Op.V128_STORE8_LANE));
        long value = slots[source + bit / Long.SIZE] >>> bit;
        switch (op) {
            case Op.V128_STORE8_LANE -> mem.store8(address, (byte) value);
            case Op.V128_STORE16_LANE -> mem.store16(address, (short) value);
            case Op.V128_STORE32_LANE -> mem.store32(address, (int) value);
            case Op.V128_STORE64_LANE -> mem.store64(address, value);
            default -> throw unknown(op);
        }
    }

    /**
     * Executes {@code memory.init}; the numbers are unsigned.
     *
     * @param dropped whether the segment has been dropped and is empty therefore
     */
    public static void init(MemInst mem, long to, Data data, boolean dropped, long from, long length) {
        requireData(data, dropped, from, length);
        mem.require(to, length);
        mem.write(to, data.bytes(), data.start() + (int) from, (int) length);
    }

    /** Traps unless a range lies wholly inside a data segment. */
    static void requireData(Data data, boolean dropped, long from, long length) {
        long size = dropped ? 0 : data.lengthBytes();
        if ((from | length) < 0 || from > size - length) {
            throw new TrapSignal(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
        }
    }

    private static AssertionError unknown(int op) {
        return new AssertionError("no access to memory: 0x" + Integer.toHexString(op));
    }
}
