package org.ferrywasm.engines.endive;

import java.util.List;
import org.ferrywasm.contract.spi.V128;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.CallResult;
import run.endive.runtime.Instance;
import run.endive.wasm.types.ValType;
import run.endive.wasm.types.Value;

/**
 * Values as Endive passes them: a long for each, two for a vector, and beside it an object for each reference that is one.
 *
 * @param longs numbers, and indices of functions
 * @param objects objects, in the places of their longs
 */
record EndiveValues(long[] longs, @Nullable Object[] objects) {
    /** Values of the kit's. */
    static EndiveValues of(@Nullable Object[] values) {
        int slots = values.length;
        for (Object value : values) {
            slots += value instanceof V128 ? 1 : 0;
        }
        long[] longs = new long[slots];
        @Nullable Object[] objects = new @Nullable Object[slots];
        int slot = 0;
        for (Object value : values) {
            if (value instanceof V128(long low, long high)) {
                longs[slot++] = low;
                longs[slot++] = high;
            } else {
                objects[slot] = object(value);
                longs[slot++] = bits(value);
            }
        }
        return new EndiveValues(longs, objects);
    }

    /** Endive's values as the kit's. */
    static @Nullable Object[] read(List<ValType> types, CallResult values, Instance instance) {
        @Nullable Object[] read = new @Nullable Object[types.size()];
        int slot = 0;
        for (int i = 0; i < read.length; i++) {
            ValType type = types.get(i);
            if (type.equals(ValType.V128)) {
                read[i] = new V128(values.longResult(slot), values.longResult(slot + 1));
                slot += 2;
            } else if (type.isObjectRef()) {
                read[i] = reference(values.refResult(slot++));
            } else {
                read[i] = scalar(type, values.longResult(slot++), instance);
            }
        }
        return read;
    }

    /** A value that is a long and no object. */
    static @Nullable Object scalar(ValType type, long bits, Instance instance) {
        return switch (type.opcode()) {
            case ValType.ID.I32 -> (int) bits;
            case ValType.ID.I64 -> bits;
            case ValType.ID.F32 -> Value.longToFloat(bits);
            case ValType.ID.F64 -> Value.longToDouble(bits);
            default -> reference(type, (int) bits, instance);
        };
    }

    /** A reference that is an object. */
    static @Nullable EndiveReference reference(@Nullable Object object) {
        return object == null ? null : new EndiveReference(object);
    }

    /** The long of a value. */
    static long bits(@Nullable Object value) {
        return switch (value) {
            case null -> Value.REF_NULL_VALUE;
            case Integer number -> number;
            case Long number -> number;
            case Float number -> Value.floatToLong(number);
            case Double number -> Value.doubleToLong(number);
            case EndiveFunction function -> function.index();
            case EndiveException exception -> exception.index();
            case EndiveReference _ -> 0;
            default -> throw new IllegalArgumentException(value + " is no value");
        };
    }

    /** The object of a value, if it has one. */
    static @Nullable Object object(@Nullable Object value) {
        return value instanceof EndiveReference(Object object) ? object : null;
    }

    private static @Nullable Object reference(ValType type, int index, Instance instance) {
        if (index == Value.REF_NULL_VALUE) {
            return null;
        }
        return type.typeIdx() == ValType.ExnRef.typeIdx()
                ? new EndiveException(index)
                : EndiveFunction.ofIndex(instance, index);
    }
}
