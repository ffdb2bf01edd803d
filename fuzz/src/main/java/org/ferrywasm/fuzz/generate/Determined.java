package org.ferrywasm.fuzz.generate;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.Opcode;

/**
 * Closes what the specification leaves open, so that engines can be compared: each NaN that arithmetic gives becomes the canonical
 * one, and relaxed instructions have operands on which all that they may do agrees.
 */
final class Determined {
    private static final String FUNCTIONS = """
        (func $canonical32 (param f32) (result f32)
          (select (f32.const nan) (local.get 0) (f32.ne (local.get 0) (local.get 0))))
        (func $canonical64 (param f64) (result f64)
          (select (f64.const nan) (local.get 0) (f64.ne (local.get 0) (local.get 0))))
        """;

    private static final String VECTOR_FUNCTIONS = """
        (func $canonical32x4 (param v128) (result v128)
          (v128.bitselect (local.get 0) (v128.const f32x4 nan nan nan nan) (f32x4.eq (local.get 0) (local.get 0))))
        (func $canonical64x2 (param v128) (result v128)
          (v128.bitselect (local.get 0) (v128.const f64x2 nan nan) (f64x2.eq (local.get 0) (local.get 0))))
        """;

    /** What copies or makes bits, a NaN's among them, as the specification says exactly; or makes none. */
    private static final Pattern EXACT = Pattern.compile(
            "const|abs|neg|copysign|splat|pmin|pmax|eq|ne|lt|gt|le|ge" + "|reinterpret_.*|load.*|convert_.*|.*_lane");

    private static final String LOW_BITS_16 =
            "v128.const i16x8 0x7fff 0x7fff 0x7fff 0x7fff 0x7fff 0x7fff 0x7fff 0x7fff";

    private Determined() {}

    /** The functions that make NaNs canonical. */
    static String functions(Language language) {
        return language.has(Feature.SIMD) ? FUNCTIONS + VECTOR_FUNCTIONS : FUNCTIONS;
    }

    /** What is to be called behind a row, if it can give a NaN of any bits. */
    static Optional<String> result(Opcode row) {
        String name = row.mnemonic();
        String type = name.substring(0, Math.max(0, name.indexOf('.')));
        String operation = name.substring(name.indexOf('.') + 1);
        boolean isArithmetic = switch (row.shape()) {
            case NUMERIC, VECTOR -> row.results().size() == 1;
            default -> false;
        };
        if (!isArithmetic || EXACT.matcher(operation).matches()) {
            return Optional.empty();
        }
        boolean isVector = row.results().getFirst().toString().equals("v128");
        return switch (type) {
            case "f32" -> Optional.of("call $canonical32");
            case "f64" -> Optional.of("call $canonical64");
            case "f32x4" -> isVector ? Optional.of("call $canonical32x4") : Optional.empty();
            case "f64x2" -> isVector ? Optional.of("call $canonical64x2") : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** What makes an operand of a relaxed row one on which all engines agree. */
    static List<String> operand(Opcode row, int index) {
        if (row.feature() != Feature.RELAXED_SIMD) {
            return List.of();
        }
        String name = row.mnemonic();
        String operation = name.substring(name.indexOf('.') + 1);
        boolean isNarrow = name.startsWith("f32x4") || operation.contains("f32x4");
        return switch (operation) {
            case "relaxed_swizzle" -> index == 1 ? List.of("i32.const 4", "i8x16.shr_u") : List.of();
            case "relaxed_laneselect" ->
                index == 2
                        ? List.of("i32.const " + (laneBits(name) - 1), name.substring(0, name.indexOf('.')) + ".shr_s")
                        : List.of();
            case "relaxed_q15mulr_s" -> List.of(LOW_BITS_16, "v128.and");
            case "relaxed_dot_i8x16_i7x16_s", "relaxed_dot_i8x16_i7x16_add_s" ->
                index == 1 ? List.of("i32.const 1", "i8x16.shr_u") : List.of();
            default ->
                List.of(
                        "i32.const 20",
                        operation.endsWith("_u") || operation.endsWith("_u_zero") ? "i32x4.shr_u" : "i32x4.shr_s",
                        isNarrow ? "f32x4.convert_i32x4_s" : "f64x2.convert_low_i32x4_s");
        };
    }

    private static int laneBits(String name) {
        return switch (name.substring(0, name.indexOf('.'))) {
            case "i8x16" -> 8;
            case "i16x8" -> 16;
            case "i32x4" -> 32;
            default -> 64;
        };
    }
}
