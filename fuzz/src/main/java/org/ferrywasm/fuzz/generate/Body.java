package org.ferrywasm.fuzz.generate;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ferrywasm.fuzz.choice.ChoiceSource;
import org.ferrywasm.syntax.Opcode;

/**
 * The body of a function, statement by statement. A statement is about one row of the table: its operands are computed, then what
 * it gives is dropped or kept in a local variable. Loops count down, so each body ends.
 */
final class Body {
    private static final int DEEPEST = 3;
    private static final int DEEPEST_BLOCK = 3;
    private static final int MOST_TURNS = 4;

    private final ChoiceSource choices;
    private final Rows rows;
    private final Types types;
    private final Scope scope;
    private final Signature signature;
    private final StringBuilder code = new StringBuilder();
    private final Map<String, List<String>> locals = new LinkedHashMap<>();
    private final StringBuilder declared = new StringBuilder();
    private final Set<Opcode> certain = EnumSet.noneOf(Opcode.class);
    private final List<String> labels = new ArrayList<>();
    private int names;
    private int doubts;
    private int blocks;

    /**
     * A body.
     *
     * @param scope what it may refer to
     */
    Body(ChoiceSource choices, Rows rows, Types types, Scope scope, Signature signature) {
        this.choices = choices;
        this.rows = rows;
        this.types = types;
        this.scope = scope;
        this.signature = signature;
        for (int i = 0; i < signature.params().size(); i++) {
            locals.computeIfAbsent(signature.params().get(i), t -> new ArrayList<>())
                    .add("$p" + i);
        }
        types.numbers().forEach(this::local);
        types.references().forEach(this::local);
    }

    private String local(String type) {
        String name = "$v" + names++;
        declared.append(" (local ").append(name).append(' ').append(type).append(')');
        locals.computeIfAbsent(type, t -> new ArrayList<>()).add(name);
        return name;
    }

    /** The text: locals and instructions. */
    String text() {
        return declared + "\n" + code;
    }

    /** The rows that were written since this was last asked and that are executed if the body comes that far. */
    Set<Opcode> certain() {
        Set<Opcode> taken = EnumSet.noneOf(Opcode.class);
        taken.addAll(certain);
        certain.clear();
        return taken;
    }

    void line(String text) {
        code.append(text).append('\n');
    }

    private void op(Opcode row, String immediates) {
        if (doubts == 0) {
            certain.add(row);
        }
        line(immediates.isEmpty() ? row.mnemonic() : row.mnemonic() + " " + immediates);
        if (types.language().isComparable()) {
            Determined.result(row).ifPresent(this::line);
        }
    }

    private void op(Opcode row) {
        op(row, "");
    }

    /** A statement about a row that one of these is. */
    void statement() {
        statement(choices.of(rows.statements()));
    }

    /** Puts new objects into some local variables: they are nowhere else until they are told of. */
    void fill() {
        for (Types.Struct struct : types.structs) {
            if (choices.below(2) == 0) {
                struct(struct, 1);
                op(Opcode.LOCAL_SET, localOf(struct.ref()));
            }
        }
        for (Types.Array array : types.arrays) {
            if (choices.below(4) == 0) {
                array(array, 1);
                op(Opcode.LOCAL_SET, localOf(array.ref()));
            }
        }
    }

    /** Keeps what is in local variables in globals, where it can be seen. */
    void tell() {
        types.references().forEach(type -> {
            op(Opcode.LOCAL_GET, localOf(type));
            op(Opcode.GLOBAL_SET, scope.global(choices, type));
        });
        types.numbers().forEach(type -> {
            op(Opcode.LOCAL_GET, localOf(type));
            op(Opcode.GLOBAL_SET, scope.global(choices, type));
        });
    }

    /** What the function gives. */
    void results() {
        signature.results().forEach(type -> value(type, DEEPEST));
    }

    /** A statement about a row. */
    void statement(Opcode row) {
        if (Rows.isPlain(row)) {
            plain(row, DEEPEST);
            sink(Rows.words(row.results()));
        } else {
            new Statements(this).about(row);
        }
    }

    /** A few statements in something that may not be executed. */
    void doubtful(Runnable inner) {
        doubts++;
        inner.run();
        doubts--;
    }

    /** Some statements, unless they are too deep already. */
    void some() {
        if (blocks < DEEPEST_BLOCK) {
            blocks++;
            for (int i = choices.below(3); i > 0; i--) {
                statement();
            }
            blocks--;
        }
    }

    void sink(List<String> stack) {
        for (int i = stack.size() - 1; i >= 0; i--) {
            List<String> kept = locals.getOrDefault(stack.get(i), List.of());
            if (!kept.isEmpty() && choices.chance(50)) {
                op(Opcode.LOCAL_SET, choices.of(kept));
            } else {
                op(Opcode.DROP);
            }
        }
    }

    String label() {
        return "$l" + names++;
    }

    // ---- values

