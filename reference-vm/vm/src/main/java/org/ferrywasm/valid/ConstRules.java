package org.ferrywasm.valid;

import org.ferrywasm.binary.InstrReader;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.InvalidException;
import org.ferrywasm.syntax.Opcode;

/** Which instructions a constant expression may have, on top of the rules that all have (specification, "Constant Expressions"). */
final class ConstRules {
    private final Context context;
    private final Place place;
    private final int visibleGlobals;

    /**
     * The rules of one expression.
     *
     * @param visibleGlobals how many globals stand before it
     */
    ConstRules(Context context, Place place, int visibleGlobals) {
        this.context = context;
        this.place = place;
        this.visibleGlobals = visibleGlobals;
    }

    void require(Opcode op, InstrReader in) {
        switch (op) {
            case END, I32_CONST, I64_CONST, F32_CONST, F64_CONST, V128_CONST -> {}
            case REF_NULL, REF_FUNC, REF_I31, ANY_CONVERT_EXTERN, EXTERN_CONVERT_ANY -> {}
            case STRUCT_NEW, STRUCT_NEW_DEFAULT, ARRAY_NEW, ARRAY_NEW_DEFAULT, ARRAY_NEW_FIXED -> {}
            case I32_ADD, I32_SUB, I32_MUL, I64_ADD, I64_SUB, I64_MUL -> {
                if (!context.isEnabled(Feature.EXTENDED_CONST)) {
                    throw notConstant(op + " needs feature " + Feature.EXTENDED_CONST + ", which is off");
                }
            }
            case GLOBAL_GET -> requireConstGlobal(in.index());
            default -> throw notConstant(op.mnemonic());
        }
    }

    private void requireConstGlobal(int index) {
        if (Integer.compareUnsigned(index, visibleGlobals) >= 0) {
            throw place.unknown("global", index);
        }
        if (context.mutableGlobals[index]) {
            throw notConstant("global " + index + " is mutable");
        }
        if (index >= context.importedGlobals && !context.isEnabled(Feature.GC)) {
            throw notConstant("global " + index + " is not imported, which needs feature " + Feature.GC);
        }
    }

    private InvalidException notConstant(String why) {
        return place.invalid("constant expression required: " + why);
    }
}
