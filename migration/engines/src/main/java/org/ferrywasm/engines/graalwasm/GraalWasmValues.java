package org.ferrywasm.engines.graalwasm;

import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import org.ferrywasm.contract.spi.V128;
import org.ferrywasm.contract.spi.ValueType;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.ByteSequence;
import org.jspecify.annotations.Nullable;

/** Values as the Context of a Store passes them. */
record GraalWasmValues(GraalWasmStore store) {
    /** {@code (func (export "v") (param i64 i64) (result v128) …)}, since hosts cannot make vectors themselves. */
    private static final Source VECTOR_MAKER = Source.newBuilder(
                    "wasm",
                    ByteSequence.create(HexFormat.of()
                            .parseHex("0061736d01000000010701" + "60027e7e017b" + "03020100" + "0705010176" + "0000"
                                    + "0a0d010b00" + "2000fd12" + "2001fd1e01" + "0b")),
                    "vector")
            .buildLiteral();

    /** The kit's values for the guest. */
    @Nullable
    Object[] toGuest(@Nullable Object[] values) {
        @Nullable Object[] converted = new @Nullable Object[values.length];
        for (int i = 0; i < values.length; i++) {
            converted[i] = toGuest(values[i]);
        }
        return converted;
    }

    /** A value of the kit's for the guest. */
    Object toGuest(@Nullable Object value) {
        return switch (value) {
            case null -> store.api().getMember("ref_null");
            case V128(long low, long high) -> vector(low, high);
            case GraalWasmFunction function -> function.value();
            case GraalWasmReference(Object object) -> object;
            default -> value;
        };
    }

    private Value vector(long low, long high) {
        Value exports = store.context().eval(VECTOR_MAKER).newInstance().getMember("exports");
        return exports.getMember("v").execute(low, high);
    }

    /** What a function has returned, as the kit's values. */
    @Nullable
    Object[] results(List<String> types, Value result) {
        @Nullable Object[] read = new @Nullable Object[types.size()];
        for (int i = 0; i < read.length; i++) {
            read[i] = fromGuest(types.get(i), read.length == 1 ? result : result.getArrayElement(i));
        }
        return read;
    }

    /** What a host function is given, as the kit's values. */
    @Nullable
    Object[] arguments(List<ValueType> types, Value[] arguments) {
        @Nullable Object[] read = new @Nullable Object[arguments.length];
        for (int i = 0; i < read.length; i++) {
            read[i] = fromGuest(name(types.get(i)), arguments[i]);
        }
        return read;
    }

    /** A guest's value as the kit's, by its type in GraalWasm's words. */
    @Nullable
    Object fromGuest(String type, Value value) {
        return switch (type) {
            case "i32" -> value.asInt();
            case "i64" -> value.asLong();
            case "f32" -> value.asFloat();
            case "f64" -> value.asDouble();
            case "v128" ->
                new V128(
                        value.readBufferLong(ByteOrder.LITTLE_ENDIAN, 0),
                        value.readBufferLong(ByteOrder.LITTLE_ENDIAN, Long.BYTES));
            default -> reference(value);
        };
    }

    /** A reference: a function, an object, or null. */
    @Nullable
    Object reference(Value value) {
        if (value.isNull()) {
            return null;
        }
        return value.canExecute() ? new GraalWasmFunction(store, value) : new GraalWasmReference(value.asHostObject());
    }

    private static String name(ValueType type) {
        return switch (type) {
            case I32 -> "i32";
            case I64 -> "i64";
            case F32 -> "f32";
            case F64 -> "f64";
            case V128 -> "v128";
            case FUNCREF -> "anyfunc";
            case EXTERNREF -> "externref";
            case ANYREF, EXNREF -> throw new UnsupportedOperationException("GraalWasm has no " + type);
        };
    }
}
