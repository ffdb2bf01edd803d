package org.ferrywasm.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ferrywasm.code.Lop;
import org.ferrywasm.numeric.ArithmeticTrap;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.syntax.Op;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every numeric instruction of the table that has one result. */
final class NumericOpsTest {
    private static final int ROUNDS = 1000;
    private static final long GARBAGE = 0x5A5A_5A5A_0000_0000L;

    private final SeededSlots values = new SeededSlots(new Random(20));

    private static Stream<Opcode> rows(int operands) {
        return Arrays.stream(Opcode.values())
                .filter(op -> op.shape() == Shape.NUMERIC
                        && op.operands().size() == operands
                        && op.results().size() == 1);
    }

    static Stream<Opcode> unaryRows() {
        return rows(1);
    }

    static Stream<Opcode> binaryRows() {
        return rows(2);
    }

    @ParameterizedTest
    @MethodSource("unaryRows")
    void computesFromOneOperand(Opcode op) {
        for (int i = 0; i < ROUNDS; i++) {
            long a = values.slots(1)[0];
            check(op, a, 0, () -> NumericOps.unary(op.code() & Lop.NUMBER_MASK, a));
        }
    }

    @ParameterizedTest
    @MethodSource("binaryRows")
    void computesFromTwoOperands(Opcode op) {
        for (int i = 0; i < ROUNDS; i++) {
            long[] slots = values.slots(2);
            long a = slots[0];
            long b = slots[1];
            check(op, a, b, () -> NumericOps.binary(op.code() & Lop.NUMBER_MASK, a, b));
        }
    }

    private static void check(Opcode op, long a, long b, LongSupplier execution) {
        Supplier<String> what = () -> "%s of %016x and %016x".formatted(op, a, b);
        long expected;
        try {
            expected = NumericModel.result(op, a, b);
        } catch (TrapSignal signal) {
            assertThatThrownBy(execution::getAsLong)
                    .as(what)
                    .isInstanceOfSatisfying(
                            ArithmeticTrap.class,
                            trap -> assertThat(NumericOps.kind(trap)).isEqualTo(signal.kind()));
            return;
        }
        long actual = execution.getAsLong();
        assertThat(NumericModel.same(op, expected, actual))
                .as(() -> "%s gives %016x, not %016x".formatted(what.get(), actual, expected))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void everyArithmeticTrapIsATrapWithTheSameWords(ArithmeticTrap.Kind kind) {
        assertThat(NumericOps.kind(new ArithmeticTrap(kind))).hasToString(kind.message());
    }

    @Test
    void i31KeepsThirtyOneBits() {
        long minusOne = NumericOps.unary(Op.REF_I31 & Lop.NUMBER_MASK, GARBAGE | 0xFFFF_FFFFL);
        assertThat(minusOne).isEqualTo(Ref.i31(-1));
        assertThat((int) NumericOps.unary(Op.I31_GET_S & Lop.NUMBER_MASK, minusOne))
                .isEqualTo(-1);
        assertThat((int) NumericOps.unary(Op.I31_GET_U & Lop.NUMBER_MASK, minusOne))
                .isEqualTo(0x7FFF_FFFF);
        long zero = NumericOps.unary(Op.REF_I31 & Lop.NUMBER_MASK, GARBAGE | 0x8000_0000L);
        assertThat((int) NumericOps.unary(Op.I31_GET_S & Lop.NUMBER_MASK, zero)).isZero();
        assertThat((int) NumericOps.unary(Op.I31_GET_U & Lop.NUMBER_MASK, zero)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {Op.I31_GET_S, Op.I31_GET_U})
    void readingNullAsI31Traps(int code) {
        assertThatThrownBy(() -> NumericOps.unary(code & Lop.NUMBER_MASK, Ref.NULL))
                .isInstanceOf(TrapSignal.class)
                .hasMessage("null i31 reference");
    }

    @Test
    void canonicalisesNansAlone() {
        assertThat((int) NumericOps.unary(Lop.CANONICALISE_F32, GARBAGE | 0xFFA0_0001L))
                .isEqualTo(0x7FC0_0000);
        assertThat((int) NumericOps.unary(Lop.CANONICALISE_F32, GARBAGE | 0xFF80_0000L))
                .isEqualTo(0xFF80_0000);
        assertThat(NumericOps.unary(Lop.CANONICALISE_F64, 0xFFF4_0000_0000_0001L))
                .isEqualTo(0x7FF8_0000_0000_0000L);
        assertThat(NumericOps.unary(Lop.CANONICALISE_F64, 0xFFF0_0000_0000_0000L))
                .isEqualTo(0xFFF0_0000_0000_0000L);
    }

    @Test
    void knowsNothingElse() {
        for (int code : new int[] {Op.I32_CONST, Op.I64_ADD128, Op.STRUCT_NEW, Op.I32_ADD}) {
            int number = code & Lop.NUMBER_MASK;
            assertThatThrownBy(() -> NumericOps.unary(number, 0))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("no numeric instruction has the number 0x" + Integer.toHexString(number));
        }
        assertThatThrownBy(() -> NumericOps.binary(Op.I32_CLZ, 0, 0)).isInstanceOf(AssertionError.class);
    }
}