    /** Puts a value of a type on the stack. */
    void value(String type, int depth) {
        if (depth <= 0 || choices.below(4) == 0) {
            leaf(type);
        } else if (types.numbers().contains(type)) {
            number(type, depth);
        } else {
            reference(type, depth);
        }
    }

    private void leaf(String type) {
        List<String> known = locals.getOrDefault(type, List.of());
        if (!known.isEmpty() && choices.chance(60)) {
            op(Opcode.LOCAL_GET, choices.of(known));
            return;
        }
        switch (type) {
            case "i32" -> op(Opcode.I32_CONST, Integer.toString(interesting32()));
            case "i64" -> op(Opcode.I64_CONST, Long.toString(interesting64()));
            case "f32" -> op(Opcode.F32_CONST, Floats.text32(choices));
            case "f64" -> op(Opcode.F64_CONST, Floats.text64(choices));
            case "v128" -> op(Opcode.V128_CONST, "i64x2 %d %d".formatted(interesting64(), interesting64()));
            default -> op(Opcode.REF_NULL, types.nullOf(type));
        }
    }

    private int interesting32() {
        return switch (choices.below(6)) {
            case 0 -> choices.below(16);
            case 1 -> -1 - choices.below(3);
            case 2 -> Integer.MIN_VALUE + choices.below(2);
            case 3 -> Integer.MAX_VALUE - choices.below(2);
            case 4 -> 1 << choices.below(32);
            default -> (int) choices.bits();
        };
    }

    private long interesting64() {
        return switch (choices.below(6)) {
            case 0 -> choices.below(16);
            case 1 -> -1 - choices.below(3);
            case 2 -> Long.MIN_VALUE + choices.below(2);
            case 3 -> Long.MAX_VALUE - choices.below(2);
            case 4 -> 1L << choices.below(64);
            default -> choices.bits();
        };
    }

    private void number(String type, int depth) {
        List<Opcode> giving = rows.giving(type);
        switch (choices.below(10)) {
            case 0 -> {
                op(Opcode.GLOBAL_GET, scope.global(choices, type));
            }
            case 1 -> {
                value(type, depth - 1);
                value(type, depth - 1);
                value("i32", depth - 1);
                op(Opcode.SELECT);
            }
            case 2 -> conditional(type, depth);
            default -> plain(choices.of(giving), depth);
        }
    }

    private void conditional(String type, int depth) {
        value("i32", depth - 1);
        op(Opcode.IF, "(result " + type + ")");
        doubtful(() -> {
            value(type, depth - 1);
            op(Opcode.ELSE);
            value(type, depth - 1);
        });
        op(Opcode.END);
    }

    /** A row whose types the table fixes: its operands, and it. */
    void plain(Opcode row, int depth) {
        boolean isAccess = switch (row.immediates()) {
            case MEM_ARG, MEM_ARG_LANE -> true;
            default -> false;
        };
        String memory = "";
        int offset = 0;
        if (isAccess) {
            memory = scope.memory(choices, row);
            offset = choices.below(4) * (1 << row.accessLog2());
            address(memory, row);
        }
        List<String> operands = Rows.words(row.operands());
        for (int i = 0; i < operands.size(); i++) {
            operand(row, operands.get(i), i, depth - 1);
        }
        String immediates = switch (row.immediates()) {
            case MEM_ARG -> memoryArgument(row, memory, offset);
            case MEM_ARG_LANE -> memoryArgument(row, memory, offset) + " " + choices.below(row.laneCount());
            case LANE -> Integer.toString(choices.below(row.laneCount()));
            case SHUFFLE -> shuffle();
            case I32 -> Integer.toString(interesting32());
            case I64 -> Long.toString(interesting64());
            case F32 -> Floats.text32(choices);
            case F64 -> Floats.text64(choices);
            case V128 -> "i64x2 %d %d".formatted(interesting64(), interesting64());
            default -> "";
        };
        op(row, immediates);
    }

    /** An operand, such that the row does not trap too often. */
    private void operand(Opcode row, String type, int index, int depth) {
        String name = row.mnemonic();
        boolean isDivisor = index == 1 && (name.contains(".div_") || name.contains(".rem_"));
        boolean isWait = row == Opcode.MEMORY_ATOMIC_WAIT32 || row == Opcode.MEMORY_ATOMIC_WAIT64;
        if (isWait && index == 1) {
            op(Opcode.I64_CONST, "0");
        } else if (isDivisor && choices.chance(90)) {
            value(type, depth);
            line(type + ".const 1");
            line(type + ".or");
        } else if (name.contains(".trunc_f") && choices.chance(90)) {
            line(type + ".const " + choices.below(1000) + ".75");
        } else {
            value(type, depth);
        }
        if (types.language().isComparable()) {
            Determined.operand(row, index).forEach(this::line);
        }
    }

