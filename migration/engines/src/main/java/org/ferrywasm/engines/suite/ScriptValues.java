package org.ferrywasm.engines.suite;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.spi.V128;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.text.script.Const;
import org.ferrywasm.text.script.Result;
import org.jspecify.annotations.Nullable;

/** The values of a script in a Store, and how they compare. Numbers are compared bit by bit. */
final class ScriptValues {
    private static final int F32_MAGNITUDE = 0x7FFF_FFFF;
    private static final int F32_CANONICAL_NAN = 0x7FC0_0000;
    private static final long F64_MAGNITUDE = 0x7FFF_FFFF_FFFF_FFFFL;
    private static final long F64_CANONICAL_NAN = 0x7FF8_0000_0000_0000L;

    private final TestedStore store;
    private final Map<Integer, TestedReference> references = new HashMap<>();

    ScriptValues(TestedStore store) {
        this.store = store;
    }

    /** Values as an engine's adapter takes them. */
    @Nullable
    Object[] of(List<Const> constants) {
        return constants.stream().map(this::of).toArray();
    }

    private @Nullable Object of(Const constant) {
        return switch (constant) {
            case Const.Num(NumType type, long bits) ->
                switch (type) {
                    case I32 -> (int) bits;
                    case I64 -> bits;
                    case F32 -> Float.intBitsToFloat((int) bits);
                    case F64 -> Double.longBitsToDouble(bits);
                };
            case Const.Vec(long low, long high) -> new V128(low, high);
            case Const.RefNull _ -> null;
            case Const.RefExtern(int number) -> reference(number);
            case Const.RefHost(int number) -> reference(number);
        };
    }

    private TestedReference reference(int number) {
        return references.computeIfAbsent(number, n -> store.reference(new HostNumber(n)));
    }

    /** Compares results with what a script expects. */
    Judgement judge(@Nullable Object[] results, List<Result> expected) {
        if (results.length != expected.size()) {
            return Judgement.failed("expected " + expected.size() + " results, got " + show(results));
        }
        Judgement judgement = Judgement.PASSED;
        for (int i = 0; i < results.length; i++) {
            if (!matches(results[i], expected.get(i))) {
                return Judgement.failed("expected " + expected + ", got " + show(results));
            }
            if (expected.get(i) instanceof Result.Ref(AbsHeapType kind) && !isTold(kind)) {
                judgement = Judgement.skipped("hosts cannot tell a reference to " + kind + " from others");
            }
        }
        return judgement;
    }

    private static boolean matches(@Nullable Object value, Result expected) {
        return switch (expected) {
            case Result.Value(Const constant) -> equal(value, constant);
            case Result.Nan(NumType type, boolean canonical) -> isNan(value, type, canonical);
            case Result.Lanes(List<Result> lanes) -> value instanceof V128 vector && lanesMatch(vector, lanes);
            case Result.Null() -> value == null;
            case Result.Ref(AbsHeapType kind) ->
                kind == AbsHeapType.FUNC ? value instanceof TestedFunction : value instanceof TestedReference;
            case Result.Either(List<Result> alternatives) ->
                alternatives.stream().anyMatch(alternative -> matches(value, alternative));
        };
    }

    /** Whether it is enough to know that a value is a reference and no function, since the function's type says the rest. */
    private static boolean isTold(AbsHeapType kind) {
        return switch (kind) {
            case FUNC, EXTERN, ANY, EXN -> true;
            case EQ, I31, STRUCT, ARRAY, NONE, NOFUNC, NOEXTERN, NOEXN -> false;
        };
    }

    private static boolean equal(@Nullable Object value, Const constant) {
        return switch (constant) {
            case Const.Num(NumType type, long bits) ->
                switch (type) {
                    case I32 -> value instanceof Integer actual && actual == (int) bits;
                    case I64 -> value instanceof Long actual && actual == bits;
                    case F32 -> value instanceof Float actual && Float.floatToRawIntBits(actual) == (int) bits;
                    case F64 -> value instanceof Double actual && Double.doubleToRawLongBits(actual) == bits;
                };
            case Const.Vec(long low, long high) -> new V128(low, high).equals(value);
            case Const.RefNull _ -> value == null;
            case Const.RefExtern(int number) -> isHost(value, number);
            case Const.RefHost(int number) -> isHost(value, number);
        };
    }

    private static boolean isHost(@Nullable Object value, int number) {
        return value instanceof TestedReference reference && reference.host().equals(new HostNumber(number));
    }

    private static boolean isNan(@Nullable Object value, NumType type, boolean canonical) {
        return switch (type) {
            case F32 ->
                value instanceof Float number
                        && (Float.floatToRawIntBits(number) & (canonical ? F32_MAGNITUDE : F32_CANONICAL_NAN))
                                == F32_CANONICAL_NAN;
            case F64 ->
                value instanceof Double number
                        && (Double.doubleToRawLongBits(number) & (canonical ? F64_MAGNITUDE : F64_CANONICAL_NAN))
                                == F64_CANONICAL_NAN;
            case I32, I64 -> false;
        };
    }

    private static boolean lanesMatch(V128 vector, List<Result> lanes) {
        boolean wide = lanes.size() == 2;
        for (int i = 0; i < lanes.size(); i++) {
            long half = i < lanes.size() / 2 ? vector.low() : vector.high();
            Object lane = wide
                    ? Double.longBitsToDouble(half)
                    : (Object) Float.intBitsToFloat((int) (half >>> (i % 2 * Integer.SIZE)));
            if (!matches(lane, lanes.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Values in a line. */
    static String show(@Nullable Object[] values) {
        return Arrays.stream(values).map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }

    /**
     * The host object behind {@code (ref.extern n)} and {@code (ref.host n)}.
     *
     * @param number the number by which scripts know it
     */
    private record HostNumber(int number) {}
}
