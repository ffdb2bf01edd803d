package org.ferrywasm.cli.script;

import java.util.List;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.text.script.Const;
import org.ferrywasm.text.script.Result;
import org.ferrywasm.vm.AnyRef;
import org.ferrywasm.vm.ArrayRef;
import org.ferrywasm.vm.EqRef;
import org.ferrywasm.vm.ExnRef;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.HostRef;
import org.ferrywasm.vm.I31Ref;
import org.ferrywasm.vm.StructRef;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;

/** Compares results with what a script expects of them. Numbers are compared bit by bit. */
final class ResultMatcher {
    private static final int F32_MAGNITUDE = 0x7FFF_FFFF;
    private static final int F32_CANONICAL_NAN = 0x7FC0_0000;
    private static final long F64_MAGNITUDE = 0x7FFF_FFFF_FFFF_FFFFL;
    private static final long F64_CANONICAL_NAN = 0x7FF8_0000_0000_0000L;

    private ResultMatcher() {}

    /** {@return what differs, or null if all results are as expected} */
    static @Nullable String mismatch(List<Val> results, List<Result> expected) {
        boolean same = results.size() == expected.size();
        for (int i = 0; same && i < results.size(); i++) {
            same = matches(results.get(i), expected.get(i));
        }
        return same ? null : "expected " + Shown.results(expected) + ", got " + Shown.values(results);
    }

    private static boolean matches(Val value, Result expected) {
        return switch (expected) {
            case Result.Value(Const constant) -> equal(value, constant);
            case Result.Nan(NumType type, boolean canonical) -> isNan(value, type, canonical);
            case Result.Lanes(List<Result> lanes) -> value instanceof Val.V128 vector && lanesMatch(vector, lanes);
            case Result.Null() -> value instanceof Val.Null;
            case Result.Ref(AbsHeapType kind) -> isReferenceTo(value, kind);
            case Result.Either(List<Result> alternatives) ->
                alternatives.stream().anyMatch(alternative -> matches(value, alternative));
        };
    }

    private static boolean equal(Val value, Const constant) {
        return switch (constant) {
            case Const.Num(NumType type, long bits) ->
                switch (type) {
                    case I32 -> value instanceof Val.I32(int actual) && actual == (int) bits;
                    case I64 -> value instanceof Val.I64(long actual) && actual == bits;
                    case F32 -> value instanceof Val.F32(int actual) && actual == (int) bits;
                    case F64 -> value instanceof Val.F64(long actual) && actual == bits;
                };
            case Const.Vec(long low, long high) -> value.equals(Val.v128(low, high));
            case Const.RefNull(AbsHeapType kind) ->
                value instanceof Val.Null nothing && nothing.hierarchy() == kind.top();
            case Const.RefExtern(int number) ->
                value instanceof ExternRef external
                        && external.isHostObject()
                        && external.value().equals(new HostNumber(number));
            case Const.RefHost(int number) ->
                value instanceof HostRef host && host.value().equals(new HostNumber(number));
        };
    }

    private static boolean isNan(Val value, NumType type, boolean canonical) {
        return switch (type) {
            case F32 ->
                value instanceof Val.F32(int bits)
                        && (bits & (canonical ? F32_MAGNITUDE : F32_CANONICAL_NAN)) == F32_CANONICAL_NAN;
            case F64 ->
                value instanceof Val.F64(long bits)
                        && (bits & (canonical ? F64_MAGNITUDE : F64_CANONICAL_NAN)) == F64_CANONICAL_NAN;
            case I32, I64 -> false;
        };
    }

    private static boolean lanesMatch(Val.V128 vector, List<Result> lanes) {
        boolean wide = lanes.size() == 2;
        for (int i = 0; i < lanes.size(); i++) {
            long half = i < lanes.size() / 2 ? vector.low() : vector.high();
            Val lane = wide ? new Val.F64(half) : new Val.F32((int) (half >>> (i % 2 * Integer.SIZE)));
            if (!matches(lane, lanes.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isReferenceTo(Val value, AbsHeapType kind) {
        return switch (kind) {
            case ANY -> value instanceof AnyRef;
            case EQ -> value instanceof EqRef;
            case I31 -> value instanceof I31Ref;
            case STRUCT -> value instanceof StructRef;
            case ARRAY -> value instanceof ArrayRef;
            case FUNC -> value instanceof Func;
            case EXTERN -> value instanceof ExternRef;
            case EXN -> value instanceof ExnRef;
            case NONE, NOFUNC, NOEXTERN, NOEXN -> false;
        };
    }
}
