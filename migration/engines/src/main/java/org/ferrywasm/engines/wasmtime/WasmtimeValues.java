package org.ferrywasm.engines.wasmtime;

import io.github.kawamuray.wasmtime.Val;
import java.util.List;
import org.ferrywasm.contract.spi.ValueType;
import org.jspecify.annotations.Nullable;

/** Values as the binding passes them: numbers. */
final class WasmtimeValues {
    private WasmtimeValues() {}

    /** The kit's values as the binding's. */
    static Val[] of(@Nullable Object[] values) {
        Val[] converted = new Val[values.length];
        for (int i = 0; i < values.length; i++) {
            converted[i] = of(values[i]);
        }
        return converted;
    }

    /** A value of the kit's as the binding's. */
    static Val of(@Nullable Object value) {
        return switch (value) {
            case Integer number -> Val.fromI32(number);
            case Long number -> Val.fromI64(number);
            case Float number -> Val.fromF32(number);
            case Double number -> Val.fromF64(number);
            case null, default -> throw new UnsupportedOperationException("wasmtime-java passes numbers only");
        };
    }

    /** The binding's values as the kit's. */
    static @Nullable Object[] read(Val[] values) {
        @Nullable Object[] read = new @Nullable Object[values.length];
        for (int i = 0; i < values.length; i++) {
            read[i] = read(values[i]);
        }
        return read;
    }

    /** A value of the binding's as the kit's. */
    static Object read(Val value) {
        return switch (value.getType()) {
            case I32 -> value.i32();
            case I64 -> value.i64();
            case F32 -> value.f32();
            case F64 -> value.f64();
            case V128, FUNC_REF, EXTERN_REF ->
                throw new UnsupportedOperationException("wasmtime-java passes numbers only");
        };
    }

    /** Types of the kit's as the binding's. */
    static Val.Type[] types(List<ValueType> types) {
        return types.stream().map(WasmtimeValues::type).toArray(Val.Type[]::new);
    }

    private static Val.Type type(ValueType type) {
        return switch (type) {
            case I32 -> Val.Type.I32;
            case I64 -> Val.Type.I64;
            case F32 -> Val.Type.F32;
            case F64 -> Val.Type.F64;
            case V128 -> Val.Type.V128;
            case FUNCREF -> Val.Type.FUNC_REF;
            case EXTERNREF -> Val.Type.EXTERN_REF;
            case ANYREF, EXNREF -> throw new UnsupportedOperationException("wasmtime-java has no " + type);
        };
    }
}
