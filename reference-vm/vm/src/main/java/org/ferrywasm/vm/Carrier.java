package org.ferrywasm.vm;

import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.syntax.VecType;
import org.jspecify.annotations.Nullable;

/** The Java classes that typed host functions take and give, with the value types that they carry. */
enum Carrier {
    INT(NumType.I32, Integer.class),
    LONG(NumType.I64, Long.class),
    FLOAT(NumType.F32, Float.class),
    DOUBLE(NumType.F64, Double.class),
    VECTOR(VecType.V128, Val.V128.class),
    FUNC(RefType.FUNCREF, Func.class),
    EXTERN(RefType.EXTERNREF, ExternRef.class),
    ANY(RefType.ANYREF, AnyRef.class),
    EXN(RefType.EXNREF, ExnRef.class);

    private final ValType type;
    private final Class<?> javaClass;

    Carrier(ValType type, Class<?> javaClass) {
        this.type = type;
        this.javaClass = javaClass;
    }

    /**
     * The carrier of a class.
     *
     * @throws TypeMismatchException if there is none
     */
    static Carrier of(Class<?> javaClass) {
        for (Carrier carrier : values()) {
            if (carrier.javaClass == javaClass) {
                return carrier;
            }
        }
        throw new TypeMismatchException("no value type is carried by " + javaClass.getName());
    }

    ValType type() {
        return type;
    }

    @Nullable
    Object toJava(Val value) {
        return switch (value) {
            case Val.I32(int bits) -> bits;
            case Val.I64(long bits) -> bits;
            case Val.F32 number -> number.asFloat();
            case Val.F64 number -> number.asDouble();
            case Val.V128 vector -> vector;
            case Val.Null none -> null;
            case Val.RefVal ref -> ref;
        };
    }

    Val toVal(@Nullable Object value) {
        return switch (value) {
            case Integer number -> Val.i32(number);
            case Long number -> Val.i64(number);
            case Float number -> Val.f32(number);
            case Double number -> Val.f64(number);
            case Val val -> val;
            case null -> {
                if (type instanceof RefType ref && ref.heap() instanceof AbsHeapType top) {
                    yield Val.nullRef(top);
                }
                throw new TypeMismatchException("a host function gave null where an " + type + " is asked for");
            }
            default ->
                throw new TypeMismatchException(
                        "a host function gave a " + value.getClass().getName() + " where an " + type + " is asked for");
        };
    }
}
