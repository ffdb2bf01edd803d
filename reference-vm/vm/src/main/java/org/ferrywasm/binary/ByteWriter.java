package org.ferrywasm.binary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.HeapType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.TypeIndex;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.syntax.VecType;

/**
 * A growing sequence of bytes with the binary format's values and types (specification, "Values", "Types"), each in its
 * shortest encoding. For one thread.
 */
public sealed class ByteWriter permits InstrWriter {
    private static final int INITIAL_BYTES = 64;

    private byte[] bytes = new byte[INITIAL_BYTES];
    private int length;

    /** How many bytes have been written. */
    public final int length() {
        return length;
    }

    /** A copy of what has been written. */
    public final byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Writes the low eight bits. */
    public final void u8(int value) {
        if (length == bytes.length) {
            ensure(1);
        }
        bytes[length++] = (byte) value;
    }

    /** Writes an unsigned 32-bit integer in LEB128. */
    public final void u32(int value) {
        u64(Integer.toUnsignedLong(value));
    }

    /** Writes an unsigned 64-bit integer in LEB128. */
    public final void u64(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            u8((int) rest | 0x80);
            rest >>>= 7;
        }
        u8((int) rest);
    }

    /** Writes a signed 32-bit integer in LEB128. */
    public final void s32(int value) {
        s64(value);
    }

    /** Writes a signed 33-bit integer in LEB128: a type index as an unsigned number, or a negative code. */
    public final void s33(long value) {
        s64(value);
    }

    /** Writes a signed 64-bit integer in LEB128. */
    public final void s64(long value) {
        long rest = value;
        while (rest < -0x40 || rest > 0x3F) {
            u8((int) rest | 0x80);
            rest >>= 7;
        }
        u8((int) rest & 0x7F);
    }

    /** Writes the bits of a 32-bit float. */
    public final void f32Bits(int bits) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            u8(bits >>> shift);
        }
    }

    /** Writes the bits of a 64-bit float; twice for a vector, its low half first. */
    public final void f64Bits(long bits) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            u8((int) (bits >>> shift));
        }
    }

    /** Writes all bytes of an array. */
    public final void bytes(byte[] from) {
        bytes(from, 0, from.length);
    }

    /** Writes a slice of an array. */
    public final void bytes(byte[] from, int start, int end) {
        ensure(end - start);
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
    }

    /** Writes an expression as it is. */
    public final void expr(Expr expr) {
        bytes(expr.bytes(), expr.start(), expr.end());
    }

    /** Writes what another writer has. */
    public final void append(ByteWriter other) {
        bytes(other.bytes, 0, other.length);
    }

    /** Writes what another writer has from an offset on. */
    public final void append(ByteWriter other, int start) {
        bytes(other.bytes, start, other.length);
    }

    /** Forgets what has been written after so many bytes. */
    public final void truncate(int newLength) {
        length = Math.min(length, newLength);
    }

    /** Writes what another writer has, its length before it. */
    public final void sized(ByteWriter contents) {
        u32(contents.length);
        append(contents);
    }

    /** Writes a name: its length and its UTF-8. */
    public final void name(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        u32(utf8.length);
        bytes(utf8);
    }

    /**
     * Writes a heap type.
     *
     * @throws IllegalArgumentException if it is a defined type other than by its index in a module
     */
    public final void heapType(HeapType type) {
        if (type instanceof AbsHeapType abs) {
            u8(abs.code());
        } else {
            s33(Integer.toUnsignedLong(typeIndexOf(type)));
        }
    }

    /** Writes a reference type, abbreviated to one byte where it can be. */
    public final void refType(RefType type) {
        if (!type.nullable()) {
            u8(TypeReader.REF);
        } else if (!(type.heap() instanceof AbsHeapType)) {
            u8(TypeReader.REF_NULL);
        }
        heapType(type.heap());
    }

    /** Writes a value type. */
    public final void valType(ValType type) {
        switch (type) {
            case NumType num -> u8(num.code());
            case VecType vec -> u8(vec.code());
            case RefType ref -> refType(ref);
        }
    }

    /** Writes a vector of value types. */
    public final void valTypes(List<? extends ValType> types) {
        u32(types.size());
        types.forEach(this::valType);
    }

    /**
     * The index of a defined type.
     *
     * @throws IllegalArgumentException if it is not named by one
     */
    static int typeIndexOf(HeapType type) {
        if (type instanceof TypeIndex(int index)) {
            return index;
        }
        throw new IllegalArgumentException("not a type index: " + type);
    }

    private void ensure(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
    }
}
