package org.ferrywasm.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ferrywasm.code.Lop;
import org.ferrywasm.syntax.Imm;
import org.ferrywasm.syntax.Op;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.Shape;
import org.ferrywasm.syntax.ValType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every vector instruction of the table, with its operands and its result in every place, overlapping ones included. */
final class VectorOpsTest {
    private static final int BASE = 2;
    private static final int SLOTS = 8;
    private static final int PC = 3;
    private static final int SHUFFLE_LANES = 32;

    private final SeededSlots values = new SeededSlots(new Random(20));

    static Stream<Opcode> rows() {
        return Arrays.stream(Opcode.values()).filter(op -> op.shape() == Shape.VECTOR && op != Opcode.V128_CONST);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void computesWhereverItsOperandsStand(Opcode op) {
        List<ValType> operands = op.operands();
        for (int d : places(op.results(), 0)) {
            for (int a : places(operands, 0)) {
                for (int b : places(operands, 1)) {
                    for (int c : places(operands, 2)) {
                        check(op, d, a, b, c);
                    }
                }
            }
        }
    }

    /** The slots where a value may begin so that its last one is in the frame; lowering gives the base for no operand. */
    private static int[] places(List<ValType> types, int index) {
        int slots = index < types.size() ? types.get(index).slots() : SLOTS - BASE;
        int[] places = new int[SLOTS - BASE - slots + 1];
        Arrays.setAll(places, i -> BASE + i);
        return places;
    }

    private void check(Opcode op, int d, int a, int b, int c) {
        long[] before = values.slots(SLOTS);
        int[] lanes = lanes(op);
        int[] code = new int[PC + 4];
        if (op.immediates() == Imm.SHUFFLE) {
            for (int i = 0; i < lanes.length; i++) {
                code[PC + i / 4] |= lanes[i] << (i % 4 * 8);
            }
        } else {
            code[PC] = c - BASE;
            code[PC + 1] = lanes[0];
        }
        long[] expected = VectorModel.result(op, lanes, pair(before, a), pair(before, b), pair(before, c));
        long[] after = before.clone();
        VectorOps.execute(op.code() & Lop.NUMBER_MASK, after, d, a, b, BASE, code, PC);
        Supplier<String> what = () -> "%s with d=%d a=%d b=%d c=%d of %s gives %s, not %s"
                .formatted(op, d, a, b, c, hex(before), hex(pair(after, d)), hex(expected));
        assertThat(VectorModel.same(op, expected, pair(after, d))).as(what).isTrue();
        System.arraycopy(after, d, before, d, op.results().getFirst().slots());
        assertThat(after).as("the slots around those of %s", op).isEqualTo(before);
    }

    private int[] lanes(Opcode op) {
        return switch (op.immediates()) {
            case SHUFFLE -> values.indices(16, SHUFFLE_LANES);
            case LANE -> values.indices(1, op.laneCount());
            default -> new int[1];
        };
    }

    private static long[] pair(long[] slots, int first) {
        return Arrays.copyOfRange(slots, first, first + 2);
    }

    private static String hex(long... slots) {
        return String.join(
                " ", Arrays.stream(slots).mapToObj("%016x"::formatted).toList());
    }

    @Test
    void knowsNothingElse() {
        long[] slots = new long[SLOTS];
        for (int code : new int[] {Op.V128_CONST, Op.V128_LOAD8_LANE, Op.I32X4_ABS + 2, Op.I32_ADD}) {
            int number = code & Lop.NUMBER_MASK;
            assertThatThrownBy(() -> VectorOps.execute(number, slots, 0, 0, 0, 0, new int[4], 0))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("no vector instruction has the number 0x" + Integer.toHexString(number));
        }
    }
}
