package org.ferrywasm.vm;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.ferrywasm.runtime.SharedBacking;
import org.ferrywasm.runtime.SharedMemInst;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.syntax.ExternType;
import org.ferrywasm.syntax.MemType;
import org.jspecify.annotations.Nullable;

/**
 * A memory that several Stores, each on its thread, use at once (threads proposal). It belongs to no Store and may be used
 * by any thread. Reads and writes through it are plain, as the guests' own plain accesses are; whole bytes never tear. An
 * access that is not wholly inside throws {@link IndexOutOfBoundsException} and changes nothing. Two handles are equal if
 * they are to the same memory.
 */
public final class SharedMemory implements Extern {
    private final SharedMemInst inst;

    SharedMemory(SharedBacking backing) {
        this.inst = new SharedMemInst(backing);
    }

    /**
     * Makes a memory.
     *
     * @throws IllegalArgumentException if the type is not for a shared memory, or its limits are not sensible
     * @throws Trap if its least size is more than can be addressed
     */
    public static SharedMemory create(MemType type) {
        if (!type.shared()) {
            throw new IllegalArgumentException("SharedMemory.create: the type is not for a shared memory: " + type);
        }
        MemoryBounds.checkType(type, "SharedMemory.create");
        try {
            return new SharedMemory(new SharedBacking(type));
        } catch (TrapSignal e) {
            throw Traps.of(e);
        }
    }

    /** Its type now: the least size is the present one. */
    public MemType type() {
        return inst.type();
    }

    @Override
    public ExternType externType() {
        return inst.type();
    }

    /** How many pages it has. */
    public long size() {
        return inst.sizePages();
    }

    /** How many bytes it has. */
    public long sizeBytes() {
        return inst.sizeBytes();
    }

    /** Adds pages. Gives the old size in pages, or -1 when the memory cannot grow so far. */
    public long grow(long pages) {
        return inst.grow(pages);
    }

    /** The byte at an address. */
    public byte readByte(long address) {
        try {
            return inst.load8(address);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("SharedMemory.readByte", inst, address, 1, e);
        }
    }

    /** Sets the byte at an address. */
    public void writeByte(long address, byte value) {
        try {
            inst.store8(address, value);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("SharedMemory.writeByte", inst, address, 1, e);
        }
    }

    /** The 16-bit integer at an address. */
    public short readShort(long address) {
        try {
            return inst.load16(address);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("SharedMemory.readShort", inst, address, 2, e);
        }
    }

    /** Sets the 16-bit integer at an address. */
    public void writeShort(long address, short value) {
        try {
            inst.store16(address, value);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("SharedMemory.writeShort", inst, address, 2, e);
        }
    }

    /** The 32-bit integer at an address. */
    public int readInt(long address) {
        try {
            return inst.load32(address);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("SharedMemory.readInt", inst, address, 4, e);
        }
    }

    /** Sets the 32-bit integer at an address. */
    public void writeInt(long address, int value) {
        try {
            inst.store32(address, value);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("SharedMemory.writeInt", inst, address, 4, e);
        }
    }

    /** The 64-bit integer at an address. */
    public long readLong(long address) {
        try {
            return inst.load64(address);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("SharedMemory.readLong", inst, address, 8, e);
        }
    }

    /** Sets the 64-bit integer at an address. */
    public void writeLong(long address, long value) {
        try {
            inst.store64(address, value);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("SharedMemory.writeLong", inst, address, 8, e);
        }
    }

    /** The 32-bit float at an address. */
    public float readFloat(long address) {
        try {
            return Float.intBitsToFloat(inst.load32(address));
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("SharedMemory.readFloat", inst, address, 4, e);
        }
    }

    /** Sets the 32-bit float at an address. */
    public void writeFloat(long address, float value) {
        try {
            inst.store32(address, Float.floatToRawIntBits(value));
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("SharedMemory.writeFloat", inst, address, 4, e);
        }
    }

    /** The 64-bit float at an address. */
    public double readDouble(long address) {
        try {
            return Double.longBitsToDouble(inst.load64(address));
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("SharedMemory.readDouble", inst, address, 8, e);
        }
    }

    /** Sets the 64-bit float at an address. */
    public void writeDouble(long address, double value) {
        try {
            inst.store64(address, Double.doubleToRawLongBits(value));
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("SharedMemory.writeDouble", inst, address, 8, e);
        }
    }

    /** Copies bytes from here into a range of an array. */
    public void read(long address, byte[] target, int start, int lengthBytes) {
        Objects.checkFromIndexSize(start, lengthBytes, target.length);
        try {
            inst.read(address, target, start, lengthBytes);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("SharedMemory.read", inst, address, lengthBytes, e);
        }
    }

    /** A copy of a range of bytes. */
    public byte[] read(long address, int lengthBytes) {
        if (lengthBytes < 0 || lengthBytes > inst.sizeBytes()) {
            throw MemoryBounds.exceeded("SharedMemory.read", inst, address, lengthBytes, null);
        }
        byte[] target = new byte[lengthBytes];
        read(address, target, 0, lengthBytes);
        return target;
    }

    /** Copies a range of an array here. */
    public void write(long address, byte[] source, int start, int lengthBytes) {
        Objects.checkFromIndexSize(start, lengthBytes, source.length);
        try {
            inst.write(address, source, start, lengthBytes);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("SharedMemory.write", inst, address, lengthBytes, e);
        }
    }

    /** Copies an array here. */
    public void write(long address, byte[] source) {
        write(address, source, 0, source.length);
    }

    /** Sets a range of bytes. */
    public void fill(long address, byte value, long lengthBytes) {
        try {
            inst.fill(address, value, lengthBytes);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("SharedMemory.fill", inst, address, lengthBytes, e);
        }
    }

    /** The text whose UTF-8 stands in a range of bytes; what is no UTF-8 becomes the replacement character. */
    public String readString(long address, int lengthBytes) {
        return new String(read(address, lengthBytes), StandardCharsets.UTF_8);
    }

    /** Writes a text as UTF-8, without a terminator, and gives its length in bytes. */
    public int writeString(long address, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(address, bytes);
        return bytes.length;
    }

    SharedBacking backing() {
        return inst.backing();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SharedMemory that && backing() == that.backing();
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(backing());
    }

    @Override
    public String toString() {
        return "SharedMemory " + inst.declaredType();
    }
}
