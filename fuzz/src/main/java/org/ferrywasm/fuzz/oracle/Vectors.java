package org.ferrywasm.fuzz.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.ferrywasm.exec.VectorModel;
import org.ferrywasm.fuzz.choice.ChoiceSource;
import org.ferrywasm.syntax.Imm;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.Shape;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;

/**
 * Each row of vector arithmetic, run in a guest, gives what a model says that goes lane by lane. It belongs to the thread that made
 * it.
 */
public final class Vectors implements Oracle {
    private static final int OPERATIONS = 500;
    private static final int SHUFFLES = 24;
    private static final int LANES = 16;

    private final List<Case> cases = new ArrayList<>();
    private final List<Func> functions = new ArrayList<>();

    /**
     * A row with its immediates.
     *
     * @param lanes the lane's index, or the sixteen of a shuffle, or a zero that means nothing
     */
    private record Case(Opcode row, int[] lanes) {}

    /** A guest with a function for each row, and for each lane that it can be about. */
    public Vectors() {
        Arrays.stream(Opcode.values())
                .filter(row -> row.shape() == Shape.VECTOR && row != Opcode.V128_CONST)
                .forEach(this::add);
        StringBuilder text = new StringBuilder("(module\n");
        for (int i = 0; i < cases.size(); i++) {
            text.append(function(i, cases.get(i)));
        }
        Engine engine = new Engine(Config.DEFAULT);
        Instance guest = new Linker<@Nullable Void>(engine)
                .instantiate(
                        Store.of(engine),
                        Module.fromText(engine, text.append(')').toString()));
        for (int i = 0; i < cases.size(); i++) {
            functions.add(guest.getFunc("f" + i));
        }
    }

    private void add(Opcode row) {
        if (row.immediates() == Imm.SHUFFLE) {
            Random random = new Random(1);
            for (int i = 0; i < SHUFFLES; i++) {
                cases.add(new Case(row, random.ints(LANES, 0, 2 * LANES).toArray()));
            }
        } else {
            int lanes = row.immediates() == Imm.LANE ? row.laneCount() : 1;
            for (int lane = 0; lane < lanes; lane++) {
                cases.add(new Case(row, new int[] {lane}));
            }
        }
    }

    private static String function(int number, Case one) {
        StringBuilder params = new StringBuilder();
        StringBuilder operands = new StringBuilder();
        for (int i = 0; i < one.row.operands().size(); i++) {
            params.append(" (param ").append(one.row.operands().get(i)).append(')');
            operands.append(" (local.get ").append(i).append(')');
        }
        String immediates = switch (one.row.immediates()) {
            case SHUFFLE, LANE ->
                Arrays.stream(one.lanes).mapToObj(lane -> " " + lane).collect(Collectors.joining());
            default -> "";
        };
        return "(func (export \"f%d\")%s (result %s) (%s%s%s))\n"
                .formatted(number, params, one.row.results().getFirst(), one.row.mnemonic(), immediates, operands);
    }

    @Override
    public String name() {
        return "vectors";
    }

    @Override
    public void check(ChoiceSource choices, Statistics statistics) {
        for (int i = 0; i < OPERATIONS; i++) {
            int number = choices.below(cases.size());
            Case one = cases.get(number);
            long[][] operands = {vector(choices), vector(choices), vector(choices)};
            List<ValType> types = one.row.operands();
            Val[] arguments = new Val[types.size()];
            for (int a = 0; a < arguments.length; a++) {
                if (types.get(a) instanceof NumType) {
                    operands[a][1] = 0;
                }
                arguments[a] = value(types.get(a), operands[a]);
            }
            long[] expected = VectorModel.result(one.row, one.lanes, operands);
            long[] actual = slots(functions.get(number).call(arguments).getFirst());
            if (!VectorModel.same(one.row, expected, actual)) {
                throw new Broken("%s %s of %s gives %s, and should give %s"
                        .formatted(
                                one.row,
                                Arrays.toString(one.lanes),
                                Arrays.toString(arguments),
                                Arrays.toString(actual),
                                Arrays.toString(expected)));
            }
            statistics.count("operations");
        }
    }

    private static Val value(ValType type, long[] slots) {
        if (type instanceof NumType number) {
            return switch (number) {
                case I32 -> Val.i32((int) slots[0]);
                case I64 -> Val.i64(slots[0]);
                case F32 -> new Val.F32((int) slots[0]);
                case F64 -> new Val.F64(slots[0]);
            };
        }
        return Val.v128(slots[0], slots[1]);
    }

    private static long[] slots(Val value) {
        return switch (value) {
            case Val.I32(int bits) -> new long[] {bits};
            case Val.I64(long bits) -> new long[] {bits};
            case Val.F32(int bits) -> new long[] {bits};
            case Val.F64(long bits) -> new long[] {bits};
            case Val.V128(long low, long high) -> new long[] {low, high};
            default -> throw new IllegalStateException("no number: " + value);
        };
    }

    /** Lanes of one width near where things happen, the same in all lanes or not. */
    private static long[] vector(ChoiceSource choices) {
        return switch (choices.below(6)) {
            case 0 -> splat(choices.below(3) - 1L, 8 << choices.below(4));
            case 1 -> splat(1L << choices.below(Long.SIZE), 8 << choices.below(4));
            case 2 -> splat(Double.doubleToRawLongBits(choices.below(100) - 50.5), Long.SIZE);
            case 3 ->
                splat(Float.floatToRawIntBits(Math.scalb(1f, choices.below(140) - 70)) & 0xFFFFFFFFL, Integer.SIZE);
            case 4 -> new long[] {choices.bits(), splat(choices.below(256), 8)[0]};
            default -> new long[] {choices.bits(), choices.bits()};
        };
    }

    private static long[] splat(long lane, int width) {
        long half = width == Long.SIZE ? lane : lane & ((1L << width) - 1);
        for (int filled = width; filled < Long.SIZE; filled *= 2) {
            half |= half << filled;
        }
        return new long[] {half, half};
    }
}
