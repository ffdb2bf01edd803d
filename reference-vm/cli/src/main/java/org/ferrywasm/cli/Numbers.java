package org.ferrywasm.cli;

import java.util.HexFormat;
import org.ferrywasm.cli.script.Shown;
import org.ferrywasm.numeric.FloatLiteral;
import org.ferrywasm.numeric.IntLiteral;
import org.ferrywasm.numeric.LiteralException;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.ArrayType;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.StructType;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.syntax.VecType;
import org.ferrywasm.vm.Val;

/** Values as a user types and reads them: numbers as in the text format, with {@code inf} and {@code nan:0x…}. */
final class Numbers {
    private static final int VECTOR_DIGITS = 32;
    private static final int HALF_DIGITS = 16;

    private Numbers() {}

    /**
     * The value that an argument stands for.
     *
     * @throws CommandFailure if it is none of this type
     */
    static Val parse(String argument, ValType type) {
        try {
            return switch (type) {
                case NumType number ->
                    switch (number) {
                        case I32 -> Val.i32(IntLiteral.parseI32(argument));
                        case I64 -> Val.i64(IntLiteral.parseI64(argument));
                        case F32 -> new Val.F32(FloatLiteral.parseF32Bits(argument));
                        case F64 -> new Val.F64(FloatLiteral.parseF64Bits(argument));
                    };
                case VecType _ -> vector(argument);
                case RefType reference -> reference(argument, reference);
            };
        } catch (LiteralException e) {
            throw CommandFailure.badUse(
                    argument + ": no value of type " + type + ": " + e.kind().message(), e);
        }
    }

    /** {@return a value as a user reads it} */
    static String print(Val value) {
        return switch (value) {
            case Val.I32(int number) -> Integer.toString(number);
            case Val.I64(long number) -> Long.toString(number);
            case Val.F32(int bits) -> FloatLiteral.printF32(bits);
            case Val.F64(long bits) -> FloatLiteral.printF64(bits);
            case Val.V128(long low, long high) -> "0x%016x%016x".formatted(high, low);
            case Val.Null _ -> "null";
            case Val.RefVal _ -> Shown.value(value);
        };
    }

    private static Val reference(String argument, RefType type) {
        if (type.nullable() && argument.equals("null")) {
            return nullOf(type);
        }
        throw CommandFailure.badUse(argument + ": no value of type " + type
                + (type.nullable() ? ": write null" : ", which cannot be written"));
    }

    private static Val nullOf(RefType type) {
        AbsHeapType top = switch (type.heap()) {
            case AbsHeapType heap -> heap;
            case DefType defined ->
                switch (defined.expand()) {
                    case FuncType _ -> AbsHeapType.FUNC;
                    case StructType _, ArrayType _ -> AbsHeapType.ANY;
                };
            default -> throw new AssertionError("not closed: " + type);
        };
        return Val.nullRef(top);
    }

    private static Val vector(String argument) {
        String digits = argument.startsWith("0x") ? argument.substring(2) : "";
        if (digits.length() != VECTOR_DIGITS || !digits.chars().allMatch(HexFormat::isHexDigit)) {
            throw CommandFailure.badUse(argument + ": no value of type v128: write 0x and 32 hexadecimal digits");
        }
        return Val.v128(
                HexFormat.fromHexDigitsToLong(digits, HALF_DIGITS, VECTOR_DIGITS),
                HexFormat.fromHexDigitsToLong(digits, 0, HALF_DIGITS));
    }
}
