package org.ferrywasm.cli.wasi;

/**
 * The memory of a guest as WASI sees it: little-endian, addressed by unsigned 32-bit pointers. An access that does not lie
 * within it throws {@link WasiException} with {@link Errno#FAULT}, before anything is read or written.
 */
interface GuestMemory {

    /** {@return its length in bytes at this moment} */
    long lengthBytes();

    /** Copies bytes out; the range has been checked. */
    void get(long offset, byte[] target, int start, int length);

    /** Copies bytes in; the range has been checked. */
    void put(long offset, byte[] source, int start, int length);

    /**
     * The offset that a pointer means.
     *
     * @param pointer the pointer, unsigned
     * @param length how many bytes will be accessed there
     */
    default long checked(int pointer, long length) {
        long offset = Integer.toUnsignedLong(pointer);
        if (offset + length > lengthBytes()) {
            throw new WasiException(Errno.FAULT);
        }
        return offset;
    }

    /** Copies out the {@code target.length} bytes at a pointer. */
    default void read(int pointer, byte[] target) {
        get(checked(pointer, target.length), target, 0, target.length);
    }

    /** Copies all bytes to a pointer. */
    default void write(int pointer, byte[] source) {
        put(checked(pointer, source.length), source, 0, source.length);
    }

    /** {@return the 32-bit integer at a pointer} */
    default int readInt(int pointer) {
        byte[] bytes = new byte[Integer.BYTES];
        read(pointer, bytes);
        return (int) LittleEndian.INT.get(bytes, 0);
    }

    /** {@return the 64-bit integer at a pointer} */
    default long readLong(int pointer) {
        byte[] bytes = new byte[Long.BYTES];
        read(pointer, bytes);
        return (long) LittleEndian.LONG.get(bytes, 0);
    }

    /** Writes a 32-bit integer to a pointer. */
    default void writeInt(int pointer, int value) {
        byte[] bytes = new byte[Integer.BYTES];
        LittleEndian.INT.set(bytes, 0, value);
        write(pointer, bytes);
    }

    /** Writes a 64-bit integer to a pointer. */
    default void writeLong(int pointer, long value) {
        byte[] bytes = new byte[Long.BYTES];
        LittleEndian.LONG.set(bytes, 0, value);
        write(pointer, bytes);
    }
}
