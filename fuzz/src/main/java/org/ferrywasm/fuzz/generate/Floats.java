package org.ferrywasm.fuzz.generate;

import java.util.List;
import org.ferrywasm.fuzz.choice.ChoiceSource;

/** Constants of floating point, the interesting ones often. */
final class Floats {
    private static final List<String> SPECIAL = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "0.5",
            "inf",
            "-inf",
            "nan",
            "-nan",
            "2147483648",
            "-2147483649",
            "4294967296",
            "9223372036854775808",
            "-9223372036854777856",
            "18446744073709551616",
            "1e-40",
            "16777217",
            "0x1p-126");

    private Floats() {}

    static String text32(ChoiceSource choices) {
        if (choices.below(2) == 0) {
            return choices.of(SPECIAL);
        }
        float value = Float.intBitsToFloat((int) choices.bits());
        return Float.isFinite(value) ? Float.toHexString(value) : "nan:0x200001";
    }

    static String text64(ChoiceSource choices) {
        if (choices.below(2) == 0) {
            return choices.of(SPECIAL);
        }
        double value = Double.longBitsToDouble(choices.bits());
        return Double.isFinite(value) ? Double.toHexString(value) : "nan:0x4000000000001";
    }
}
