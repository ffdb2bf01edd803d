package org.ferrywasm.fuzz.oracle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.ferrywasm.exec.NumericModel;
import org.ferrywasm.fuzz.choice.ChoiceSource;
import org.ferrywasm.runtime.TrapSignal;
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
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.TypedFunc;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;

/**
 * Each numeric row of the table, run in a guest, gives what integers and decimals without bounds say. It belongs to the thread that
 * made it.
 */
public final class Arithmetic implements Oracle {
    private static final int OPERATIONS = 1_000;
    private static final String WIDE = """
        (module
          (func (export "add128") (param i64 i64 i64 i64) (result i64 i64)
            (i64.add128 (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
          (func (export "sub128") (param i64 i64 i64 i64) (result i64 i64)
            (i64.sub128 (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
          (func (export "mul_wide_s") (param i64 i64) (result i64 i64)
            (i64.mul_wide_s (local.get 0) (local.get 1)))
          (func (export "mul_wide_u") (param i64 i64) (result i64 i64)
            (i64.mul_wide_u (local.get 0) (local.get 1))))
        """;

    private static final int WIDE_OPERATIONS = 50;

    private final List<Opcode> rows = new ArrayList<>();
    private final Instance wide;
    private final List<TypedFunc> functions = new ArrayList<>();

    /** A guest with a function for each row. */
    public Arithmetic() {
        Arrays.stream(Opcode.values())
                .filter(row -> row.shape() == Shape.NUMERIC
                        && row.results().size() == 1
                        && !row.operands().isEmpty())
                .forEach(rows::add);
        Engine engine = new Engine(Config.DEFAULT);
        StringBuilder text = new StringBuilder("(module\n");
        for (int i = 0; i < rows.size(); i++) {
            text.append(function(i, rows.get(i)));
        }
        Store<@Nullable Void> store = Store.of(engine);
        Instance guest = new Linker<@Nullable Void>(engine)
                .instantiate(store, Module.fromText(engine, text.append(')').toString()));
        for (int i = 0; i < rows.size(); i++) {
            functions.add(guest.getFunc("f" + i).typed());
        }
        wide = new Linker<@Nullable Void>(engine).instantiate(store, Module.fromText(engine, WIDE));
    }

    private static String function(int number, Opcode row) {
        StringBuilder params = new StringBuilder();
        StringBuilder operands = new StringBuilder();
        for (int i = 0; i < row.operands().size(); i++) {
            params.append(" (param ").append(row.operands().get(i)).append(')');
            operands.append(" (local.get ").append(i).append(')');
        }
        return "(func (export \"f%d\")%s (result %s) (%s%s))\n"
                .formatted(number, params, row.results().getFirst(), row.mnemonic(), operands);
    }

    @Override
    public String name() {
        return "arithmetic";
    }

    @Override
    public void check(ChoiceSource choices, Statistics statistics) {
        for (int i = 0; i < OPERATIONS; i++) {
            int number = choices.below(rows.size());
            Opcode row = rows.get(number);
            long a = operand(choices, row.operands().getFirst());
            long b = row.operands().size() > 1 ? operand(choices, row.operands().get(1)) : 0;
            compare(row, functions.get(number), a, b);
            statistics.count("operations");
        }
        for (int i = 0; i < WIDE_OPERATIONS; i++) {
            wide(choices);
            statistics.count("operations");
        }
    }

    /** The rows whose results are two halves. */
    private void wide(ChoiceSource choices) {
        String name = choices.of(List.of("add128", "sub128", "mul_wide_s", "mul_wide_u"));
        long a = operand(choices, NumType.I64);
        long b = operand(choices, NumType.I64);
        boolean isOfTwo = name.startsWith("mul");
        long c = isOfTwo ? 0 : operand(choices, NumType.I64);
        long d = isOfTwo ? 0 : operand(choices, NumType.I64);
        BigInteger expected = switch (name) {
            case "add128" -> pair(a, b).add(pair(c, d));
            case "sub128" -> pair(a, b).subtract(pair(c, d));
            case "mul_wide_s" -> BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
            default -> unsigned(a).multiply(unsigned(b));
        };
        Func function = wide.getFunc(name);
        List<Val> results = isOfTwo
                ? function.call(Val.i64(a), Val.i64(b))
                : function.call(Val.i64(a), Val.i64(b), Val.i64(c), Val.i64(d));
        long low = expected.longValue();
        long high = expected.shiftRight(Long.SIZE).longValue();
        if (results.getFirst().asLong() != low || results.getLast().asLong() != high) {
            throw new Broken("i64.%s of %x %x %x %x gives %s, and should give %x %x"
                    .formatted(name, a, b, c, d, results, low, high));
        }
    }

    private static BigInteger unsigned(long bits) {
        return new BigInteger(Long.toUnsignedString(bits));
    }

    /** A number of 128 bits, of its low and its high half. */
    private static BigInteger pair(long low, long high) {
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(unsigned(low));
    }

    private static void compare(Opcode row, TypedFunc function, long a, long b) {
        Long expected;
        try {
            expected = NumericModel.result(row, a, b);
        } catch (TrapSignal e) {
            expected = null;
        }
        Long actual;
        try {
            actual = row.operands().size() > 1 ? function.call(a, b) : function.call(a);
        } catch (Trap e) {
            actual = null;
        }
        boolean isTrap = expected == null || actual == null;
        boolean same = isTrap ? Objects.equals(expected, actual) : NumericModel.same(row, expected, actual);
        if (!same) {
            throw new Broken(
                    "%s of %x and %x gives %s, and should give %s".formatted(row, a, b, bits(actual), bits(expected)));
        }
    }

    private static String bits(@Nullable Long value) {
        return value == null ? "a trap" : Long.toHexString(value);
    }

    /** Numbers near where things happen, as often as any others. */
    private static long operand(ChoiceSource choices, ValType type) {
        long bits = switch (choices.below(7)) {
            case 0 -> choices.below(20) - 10L;
            case 1 -> 1L << choices.below(Long.SIZE);
            case 2 -> (1L << choices.below(Long.SIZE)) - 1;
            case 3 -> Double.doubleToRawLongBits(choices.below(100) - 50.5);
            case 4 -> Double.doubleToRawLongBits(Math.scalb(1.0, choices.below(140) - 70) * (choices.below(3) - 1));
            case 5 -> Float.floatToRawIntBits(Math.scalb(1f, choices.below(140) - 70) * (choices.below(3) - 1));
            default -> choices.bits();
        };
        return type == NumType.I32 || type == NumType.F32 ? (int) bits : bits;
    }
}
