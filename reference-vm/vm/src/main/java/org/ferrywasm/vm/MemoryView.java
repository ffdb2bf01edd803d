package org.ferrywasm.vm;

import java.util.Objects;
import org.ferrywasm.runtime.LinearMemory;
import org.jspecify.annotations.Nullable;

/**
 * A borrow of a range of a {@link Memory}: what a buffer over its bytes would be, if one could be kept to the Store's
 * thread. It is open until it is closed, and each access passes the entry check as every operation does, without making an
 * object. Offsets count bytes from the view's beginning; numbers are little-endian. An access that is not wholly inside the
 * view throws {@link IndexOutOfBoundsException}, one after {@link #close} a {@link ClosedHandleException}; neither changes
 * anything.
 *
 * {@snippet class="org.ferrywasm.examples.MemoryExample" region="view"}
 *
 * <p>It shows the memory itself: what guests write meanwhile is read here, and the other way round. The memory may grow
 * while a view is open; the view's range stays what it is. While a view is open its Store is busy: to close or move it is
 * refused (clause E-08). A view that is lost is closed by the Store some time later, with a warning.
 */
public final class MemoryView extends Handle implements AutoCloseable {
    private static final long CLOSED = -1;

    private final LinearMemory inst;
    private final long start;
    private final long lengthBytes;

    /** The length while it is open, so that one comparison checks an access; {@link #CLOSED} after that. */
    private long reachBytes;

    private Borrows.@Nullable Borrow borrow;

    private MemoryView(Store<?> store, LinearMemory inst, long start, long lengthBytes) {
        super(store);
        this.inst = inst;
        this.start = start;
        this.lengthBytes = lengthBytes;
        this.reachBytes = lengthBytes;
    }

    /** A view of a range that lies inside a memory. */
    static MemoryView open(Store<?> store, LinearMemory inst, long start, long lengthBytes) {
        MemoryView view = new MemoryView(store, inst, start, lengthBytes);
        view.borrow = store.borrows().open(view, inst, start, lengthBytes);
        return view;
    }

    /** How many bytes it shows. */
    public long lengthBytes() {
        address("MemoryView.lengthBytes", 0, 0);
        return lengthBytes;
    }

    /** The address in the memory at which it begins. */
    public long address() {
        return address("MemoryView.address", 0, 0);
    }

    /** A view of a part of this one, open until it is itself closed. */
    public MemoryView slice(long offset, long partBytes) {
        long address = address("MemoryView.slice", offset, partBytes);
        return open(store(), inst, address, partBytes);
    }

    /** The byte at an offset. */
    public byte readByte(long offset) {
        return inst.load8(address("MemoryView.readByte", offset, Byte.BYTES));
    }

    /** Sets the byte at an offset. */
    public void writeByte(long offset, byte value) {
        inst.store8(address("MemoryView.writeByte", offset, Byte.BYTES), value);
    }

    /** The 16-bit integer at an offset. */
    public short readShort(long offset) {
        return inst.load16(address("MemoryView.readShort", offset, Short.BYTES));
    }

    /** Sets the 16-bit integer at an offset. */
    public void writeShort(long offset, short value) {
        inst.store16(address("MemoryView.writeShort", offset, Short.BYTES), value);
    }

    /** The 32-bit integer at an offset. */
    public int readInt(long offset) {
        return inst.load32(address("MemoryView.readInt", offset, Integer.BYTES));
    }

    /** Sets the 32-bit integer at an offset. */
    public void writeInt(long offset, int value) {
        inst.store32(address("MemoryView.writeInt", offset, Integer.BYTES), value);
    }

    /** The 64-bit integer at an offset. */
    public long readLong(long offset) {
        return inst.load64(address("MemoryView.readLong", offset, Long.BYTES));
    }

    /** Sets the 64-bit integer at an offset. */
    public void writeLong(long offset, long value) {
        inst.store64(address("MemoryView.writeLong", offset, Long.BYTES), value);
    }

    /** The 32-bit float at an offset. */
    public float readFloat(long offset) {
        return Float.intBitsToFloat(inst.load32(address("MemoryView.readFloat", offset, Float.BYTES)));
    }

    /** Sets the 32-bit float at an offset. */
    public void writeFloat(long offset, float value) {
        inst.store32(address("MemoryView.writeFloat", offset, Float.BYTES), Float.floatToRawIntBits(value));
    }

    /** The 64-bit float at an offset. */
    public double readDouble(long offset) {
        return Double.longBitsToDouble(inst.load64(address("MemoryView.readDouble", offset, Double.BYTES)));
    }

    /** Sets the 64-bit float at an offset. */
    public void writeDouble(long offset, double value) {
        inst.store64(address("MemoryView.writeDouble", offset, Double.BYTES), Double.doubleToRawLongBits(value));
    }

    /** Copies bytes from here into a range of an array. */
    public void read(long offset, byte[] target, int targetStart, int countBytes) {
        long address = address("MemoryView.read", offset, countBytes);
        Objects.checkFromIndexSize(targetStart, countBytes, target.length);
        inst.read(address, target, targetStart, countBytes);
    }

    /** A copy of a range of bytes. */
    public byte[] read(long offset, int countBytes) {
        long address = address("MemoryView.read", offset, countBytes);
        byte[] target = new byte[countBytes];
        inst.read(address, target, 0, countBytes);
        return target;
    }

    /** Copies a range of an array here. */
    public void write(long offset, byte[] source, int sourceStart, int countBytes) {
        long address = address("MemoryView.write", offset, countBytes);
        Objects.checkFromIndexSize(sourceStart, countBytes, source.length);
        inst.write(address, source, sourceStart, countBytes);
    }

    /** Copies an array here. */
    public void write(long offset, byte[] source) {
        check("MemoryView.write");
        write(offset, source, 0, source.length);
    }

    /** Sets a range of bytes. */
    public void fill(long offset, byte value, long countBytes) {
        inst.fill(address("MemoryView.fill", offset, countBytes), value, countBytes);
    }

    /** Ends the borrow: every later access is refused, and the view no longer keeps the Store. Does nothing the second time. */
    @Override
    public void close() {
        enter("MemoryView.close");
        if (borrow != null) {
            store().borrows().close(borrow);
            borrow = null;
            reachBytes = CLOSED;
        }
    }

    /** As for every handle; the view of a thread that has ended is closed with that. */
    @Override
    void travel(Tenancy next) {
        super.travel(next);
        borrow = null;
        reachBytes = CLOSED;
    }

    /** The checks that every access passes, and the address in the memory. */
    private long address(String operation, long offset, long countBytes) {
        check(operation);
        if ((offset | countBytes) < 0 || offset > reachBytes - countBytes) {
            throw refusal(operation, offset, countBytes);
        }
        return start + offset;
    }

    private RuntimeException refusal(String operation, long offset, long countBytes) {
        if (reachBytes == CLOSED) {
            return new ClosedHandleException(operation + ": this view of " + store() + " is closed; open another one");
        }
        return new IndexOutOfBoundsException(
                "out of bounds memory access: %s of %d bytes at offset %s of a view of %d bytes"
                        .formatted(operation, countBytes, Long.toUnsignedString(offset), lengthBytes));
    }

    @Override
    public String toString() {
        return "MemoryView of Store " + store().id();
    }
}