    /** An address, mostly within bounds, and aligned where it must be. */
    private void address(String memory, Opcode row) {
        String type = scope.addressType(memory);
        boolean isAtomic = row.mnemonic().contains("atomic");
        long mask = isAtomic ? 0x3FF8L : 0x3FFFL;
        value(type, 1);
        if (isAtomic || choices.chance(97)) {
            line(type + ".const " + mask);
            line(type + ".and");
        }
    }

    private String memoryArgument(Opcode row, String memory, int offset) {
        int natural = row.naturalAlignmentLog2();
        int align = row.mnemonic().contains("atomic") ? natural : choices.below(natural + 1);
        return "%s offset=%d align=%d".formatted(memory, offset, 1 << align);
    }

    private String shuffle() {
        StringBuilder lanes = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            lanes.append(i == 0 ? "" : " ").append(choices.below(32));
        }
        return lanes.toString();
    }

    // ---- references

    private void reference(String type, int depth) {
        if (choices.below(5) == 0) {
            op(Opcode.GLOBAL_GET, scope.global(choices, type));
            return;
        }
        switch (type) {
            case "anyref" -> {
                if (choices.below(3) == 0) {
                    value("externref", depth - 1);
                    op(Opcode.ANY_CONVERT_EXTERN);
                } else {
                    value(choices.of(List.of("i31ref", "structref", "arrayref")), depth - 1);
                }
            }
            case "eqref" -> value(choices.of(List.of("i31ref", "structref", "arrayref")), depth - 1);
            case "i31ref" -> {
                value("i32", depth - 1);
                op(Opcode.REF_I31);
            }
            case "structref" -> struct(choices.of(types.structs), depth);
            case "arrayref" -> array(choices.of(types.arrays), depth);
            case "funcref" -> op(Opcode.REF_FUNC, choices.of(scope.functions()));
            case "(ref null $unary)" -> op(Opcode.REF_FUNC, scope.function(choices, Types.UNARY));
            case "externref" -> {
                if (rows.has(Opcode.EXTERN_CONVERT_ANY)) {
                    value("anyref", depth - 1);
                    op(Opcode.EXTERN_CONVERT_ANY);
                } else {
                    leaf(type);
                }
            }
            case "exnref" -> leaf(type);
            default -> made(Types.idOf(type), depth);
        }
    }

    private void made(String id, int depth) {
        for (Types.Struct struct : types.structs) {
            if (struct.id().equals(id)) {
                struct(struct, depth);
                return;
            }
        }
        for (Types.Array array : types.arrays) {
            if (array.id().equals(id)) {
                array(array, depth);
                return;
            }
        }
        throw new IllegalStateException("no type is called " + id);
    }

    void struct(Types.Struct struct, int depth) {
        if (choices.below(2) == 0) {
            op(Opcode.STRUCT_NEW_DEFAULT, struct.id());
        } else {
            struct.fields().forEach(field -> value(field.unpacked(), depth - 1));
            op(Opcode.STRUCT_NEW, struct.id());
        }
    }

    void array(Types.Array array, int depth) {
        switch (choices.below(3)) {
            case 0 -> {
                op(Opcode.I32_CONST, Integer.toString(1 + choices.below(8)));
                op(Opcode.ARRAY_NEW_DEFAULT, array.id());
            }
            case 1 -> {
                value(array.element().unpacked(), depth - 1);
                op(Opcode.I32_CONST, Integer.toString(1 + choices.below(8)));
                op(Opcode.ARRAY_NEW, array.id());
            }
            default -> {
                int length = 1 + choices.below(3);
                for (int i = 0; i < length; i++) {
                    value(array.element().unpacked(), depth - 2);
                }
                op(Opcode.ARRAY_NEW_FIXED, array.id() + " " + length);
            }
        }
    }

    /** Leaves the function for good, by one of the rows that do. */
    void leave(Opcode row) {
        new Statements(this).leave(row);
    }

    // ---- what Statements needs

    ChoiceSource choices() {
        return choices;
    }

    Types types() {
        return types;
    }

    Scope scope() {
        return scope;
    }

    Signature signature() {
        return signature;
    }

    Rows rows() {
        return rows;
    }

    String localOf(String type) {
        return choices.of(locals.getOrDefault(type, List.of()));
    }

    void write(Opcode row, String immediates) {
        op(row, immediates);
    }

    void write(Opcode row) {
        op(row);
    }

    /** A loop that turns a few times. */
    void loop(Runnable inner) {
        String counter = "$v" + names++;
        declared.append(" (local ").append(counter).append(" i32)");
        op(Opcode.I32_CONST, Integer.toString(1 + choices.below(MOST_TURNS)));
        op(Opcode.LOCAL_SET, counter);
        String label = label();
        op(Opcode.LOOP, label);
        inner.run();
        op(Opcode.LOCAL_GET, counter);
        op(Opcode.I32_CONST, "1");
        op(Opcode.I32_SUB);
        op(Opcode.LOCAL_TEE, counter);
        op(Opcode.BR_IF, label);
        op(Opcode.END);
    }

    /** The labels of blocks around, which take nothing. */
    List<String> labels() {
        return labels;
    }
}
