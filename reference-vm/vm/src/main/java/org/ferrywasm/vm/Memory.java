package org.ferrywasm.vm;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.ferrywasm.exec.Instantiation;
import org.ferrywasm.runtime.LinearMemory;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.syntax.ExternType;
import org.ferrywasm.syntax.MemType;
import org.jspecify.annotations.Nullable;

/**
 * A linear memory of a Store (specification, "Memory Instances"). Addresses are offsets in bytes, unsigned 64-bit whatever
 * the memory's address type; numbers are little-endian. No buffer over it ever leaves the VM, since another thread could
 * write through one: bulk access copies, or goes through a {@link MemoryView}. An access that is not wholly inside throws {@link IndexOutOfBoundsException} and
 * changes nothing. Two handles are equal if they are to the same memory.
 */
public final class Memory extends Handle implements Extern {
    private final LinearMemory inst;

    Memory(Store<?> store, LinearMemory inst) {
        super(store);
        this.inst = inst;
    }

    /**
     * Makes a memory.
     *
     * @throws IllegalArgumentException if the type is for a shared memory, or its limits are not sensible
     * @throws Trap if the Store's limit on memory would be exceeded
     */
    public static Memory create(Store<?> store, MemType type) {
        store.enter("Memory.create");
        if (type.shared()) {
            throw new IllegalArgumentException("Memory.create: the type is for a shared memory: " + type);
        }
        MemoryBounds.checkType(type, "Memory.create");
        return store.allocating(() -> new Memory(store, (LinearMemory) Instantiation.memory(store.state(), type)));
    }

    /** Its type now: the least size is the present one. */
    public MemType type() {
        check("Memory.type");
        return inst.type();
    }

    @Override
    public ExternType externType() {
        check("Memory.externType");
        return inst.type();
    }

    /** How many pages it has. */
    public long size() {
        check("Memory.size");
        return inst.sizePages();
    }

    /** How many bytes it has. */
    public long sizeBytes() {
        check("Memory.sizeBytes");
        return inst.sizeBytes();
    }

    /** Adds pages. Gives the old size in pages, or -1 when the memory cannot grow so far. */
    public long grow(long pages) {
        check("Memory.grow");
        return inst.grow(pages);
    }

    /** The byte at an address. */
    public byte readByte(long address) {
        check("Memory.readByte");
        try {
            return inst.load8(address);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("Memory.readByte", inst, address, 1, e);
        }
    }

    /** Sets the byte at an address. */
    public void writeByte(long address, byte value) {
        check("Memory.writeByte");
        try {
            inst.store8(address, value);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("Memory.writeByte", inst, address, 1, e);
        }
    }

    /** The 16-bit integer at an address. */
    public short readShort(long address) {
        check("Memory.readShort");
        try {
            return inst.load16(address);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("Memory.readShort", inst, address, 2, e);
        }
    }

    /** Sets the 16-bit integer at an address. */
    public void writeShort(long address, short value) {
        check("Memory.writeShort");
        try {
            inst.store16(address, value);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("Memory.writeShort", inst, address, 2, e);
        }
    }

    /** The 32-bit integer at an address. */
    public int readInt(long address) {
        check("Memory.readInt");
        try {
            return inst.load32(address);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("Memory.readInt", inst, address, 4, e);
        }
    }

    /** Sets the 32-bit integer at an address. */
    public void writeInt(long address, int value) {
        check("Memory.writeInt");
        try {
            inst.store32(address, value);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("Memory.writeInt", inst, address, 4, e);
        }
    }

    /** The 64-bit integer at an address. */
    public long readLong(long address) {
        check("Memory.readLong");
        try {
            return inst.load64(address);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("Memory.readLong", inst, address, 8, e);
        }
    }

    /** Sets the 64-bit integer at an address. */
    public void writeLong(long address, long value) {
        check("Memory.writeLong");
        try {
            inst.store64(address, value);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("Memory.writeLong", inst, address, 8, e);
        }
    }

