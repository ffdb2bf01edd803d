package org.ferrywasm.vm;

import java.util.Objects;
import org.ferrywasm.runtime.LinearMemory;

/**
 * A borrow of a range of a {@link Memory}: {@link Memory#view(long, long)} makes one. Offsets count from the beginning of the
 * range; numbers are little-endian. It reads and writes the memory itself, so guest and view see each other's writes.
 *
 * <p>It is open until it is closed, and while it is, its Store stays where it is: {@link Store#close} is refused with
 * {@link StoreBusyException} (clause E-08). One that is lost without having been closed does so until the garbage collector
 * has found it and the owner uses the Store again. A view belongs to the Store's owner; each access checks that, then
 * that the view is open, then the range. What is refused has changed nothing.
 *
 * <pre>{@code
 * try (MemoryView pixels = memory.view(address, 4 * width * height)) {
 *     pixels.fill(0, (byte) 0, pixels.lengthBytes());
 *     pixels.writeInt(4 * x, colour);
 * }
 * }</pre>
 *
 * <p>Each access throws {@link ClosedHandleException} if the view is closed, and {@link IndexOutOfBoundsException} if it is
 * not wholly inside the range.
 */
public final class MemoryView extends Handle implements AutoCloseable {
    private final LinearMemory inst;
    private final long address;
    private final long lengthBytes;
    private final MemoryViews.Lease lease;
    private boolean isOpen = true;

    /** A view of a range that lies inside the memory, which never shrinks. */
    MemoryView(Store<?> store, LinearMemory inst, long address, long lengthBytes) {
        super(store);
        this.inst = inst;
        this.address = address;
        this.lengthBytes = lengthBytes;
        this.lease = store.views().open(this, address, lengthBytes);
    }

    /** The address in the memory at which the range begins. */
    public long address() {
        check("MemoryView.address");
        return address;
    }

    /** How many bytes the range has. */
    public long lengthBytes() {
        check("MemoryView.lengthBytes");
        return lengthBytes;
    }

    /** Whether the view is open. */
    public boolean isOpen() {
        check("MemoryView.isOpen");
        return isOpen;
    }

    /** The byte at an offset. */
    public byte readByte(long offset) {
        check("MemoryView.readByte");
        return inst.load8(at("MemoryView.readByte", offset, Byte.BYTES));
    }

    /** Sets the byte at an offset. */
    public void writeByte(long offset, byte value) {
        check("MemoryView.writeByte");
        inst.store8(at("MemoryView.writeByte", offset, Byte.BYTES), value);
    }

    /** The 16-bit integer at an offset. */
    public short readShort(long offset) {
        check("MemoryView.readShort");
        return inst.load16(at("MemoryView.readShort", offset, Short.BYTES));
    }

    /** Sets the 16-bit integer at an offset. */
    public void writeShort(long offset, short value) {
        check("MemoryView.writeShort");
        inst.store16(at("MemoryView.writeShort", offset, Short.BYTES), value);
    }

    /** The 32-bit integer at an offset. */
    public int readInt(long offset) {
        check("MemoryView.readInt");
        return inst.load32(at("MemoryView.readInt", offset, Integer.BYTES));
    }

    /** Sets the 32-bit integer at an offset. */
    public void writeInt(long offset, int value) {
        check("MemoryView.writeInt");
        inst.store32(at("MemoryView.writeInt", offset, Integer.BYTES), value);
    }

    /** The 64-bit integer at an offset. */
    public long readLong(long offset) {
        check("MemoryView.readLong");
        return inst.load64(at("MemoryView.readLong", offset, Long.BYTES));
    }

    /** Sets the 64-bit integer at an offset. */
    public void writeLong(long offset, long value) {
        check("MemoryView.writeLong");
        inst.store64(at("MemoryView.writeLong", offset, Long.BYTES), value);
    }

    /** The 32-bit float at an offset. */
    public float readFloat(long offset) {
        check("MemoryView.readFloat");
        return Float.intBitsToFloat(inst.load32(at("MemoryView.readFloat", offset, Float.BYTES)));
    }

    /** Sets the 32-bit float at an offset. */
    public void writeFloat(long offset, float value) {
        check("MemoryView.writeFloat");
        inst.store32(at("MemoryView.writeFloat", offset, Float.BYTES), Float.floatToRawIntBits(value));
    }

    /** The 64-bit float at an offset. */
    public double readDouble(long offset) {
        check("MemoryView.readDouble");
        return Double.longBitsToDouble(inst.load64(at("MemoryView.readDouble", offset, Double.BYTES)));
    }

    /** Sets the 64-bit float at an offset. */
    public void writeDouble(long offset, double value) {
        check("MemoryView.writeDouble");
        inst.store64(at("MemoryView.writeDouble", offset, Double.BYTES), Double.doubleToRawLongBits(value));
    }

    /** Copies bytes from here into a range of an array. */
    public void read(long offset, byte[] target, int start, int length) {
        check("MemoryView.read");
        Objects.checkFromIndexSize(start, length, target.length);
        inst.read(at("MemoryView.read", offset, length), target, start, length);
    }

    /** A copy of a range of bytes. */
    public byte[] read(long offset, int length) {
        check("MemoryView.read");
        long from = at("MemoryView.read", offset, length);
        byte[] target = new byte[length];
        inst.read(from, target, 0, length);
        return target;
    }

    /** Copies a range of an array here. */
    public void write(long offset, byte[] source, int start, int length) {
        check("MemoryView.write");
        Objects.checkFromIndexSize(start, length, source.length);
        inst.write(at("MemoryView.write", offset, length), source, start, length);
    }

    /** Copies an array here. */
    public void write(long offset, byte[] source) {
        check("MemoryView.write");
        inst.write(at("MemoryView.write", offset, source.length), source, 0, source.length);
    }

    /** Sets a range of bytes. */
    public void fill(long offset, byte value, long length) {
        check("MemoryView.fill");
        inst.fill(at("MemoryView.fill", offset, length), value, length);
    }

    /** Ends the borrow; every later access is refused. Does nothing the second time. */
    @Override
    public void close() {
        enter("MemoryView.close");
        isOpen = false;
        store().views().close(lease);
    }

    /** The address of a range that lies inside this one. */
    private long at(String operation, long offset, long length) {
        if (!isOpen) {
            throw new ClosedHandleException(operation + ": this view of a memory of Store " + store().id()
                    + " is closed; borrow again with Memory.view");
        }
        if (offset < 0 || length < 0 || offset > lengthBytes - length) {
            throw new IndexOutOfBoundsException(
                    "out of bounds memory access: %s of %d bytes at offset 0x%s of a view of %d bytes"
                            .formatted(operation, length, Long.toHexString(offset), lengthBytes));
        }
        return address + offset;
    }

    @Override
    public String toString() {
        return "MemoryView of " + lengthBytes + " bytes at address 0x" + Long.toHexString(address) + " of Store "
                + store().id();
    }
}
