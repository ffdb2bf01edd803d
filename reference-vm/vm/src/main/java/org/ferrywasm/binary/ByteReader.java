package org.ferrywasm.binary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.ferrywasm.syntax.MalformedException;

/**
 * A cursor over a slice of bytes that reads the binary format's values (specification, "Values"). Every method that reads
 * throws {@link MalformedException}, with the offset of what it was reading, where the slice has no such value; the cursor
 * is then somewhere between that offset and the end of the slice. For one thread.
 */
public final class ByteReader {
    static final String UNEXPECTED_END = "unexpected end of section or function";
    private static final String TOO_LONG = "integer representation too long";
    private static final String TOO_LARGE = "integer too large";
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private int position;

    /**
     * A cursor at the beginning of a slice.
     *
     * @param bytes the bytes it is a slice of
     * @param start the offset of its first byte
     * @param end the offset after its last byte
     */
    public ByteReader(byte[] bytes, int start, int end) {
        if (start < 0 || start > end || end > bytes.length) {
            throw new IllegalArgumentException("slice [" + start + ", " + end + ") of " + bytes.length + " bytes");
        }
        this.bytes = bytes;
        this.end = end;
        this.position = start;
    }

    /** The bytes that the slice is of. */
    public byte[] bytes() {
        return bytes;
    }

    /** The offset of the byte that is read next. */
    public int position() {
        return position;
    }

    /** The offset after the last byte of the slice. */
    public int end() {
        return end;
    }

    /** How many bytes are left. */
    public int remaining() {
        return end - position;
    }

    /** Whether any byte is left. */
    public boolean hasNext() {
        return position < end;
    }

    /** The next byte, unsigned, which stays the next; -1 where none is left. */
    public int peek() {
        return position < end ? bytes[position] & 0xFF : -1;
    }

    /** Reads a byte, unsigned. */
    public int u8() {
        if (position >= end) {
            throw unexpectedEnd();
        }
        return bytes[position++] & 0xFF;
    }

    /** Reads a signed 7-bit integer in LEB128, and gives the byte that it is: the code of a type. */
    public int typeCode() {
        int at = position;
        int code = u8();
        if (code >= 0x80) {
            throw new MalformedException(TOO_LONG, at);
        }
        return code;
    }

    /** Reads an unsigned 32-bit integer in LEB128. */
    public int u32() {
        if (position < end) {
            int b = bytes[position];
            if (b >= 0) {
                position++;
                return b;
            }
        }
        return (int) unsigned(Integer.SIZE);
    }

    /** Reads an unsigned 64-bit integer in LEB128. */
    public long u64() {
        if (position < end) {
            int b = bytes[position];
            if (b >= 0) {
                position++;
                return b;
            }
        }
        return unsigned(Long.SIZE);
    }

    /** Reads a signed 32-bit integer in LEB128. */
    public int s32() {
        if (position < end) {
            int b = bytes[position];
            if (b >= 0) {
                position++;
                return b << 25 >> 25;
            }
        }
        return (int) signed(Integer.SIZE);
    }

    /** Reads a signed 33-bit integer in LEB128: a type index where it is not negative. */
    public long s33() {
        return signed(33);
    }

    /** Reads a signed 64-bit integer in LEB128. */
    public long s64() {
        return signed(Long.SIZE);
    }

    /** Reads the bits of a 32-bit float. */
    public int f32Bits() {
        int at = skip(Integer.BYTES);
        return (int) INT.get(bytes, at);
    }

    /** Reads the bits of a 64-bit float. */
    public long f64Bits() {
        int at = skip(Long.BYTES);
        return (long) LONG.get(bytes, at);
    }

    /**
     * Reads the number of elements of a vector: an unsigned integer that cannot exceed the number of bytes after it, since
     * every element has at least one.
     */
    public int count() {
        int count = u32();
        if (Integer.compareUnsigned(count, remaining()) > 0) {
            throw unexpectedEnd();
        }
        return count;
    }

    /** Reads the length of what follows, in bytes: an unsigned integer that cannot exceed the number of bytes after it. */
    public int length() {
        int at = position;
        int length = u32();
        if (Integer.compareUnsigned(length, remaining()) > 0) {
            throw new MalformedException("length out of bounds: " + Integer.toUnsignedString(length), at);
        }
        return length;
    }

    /** Reads a name: a length and so many bytes of UTF-8. */
    public String name() {
        return utf8(length());
    }

    /** Reads so many bytes of UTF-8. */
    public String utf8(int length) {
        int at = skip(length);
        for (int i = at; i < at + length; i++) {
            if (bytes[i] < 0) {
                return decodeUtf8(at, length);
            }
        }
        return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    }

    /** Passes over so many bytes, and gives the offset of the first. */
    public int skip(int count) {
        if (Integer.compareUnsigned(count, remaining()) > 0) {
            throw unexpectedEnd();
        }
        int at = position;
        position += count;
        return at;
    }

    private String decodeUtf8(int at, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, at, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("malformed UTF-8 encoding", at);
        }
    }

    private long unsigned(int bits) {
        int at = position;
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            if (shift >= bits) {
                throw new MalformedException(TOO_LONG, at);
            }
            int b = u8();
            int left = bits - shift;
            if (left < 7 && (b & 0x7F) >>> left != 0) {
                throw new MalformedException(TOO_LARGE, at);
            }
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return value;
            }
        }
    }

    private long signed(int bits) {
        int at = position;
        long value = 0;
        for (int shift = 0; ; ) {
            if (shift >= bits) {
                throw new MalformedException(TOO_LONG, at);
            }
            int b = u8();
            int left = bits - shift;
            int signs = left < 7 ? (b << 25 >> 25) >> (left - 1) : 0;
            if (signs != 0 && signs != -1) {
                throw new MalformedException(TOO_LARGE, at);
            }
            value |= (long) (b & 0x7F) << shift;
            shift += 7;
            if (b < 0x80) {
                return shift < Long.SIZE ? value << (Long.SIZE - shift) >> (Long.SIZE - shift) : value;
            }
        }
    }

    private MalformedException unexpectedEnd() {
        return new MalformedException(UNEXPECTED_END, end);
    }
}