    /** The 32-bit float at an address. */
    public float readFloat(long address) {
        check("Memory.readFloat");
        try {
            return Float.intBitsToFloat(inst.load32(address));
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("Memory.readFloat", inst, address, 4, e);
        }
    }

    /** Sets the 32-bit float at an address. */
    public void writeFloat(long address, float value) {
        check("Memory.writeFloat");
        try {
            inst.store32(address, Float.floatToRawIntBits(value));
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("Memory.writeFloat", inst, address, 4, e);
        }
    }

    /** The 64-bit float at an address. */
    public double readDouble(long address) {
        check("Memory.readDouble");
        try {
            return Double.longBitsToDouble(inst.load64(address));
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("Memory.readDouble", inst, address, 8, e);
        }
    }

    /** Sets the 64-bit float at an address. */
    public void writeDouble(long address, double value) {
        check("Memory.writeDouble");
        try {
            inst.store64(address, Double.doubleToRawLongBits(value));
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("Memory.writeDouble", inst, address, 8, e);
        }
    }

    /** Copies bytes from here into a range of an array. */
    public void read(long address, byte[] target, int start, int lengthBytes) {
        check("Memory.read");
        Objects.checkFromIndexSize(start, lengthBytes, target.length);
        try {
            inst.read(address, target, start, lengthBytes);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("Memory.read", inst, address, lengthBytes, e);
        }
    }

    /** A copy of a range of bytes. */
    public byte[] read(long address, int lengthBytes) {
        check("Memory.read");
        if (lengthBytes < 0 || lengthBytes > inst.sizeBytes()) {
            throw MemoryBounds.exceeded("Memory.read", inst, address, lengthBytes, null);
        }
        byte[] target = new byte[lengthBytes];
        read(address, target, 0, lengthBytes);
        return target;
    }

    /** Copies a range of an array here. */
    public void write(long address, byte[] source, int start, int lengthBytes) {
        check("Memory.write");
        Objects.checkFromIndexSize(start, lengthBytes, source.length);
        try {
            inst.write(address, source, start, lengthBytes);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("Memory.write", inst, address, lengthBytes, e);
        }
    }

    /** Copies an array here. */
    public void write(long address, byte[] source) {
        check("Memory.write");
        write(address, source, 0, source.length);
    }

    /** Sets a range of bytes. */
    public void fill(long address, byte value, long lengthBytes) {
        check("Memory.fill");
        try {
            inst.fill(address, value, lengthBytes);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("Memory.fill", inst, address, lengthBytes, e);
        }
    }

    /** The text whose UTF-8 stands in a range of bytes; what is no UTF-8 becomes the replacement character. */
    public String readString(long address, int lengthBytes) {
        check("Memory.readString");
        return new String(read(address, lengthBytes), StandardCharsets.UTF_8);
    }

    /** Writes a text as UTF-8, without a terminator, and gives its length in bytes. */
    public int writeString(long address, String text) {
        check("Memory.writeString");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(address, bytes);
        return bytes.length;
    }

    /** A borrow of all its bytes as it is now. */
    public MemoryView view() {
        check("Memory.view");
        return MemoryView.open(store(), inst, 0, inst.sizeBytes());
    }

    /**
     * A borrow of a range of bytes, for many accesses to one thing; {@link MemoryView} says what it is good for.
     *
     * @throws IndexOutOfBoundsException if the range is not wholly inside
     */
    public MemoryView view(long address, long lengthBytes) {
        check("Memory.view");
        try {
            inst.require(address, lengthBytes);
        } catch (TrapSignal e) {
            throw MemoryBounds.exceeded("Memory.view", inst, address, lengthBytes, e);
        }
        return MemoryView.open(store(), inst, address, lengthBytes);
    }

    LinearMemory inst() {
        return inst;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Memory that && inst == that.inst;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(inst);
    }

    @Override
    public String toString() {
        return "Memory of Store " + store().id();
    }
}
