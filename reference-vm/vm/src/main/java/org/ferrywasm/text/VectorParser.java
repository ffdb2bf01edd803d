package org.ferrywasm.text;

import java.util.Locale;
import org.ferrywasm.numeric.FloatLiteral;
import org.ferrywasm.numeric.IntLiteral;

/** Vector constants: a shape and its lanes (specification, "Vector Instructions"). */
public final class VectorParser {
    private static final int VECTOR_BITS = 128;

    private VectorParser() {}

    /**
     * The bits of a vector.
     *
     * @param low its lower lanes
     * @param high its upper lanes
     */
    public record Vector(long low, long high) {
        /** This vector with the bits of one more lane in it. */
        public Vector with(int lane, int laneBits, long bits) {
            int shift = lane * laneBits;
            long masked = laneBits == Long.SIZE ? bits : bits & ((1L << laneBits) - 1);
            return shift < Long.SIZE
                    ? new Vector(low | masked << shift, high)
                    : new Vector(low, high | masked << shift);
        }
    }

    /** How a vector is divided into lanes. */
    public enum LaneShape {
        I8X16(8, false),
        I16X8(16, false),
        I32X4(32, false),
        I64X2(64, false),
        F32X4(32, true),
        F64X2(64, true);

        private final int bits;
        private final boolean isFloat;

        LaneShape(int bits, boolean isFloat) {
            this.bits = bits;
            this.isFloat = isFloat;
        }

        /** How many bits a lane has. */
        public int bits() {
            return bits;
        }

        /** How many lanes there are. */
        public int lanes() {
            return VECTOR_BITS / bits;
        }

        /** Whether the lanes are floating-point numbers. */
        public boolean isFloat() {
            return isFloat;
        }

        /** Takes the keyword of a shape. */
        public static LaneShape take(Cursor in) {
            for (LaneShape shape : values()) {
                if (in.takeKeyword(shape.name().toLowerCase(Locale.ROOT))) {
                    return shape;
                }
            }
            throw in.unexpected();
        }

        /** Takes one lane, and gives its bits. */
        public long lane(Cursor in) {
            if (!isFloat && in.kind() == TokenKind.FLOAT) {
                throw in.unexpected();
            }
            return in.number("constant out of range", this::parse);
        }

        private Long parse(String token) {
            return switch (this) {
                case I8X16 -> (long) IntLiteral.parseI8(token);
                case I16X8 -> (long) IntLiteral.parseI16(token);
                case I32X4 -> (long) IntLiteral.parseI32(token);
                case I64X2 -> IntLiteral.parseI64(token);
                case F32X4 -> (long) FloatLiteral.parseF32Bits(token);
                case F64X2 -> FloatLiteral.parseF64Bits(token);
            };
        }
    }

    /** Takes a shape and as many lanes as it has. */
    static Vector vector(Cursor in) {
        LaneShape shape = LaneShape.take(in);
        in.requireNumbers(shape.lanes(), "wrong number of lane literals");
        Vector vector = new Vector(0, 0);
        for (int lane = 0; lane < shape.lanes(); lane++) {
            vector = vector.with(lane, shape.bits(), shape.lane(in));
        }
        return vector;
    }
}
