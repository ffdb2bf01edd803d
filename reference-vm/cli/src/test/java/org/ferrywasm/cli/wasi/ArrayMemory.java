package org.ferrywasm.cli.wasi;

import java.nio.charset.StandardCharsets;

/** A guest's memory that is a byte array. */
final class ArrayMemory implements GuestMemory {
    final byte[] bytes;

    ArrayMemory(int lengthBytes) {
        bytes = new byte[lengthBytes];
    }

    @Override
    public long lengthBytes() {
        return bytes.length;
    }

    @Override
    public void get(long offset, byte[] target, int start, int length) {
        System.arraycopy(bytes, (int) offset, target, start, length);
    }

    @Override
    public void put(long offset, byte[] source, int start, int length) {
        System.arraycopy(source, start, bytes, (int) offset, length);
    }

    /** The text up to the zero byte. */
    String string(int pointer) {
        int end = pointer;
        while (bytes[end] != 0) {
            end++;
        }
        return new String(bytes, pointer, end - pointer, StandardCharsets.UTF_8);
    }

    /** Writes an entry of a list of buffers. */
    void vector(int pointer, int buffer, int length) {
        writeInt(pointer, buffer);
        writeInt(pointer + 4, length);
    }
}
