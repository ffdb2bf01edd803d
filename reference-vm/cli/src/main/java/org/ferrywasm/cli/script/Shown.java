package org.ferrywasm.cli.script;

import java.util.List;
import java.util.stream.Collectors;
import org.ferrywasm.numeric.FloatLiteral;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.text.script.Const;
import org.ferrywasm.text.script.Result;
import org.ferrywasm.vm.AnyRef;
import org.ferrywasm.vm.ArrayRef;
import org.ferrywasm.vm.ExnRef;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.HostRef;
import org.ferrywasm.vm.I31Ref;
import org.ferrywasm.vm.StructRef;
import org.ferrywasm.vm.Val;

/** Values and expectations as text, in the notation of scripts. */
public final class Shown {
    private Shown() {}

    /** {@return values in the notation of scripts, such as {@code (i32.const 7)}} */
    public static String values(List<Val> values) {
        return values.isEmpty() ? "nothing" : values.stream().map(Shown::value).collect(Collectors.joining(" "));
    }

    /** {@return a value in the notation of scripts} */
    public static String value(Val value) {
        return switch (value) {
            case Val.I32(int number) -> "(i32.const " + number + ")";
            case Val.I64(long number) -> "(i64.const " + number + ")";
            case Val.F32(int bits) -> "(f32.const " + FloatLiteral.printF32(bits) + ")";
            case Val.F64(long bits) -> "(f64.const " + FloatLiteral.printF64(bits) + ")";
            case Val.V128(long low, long high) -> "(v128.const i64x2 0x%016x 0x%016x)".formatted(low, high);
            case Val.Null(AbsHeapType hierarchy) -> "(ref.null " + hierarchy + ")";
            case Func _ -> "(ref.func)";
            case ExternRef external ->
                external.isHostObject() && external.value() instanceof HostNumber(int number)
                        ? "(ref.extern " + number + ")"
                        : "(ref.extern)";
            case ExnRef _ -> "(ref.exn)";
            case AnyRef any -> anyRef(any);
        };
    }

    private static String anyRef(AnyRef any) {
        return switch (any) {
            case I31Ref(int number) -> "(ref.i31 " + number + ")";
            case StructRef _ -> "(ref.struct)";
            case ArrayRef _ -> "(ref.array)";
            case HostRef host ->
                host.value() instanceof HostNumber(int number) ? "(ref.host " + number + ")" : "(ref.host)";
        };
    }

    static String results(List<Result> results) {
        return results.isEmpty()
                ? "nothing"
                : results.stream().map(Shown::result).collect(Collectors.joining(" "));
    }

    private static String result(Result result) {
        return switch (result) {
            case Result.Value(Const constant) -> constant(constant);
            case Result.Nan(NumType type, boolean canonical) ->
                "(" + type + ".const nan:" + (canonical ? "canonical" : "arithmetic") + ")";
            case Result.Lanes(List<Result> lanes) -> "(v128.const " + results(lanes) + ")";
            case Result.Null() -> "(ref.null)";
            case Result.Ref(AbsHeapType kind) -> "(ref." + kind + ")";
            case Result.Either(List<Result> alternatives) -> "(either " + results(alternatives) + ")";
        };
    }

    private static String constant(Const constant) {
        return switch (constant) {
            case Const.Num(NumType type, long bits) ->
                switch (type) {
                    case I32 -> value(Val.i32((int) bits));
                    case I64 -> value(Val.i64(bits));
                    case F32 -> value(new Val.F32((int) bits));
                    case F64 -> value(new Val.F64(bits));
                };
            case Const.Vec(long low, long high) -> value(Val.v128(low, high));
            case Const.RefNull(var type) -> "(ref.null " + type + ")";
            case Const.RefExtern(int number) -> "(ref.extern " + number + ")";
            case Const.RefHost(int number) -> "(ref.host " + number + ")";
        };
    }
}
