package org.ferrywasm.engines.chicory;

import com.dylibso.chicory.wasm.types.TypeSection;
import com.dylibso.chicory.wasm.types.ValType;
import com.dylibso.chicory.wasm.types.ValType.TypeIdxCode;
import com.dylibso.chicory.wasm.types.Value;
import java.util.List;
import org.ferrywasm.contract.spi.V128;
import org.jspecify.annotations.Nullable;

/** Values as Chicory passes them: a long for each, two for a vector. */
final class ChicoryValues {
    private ChicoryValues() {}

    /** The longs of the kit's values. */
    static long[] of(@Nullable Object[] values) {
        int slots = values.length;
        for (Object value : values) {
            slots += value instanceof V128 ? 1 : 0;
        }
        long[] longs = new long[slots];
        int slot = 0;
        for (Object value : values) {
            if (value instanceof V128(long low, long high)) {
                longs[slot++] = low;
                longs[slot++] = high;
            } else {
                longs[slot++] = bits(value);
            }
        }
        return longs;
    }

    /**
     * Chicory's values as the kit's.
     *
     * @param types their types
     * @param longs the values; null if there are none
     * @param owner the instance that indices are of
     */
    static @Nullable Object[] read(List<ValType> types, long @Nullable [] longs, ChicoryInstance owner) {
        @Nullable Object[] read = new @Nullable Object[types.size()];
        int slot = 0;
        for (int i = 0; i < read.length; i++) {
            ValType type = types.get(i);
            if (type.equals(ValType.V128)) {
                read[i] = new V128(longs[slot], longs[slot + 1]);
                slot += 2;
            } else {
                read[i] = scalar(type, longs[slot++], owner);
            }
        }
        return read;
    }

    /** A value that is one long. */
    static @Nullable Object scalar(ValType type, long bits, ChicoryInstance owner) {
        return switch (type.opcode()) {
            case ValType.ID.I32 -> (int) bits;
            case ValType.ID.I64 -> bits;
            case ValType.ID.F32 -> Value.longToFloat(bits);
            case ValType.ID.F64 -> Value.longToDouble(bits);
            default -> isFunction(type, owner) ? function(bits, owner) : reference(bits, owner.objects());
        };
    }

    /** A function, or null. */
    static @Nullable ChicoryFunction function(long bits, ChicoryInstance owner) {
        return bits == Value.REF_NULL_VALUE ? null : ChicoryFunction.ofIndex(owner, (int) bits);
    }

    /** A reference to something that is no function, or null. */
    static @Nullable ChicoryReference reference(long bits, HostObjects objects) {
        return bits == Value.REF_NULL_VALUE ? null : new ChicoryReference(bits, objects);
    }

    /** The long of a value. */
    static long bits(@Nullable Object value) {
        return switch (value) {
            case null -> Value.REF_NULL_VALUE;
            case Integer number -> number;
            case Long number -> number;
            case Float number -> Value.floatToLong(number);
            case Double number -> Value.doubleToLong(number);
            case ChicoryFunction function -> function.index();
            case ChicoryReference reference -> reference.bits();
            default -> throw new IllegalArgumentException(value + " is no value");
        };
    }

    /** Whether references of a type are functions: by its name, or by what it is in the instance's module. */
    private static boolean isFunction(ValType type, ChicoryInstance owner) {
        int heapType = type.typeIdx();
        if (heapType < 0) {
            return heapType == TypeIdxCode.FUNC.code() || heapType == TypeIdxCode.NOFUNC.code();
        }
        TypeSection types = owner.instance().module().typeSection();
        return types.getSubType(heapType).compType().funcType() != null;
    }
}
