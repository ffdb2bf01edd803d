package org.ferrywasm.text.script;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.numeric.FloatLiteral;
import org.ferrywasm.numeric.IntLiteral;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.text.Cursor;
import org.ferrywasm.text.HeapTypes;
import org.ferrywasm.text.TokenKind;
import org.ferrywasm.text.VectorParser.LaneShape;
import org.ferrywasm.text.VectorParser.Vector;
import org.jspecify.annotations.Nullable;

/** The values and expected results of a script. */
final class ConstParser {
    private static final String OUT_OF_RANGE = "constant out of range";
    private static final String REF = "ref.";

    private final Cursor in;

    ConstParser(Cursor in) {
        this.in = in;
    }

    /** Takes an argument. */
    Const constant() {
        int at = in.position();
        if (result() instanceof Result.Value(Const value)) {
            return value;
        }
        throw in.tokens().unexpected(at + 1);
    }

    /** Takes an expected result. */
    Result result() {
        if (!in.takeOpen("either")) {
            return single();
        }
        List<Result> alternatives = new ArrayList<>();
        while (in.isOpen()) {
            alternatives.add(single());
        }
        in.close();
        return new Result.Either(alternatives);
    }

    private Result single() {
        in.open();
        int at = in.position();
        String keyword = in.keyword();
        Result result = switch (keyword) {
            case "i32.const" -> integer(NumType.I32);
            case "i64.const" -> integer(NumType.I64);
            case "f32.const" -> floating(NumType.F32);
            case "f64.const" -> floating(NumType.F64);
            case "v128.const" -> vector();
            case "ref.null" -> nullReference();
            case "ref.host" -> new Result.Value(new Const.RefHost(in.u32()));
            case "ref.extern" ->
                in.isNatural() ? new Result.Value(new Const.RefExtern(in.u32())) : new Result.Ref(AbsHeapType.EXTERN);
            default -> reference(keyword, at);
        };
        in.close();
        return result;
    }

    private Result reference(String keyword, int at) {
        AbsHeapType kind = keyword.startsWith(REF) ? HeapTypes.of(keyword.substring(REF.length())) : null;
        if (kind == null) {
            throw in.tokens().unexpected(at);
        }
        return new Result.Ref(kind);
    }

    private Result nullReference() {
        if (in.isClose()) {
            return new Result.Null();
        }
        AbsHeapType kind = HeapTypes.of(in.keyword());
        if (kind == null) {
            throw in.tokens().unexpected(in.position() - 1);
        }
        return new Result.Value(new Const.RefNull(kind));
    }

    private Result integer(NumType type) {
        if (in.kind() != TokenKind.INTEGER) {
            throw in.unexpected();
        }
        long bits = type == NumType.I32
                ? Integer.toUnsignedLong(in.number(OUT_OF_RANGE, IntLiteral::parseI32))
                : in.number(OUT_OF_RANGE, IntLiteral::parseI64);
        return new Result.Value(new Const.Num(type, bits));
    }

    private Result floating(NumType type) {
        Result nan = nan(type);
        if (nan != null) {
            return nan;
        }
        long bits = type == NumType.F32
                ? Integer.toUnsignedLong(in.number(OUT_OF_RANGE, FloatLiteral::parseF32Bits))
                : in.number(OUT_OF_RANGE, FloatLiteral::parseF64Bits);
        return new Result.Value(new Const.Num(type, bits));
    }

    private @Nullable Result nan(NumType type) {
        if (in.takeKeyword("nan:canonical")) {
            return new Result.Nan(type, true);
        }
        return in.takeKeyword("nan:arithmetic") ? new Result.Nan(type, false) : null;
    }

    private Result vector() {
        LaneShape shape = LaneShape.take(in);
        NumType laneType = shape == LaneShape.F32X4 ? NumType.F32 : NumType.F64;
        List<Result> lanes = new ArrayList<>();
        Vector vector = new Vector(0, 0);
        boolean exact = true;
        for (int lane = 0; lane < shape.lanes(); lane++) {
            if (shape.isFloat()) {
                Result result = floating(laneType);
                lanes.add(result);
                if (result instanceof Result.Value(Const.Num(NumType type, long bits))) {
                    vector = vector.with(lane, shape.bits(), bits);
                } else {
                    exact = false;
                }
            } else {
                vector = vector.with(lane, shape.bits(), shape.lane(in));
            }
        }
        return exact ? new Result.Value(new Const.Vec(vector.low(), vector.high())) : new Result.Lanes(lanes);
    }
}
