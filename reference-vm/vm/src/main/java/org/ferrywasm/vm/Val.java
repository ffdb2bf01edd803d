package org.ferrywasm.vm;

import org.ferrywasm.syntax.AbsHeapType;

/**
 * A value that host and guest exchange (specification, "Values"): a number, a vector, or a reference. Numbers, vectors
 * and nulls belong to no Store; a reference is a handle and belongs to its own. Floats are compared and kept by their bits, so that a NaN keeps its payload.
 *
 * {@snippet class="org.ferrywasm.examples.FuncExample" region="val"}
 */
public sealed interface Val {

    /** An {@code i32}. */
    static Val i32(int value) {
        return new I32(value);
    }

    /** An {@code i64}. */
    static Val i64(long value) {
        return new I64(value);
    }

    /** An {@code f32}. */
    static Val f32(float value) {
        return new F32(Float.floatToRawIntBits(value));
    }

    /** An {@code f64}. */
    static Val f64(double value) {
        return new F64(Double.doubleToRawLongBits(value));
    }

    /** A {@code v128}: its low and its high half. */
    static Val v128(long low, long high) {
        return new V128(low, high);
    }

    /** The null reference of a type's hierarchy: {@link AbsHeapType#FUNC}, {@link AbsHeapType#EXTERN} and so on. */
    static Null nullRef(AbsHeapType type) {
        return new Null(type.top());
    }

    /**
     * The integer, of an {@code i32}; signed.
     *
     * @throws TypeMismatchException if it is no {@code i32}
     */
    default int asInt() {
        throw mismatch("i32");
    }

    /**
     * The integer, of an {@code i64}; signed.
     *
     * @throws TypeMismatchException if it is no {@code i64}
     */
    default long asLong() {
        throw mismatch("i64");
    }

    /**
     * The number, of an {@code f32}.
     *
     * @throws TypeMismatchException if it is no {@code f32}
     */
    default float asFloat() {
        throw mismatch("f32");
    }

    /**
     * The number, of an {@code f64}.
     *
     * @throws TypeMismatchException if it is no {@code f64}
     */
    default double asDouble() {
        throw mismatch("f64");
    }

    private TypeMismatchException mismatch(String type) {
        return new TypeMismatchException("this value is no " + type + ": " + this);
    }

    /**
     * A 32-bit integer.
     *
     * @param value the integer; signed or not is the guest's affair
     */
    record I32(int value) implements Val {
        @Override
        public int asInt() {
            return value;
        }
    }

    /**
     * A 64-bit integer.
     *
     * @param value the integer; signed or not is the guest's affair
     */
    record I64(long value) implements Val {
        @Override
        public long asLong() {
            return value;
        }
    }

    /**
     * A 32-bit float.
     *
     * @param bits its bits
     */
    record F32(int bits) implements Val {
        @Override
        public float asFloat() {
            return Float.intBitsToFloat(bits);
        }

        @Override
        public String toString() {
            return "F32[" + asFloat() + "]";
        }
    }

    /**
     * A 64-bit float.
     *
     * @param bits its bits
     */
    record F64(long bits) implements Val {
        @Override
        public double asDouble() {
            return Double.longBitsToDouble(bits);
        }

        @Override
        public String toString() {
            return "F64[" + asDouble() + "]";
        }
    }

    /**
     * A 128-bit vector.
     *
     * @param low the bits of its lower lanes
     * @param high the bits of its upper lanes
     */
    record V128(long low, long high) implements Val {}

    /** A reference. */
    sealed interface RefVal extends Val permits Null, Func, ExternRef, AnyRef, ExnRef {}

    /**
     * A null reference.
     *
     * @param hierarchy the top of the hierarchy that it belongs to: {@code any}, {@code func}, {@code extern} or {@code exn}
     */
    record Null(AbsHeapType hierarchy) implements RefVal {
        /** A null reference of a hierarchy, named by its top. */
        public Null {
            if (hierarchy != hierarchy.top()) {
                throw new IllegalArgumentException(hierarchy + " is not the top of a hierarchy");
            }
        }
    }
}
