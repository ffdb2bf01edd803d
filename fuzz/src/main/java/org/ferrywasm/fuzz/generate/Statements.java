package org.ferrywasm.fuzz.generate;

import java.util.List;
import java.util.stream.IntStream;
import org.ferrywasm.fuzz.choice.ChoiceSource;
import org.ferrywasm.syntax.Opcode;

/** Statements about the rows whose types depend on more than the row: control, references, tables, memories, aggregates. */
final class Statements {
    private static final int DEPTH = 2;

    private final Body body;
    private final ChoiceSource choices;
    private final Scope scope;

    Statements(Body body) {
        this.body = body;
        this.choices = body.choices();
        this.scope = body.scope();
    }

    private void op(Opcode row, String immediates) {
        body.write(row, immediates);
    }

    private void op(Opcode row) {
        body.write(row);
    }

    private void value(String type) {
        body.value(type, DEPTH);
    }

    private void i32(int value) {
        op(Opcode.I32_CONST, Integer.toString(value));
    }

    private void sink(String... stack) {
        body.sink(List.of(stack));
    }

    /** Small, so that ranges are within bounds, or anything. */
    private void index(String type, int below) {
        if (choices.chance(97) || !body.types().language().has(Language.WILD_OFFSETS)) {
            body.line(type + ".const " + choices.below(below));
        } else {
            body.value(type, 1);
        }
    }

    void about(Opcode row) {
        switch (row.shape()) {
            case CONTROL -> control(row);
            case PARAMETRIC -> parametric(row);
            case VARIABLE -> variable(row);
            case TABLE -> table(row);
            case REFERENCE -> reference(row);
            case AGGREGATE -> aggregate(row);
            case MEMORY -> memory(row);
            default -> throw new IllegalStateException("a row that says all itself: " + row);
        }
    }

    // ---- control

    private void control(Opcode row) {
        switch (row) {
            case NOP -> op(row);
            case BLOCK -> {
                String label = body.label();
                op(row, label);
                body.some();
                op(Opcode.END);
            }
            case LOOP -> body.loop(body::some);
            case IF -> {
                value("i32");
                op(row);
                body.doubtful(body::some);
                if (choices.below(2) == 0) {
                    op(Opcode.ELSE);
                    body.doubtful(body::some);
                }
                op(Opcode.END);
            }
            case BR, BR_IF, BR_TABLE -> branch(row);
            case BR_ON_NULL, BR_ON_NON_NULL, BR_ON_CAST, BR_ON_CAST_FAIL -> branchOnReference(row);
            case CALL, CALL_INDIRECT, CALL_REF -> call(row);
            case RETURN, RETURN_CALL, RETURN_CALL_INDIRECT, RETURN_CALL_REF, UNREACHABLE -> away(row);
            case TRY_TABLE, THROW, THROW_REF -> catching(row);
            case TRY, RETHROW -> legacy(row);
            default -> throw new IllegalStateException("not a statement: " + row);
        }
    }

    private void branch(Opcode row) {
        String outer = body.label();
        String inner = body.label();
        op(Opcode.BLOCK, outer);
        op(Opcode.BLOCK, inner);
        switch (row) {
            case BR -> op(row, choices.of(List.of(inner, outer)));
            case BR_IF -> {
                value("i32");
                op(row, choices.of(List.of(inner, outer)));
                body.doubtful(body::some);
            }
            default -> {
                value("i32");
                op(row, inner + " " + outer + " " + choices.of(List.of(inner, outer)));
            }
        }
        op(Opcode.END);
        body.doubtful(body::some);
        op(Opcode.END);
    }

    private void branchOnReference(Opcode row) {
        String label = body.label();
        switch (row) {
            case BR_ON_NULL -> {
                op(Opcode.BLOCK, label);
                value(body.types().widest());
                op(row, label);
                body.doubtful(() -> op(Opcode.DROP));
                op(Opcode.END);
            }
            case BR_ON_NON_NULL -> {
                String widest = body.types().widest();
                op(Opcode.BLOCK, label + " (result " + (widest.equals("anyref") ? "(ref any)" : "(ref func)") + ")");
                value(widest);
                op(row, label);
                body.doubtful(this::nonNull);
                op(Opcode.END);
                op(Opcode.DROP);
            }
            default -> {
                String type = choices.of(List.of("i31", "struct", "array", "$pair", "eq", "none"));
                String nullable = choices.of(List.of("", "null "));
                op(Opcode.BLOCK, label + " (result anyref)");
                value("anyref");
                op(row, "%s anyref (ref %s%s)".formatted(label, nullable, type));
                op(Opcode.END);
                sink("anyref");
            }
        }
    }

    private void call(Opcode row) {
        Signature signature = choices.of(body.types().signatures());
        signature.params().forEach(this::value);
        switch (row) {
            case CALL -> op(row, scope.function(choices, signature));
            case CALL_INDIRECT -> {
                // the table holds a function of each type, in turn
                i32(body.types().signatures().indexOf(signature)
                        + body.types().signatures().size() * choices.below(2));
                op(row, "$functions (type " + signature.id() + ")");
            }
            default -> {
                op(Opcode.REF_FUNC, scope.function(choices, signature));
                op(row, signature.id());
            }
        }
        body.sink(signature.results());
    }

    /** What leaves the function: in a branch that is seldom taken. */
    private void away(Opcode row) {
        value("i32");
        i32(15);
        op(Opcode.I32_AND);
        op(Opcode.I32_EQZ);
        op(Opcode.IF);
        body.doubtful(() -> leave(row));
        op(Opcode.END);
    }

    /** Leaves the function for good. */
    void leave(Opcode row) {
        Signature signature = body.signature();
        switch (row) {
            case RETURN -> {
                signature.results().forEach(this::value);
                op(row);
            }
            case RETURN_CALL -> {
                signature.params().forEach(this::value);
                op(row, scope.function(choices, signature));
            }
            case RETURN_CALL_INDIRECT -> {
                signature.params().forEach(this::value);
                i32(body.types().signatures().indexOf(signature));
                op(row, "$functions (type " + signature.id() + ")");
            }
            case RETURN_CALL_REF -> {
                signature.params().forEach(this::value);
                op(Opcode.REF_FUNC, scope.function(choices, signature));
                op(row, signature.id());
            }
            case THROW -> {
                value("i32");
                op(row, "$error");
            }
            default -> op(row);
        }
    }

    private void catching(Opcode row) {
        String label = body.label();
        String kind = row == Opcode.THROW_REF
                ? "catch_all_ref"
                : choices.of(List.of("catch", "catch_ref", "catch_all", "catch_all_ref"));
        List<String> caught = switch (kind) {
            case "catch" -> List.of("i32");
            case "catch_ref" -> List.of("i32", "exnref");
            case "catch_all_ref" -> List.of("exnref");
            default -> List.of();
        };
        String clause =
                kind.startsWith("catch_all") ? "(" + kind + " " + label + ")" : "(" + kind + " $error " + label + ")";
        op(Opcode.BLOCK, caught.isEmpty() ? label : label + " (result " + String.join(" ", caught) + ")");
        op(Opcode.TRY_TABLE, clause);
        body.doubtful(body::some);
        switch (row) {
            case THROW -> {
                value("i32");
                op(row, "$error");
            }
            case THROW_REF -> {
                // an exception that was caught, or null, which is a trap: seldom
                String inner = body.label();
                op(Opcode.BLOCK, inner + " (result exnref)");
                op(Opcode.TRY_TABLE, "(catch_all_ref " + inner + ")");
                value("i32");
                op(Opcode.THROW, "$error");
                op(Opcode.END);
                op(Opcode.UNREACHABLE);
                op(Opcode.END);
                op(row);
            }
            default -> {
                value("i32");
                op(Opcode.IF);
                body.doubtful(() -> {
                    value("i32");
                    op(Opcode.THROW, "$error");
                });
                op(Opcode.END);
            }
        }
        op(Opcode.END);
        caught.forEach(type -> body.value(type, 0));
        op(Opcode.END);
        body.sink(caught);
    }

    private void legacy(Opcode row) {
        String outer = body.label();
        String inner = body.label();
        op(Opcode.TRY, outer);
        if (choices.below(2) == 0) {
            op(Opcode.TRY, inner);
            value("i32");
            op(Opcode.THROW, "$error");
            op(Opcode.DELEGATE, outer);
        } else {
            op(Opcode.TRY, inner);
            value("i32");
            op(Opcode.THROW, "$error");
            op(Opcode.CATCH, "$error");
            op(Opcode.DROP);
            if (row == Opcode.RETHROW) {
                op(row, inner);
            }
            op(Opcode.END);
        }
        op(Opcode.CATCH_ALL);
        body.doubtful(body::some);
        op(Opcode.END);
    }

    // ---- parametric and variable

    private void parametric(Opcode row) {
        switch (row) {
            case DROP -> {
                value(choices.of(body.types().numbers()));
                op(row);
            }
            case SELECT -> {
                String type = choices.of(body.types().numbers());
                value(type);
                value(type);
                value("i32");
                op(row);
                sink(type);
            }
            default -> {
                String type = choices.of(body.types().references());
                value(type);
                value(type);
                value("i32");
                op(row, "(result " + type + ")");
                sink(type);
            }
        }
    }

    private String anyType() {
        return choices.below(2) == 0
                ? choices.of(body.types().numbers())
                : choices.of(body.types().references());
    }

    private void variable(Opcode row) {
        String type = anyType();
        switch (row) {
            case LOCAL_GET -> {
                op(row, body.localOf(type));
                sink(type);
            }
            case LOCAL_SET -> {
                value(type);
                op(row, body.localOf(type));
            }
            case LOCAL_TEE -> {
                value(type);
                op(row, body.localOf(type));
                sink(type);
            }
            case GLOBAL_GET -> {
                op(row, scope.global(choices, type));
                sink(type);
            }
            default -> {
                value(type);
                op(row, scope.global(choices, type));
            }
        }
    }

    // ---- tables and memories

    private void table(Opcode row) {
        String table = choices.of(scope.tablesToChange());
        String type = Scope.tableType(table);
        String address = scope.addressType(table);
        switch (row) {
            case TABLE_GET -> {
                index(address, Scope.TABLE_LENGTH);
                op(row, table);
                sink(type);
            }
            case TABLE_SET -> {
                index(address, Scope.TABLE_LENGTH);
                value(type);
                op(row, table);
            }
            case TABLE_SIZE -> {
                op(row, table);
                sink(address);
            }
            case TABLE_GROW -> {
                value(type);
                body.line(address + ".const " + choices.below(3));
                op(row, table);
                sink(address);
            }
            case TABLE_FILL -> {
                index(address, Scope.TABLE_LENGTH / 2);
                value(type);
                index(address, Scope.TABLE_LENGTH / 2);
                op(row, table);
            }
            case TABLE_COPY -> {
                index("i32", Scope.TABLE_LENGTH / 2);
                index("i32", Scope.TABLE_LENGTH / 2);
                index("i32", Scope.TABLE_LENGTH / 2);
                String to = choices.of(scope.narrowTables());
                String from = to.equals("$others") && choices.below(2) == 0 ? "$functions" : to;
                op(row, to + " " + from);
            }
            case TABLE_INIT -> {
                index("i32", Scope.TABLE_LENGTH / 2);
                index("i32", 2);
                index("i32", 2);
                op(row, choices.of(scope.segments()).equals("$listed") ? "$others $listed" : "$anys $objects");
            }
            default -> op(row, choices.of(scope.segments()));
        }
    }

    private void memory(Opcode row) {
        String memory = scope.memory(choices);
        String address = scope.addressType(memory);
        switch (row) {
            case MEMORY_SIZE -> {
                op(row, memory);
                sink(address);
            }
            case MEMORY_GROW -> {
                body.line(address + ".const " + choices.below(2));
                op(row, memory);
                sink(address);
            }
            case MEMORY_FILL -> {
                index(address, 1000);
                value("i32");
                index(address, 1000);
                op(row, memory);
            }
            case MEMORY_COPY -> {
                index(address, 1000);
                index(address, 1000);
                index(address, 1000);
                op(row, memory + " " + memory);
            }
            case MEMORY_INIT -> {
                index(address, 1000);
                index("i32", 4);
                index("i32", 4);
                op(row, memory + " $bytes");
            }
            default -> op(row, "$bytes");
        }
    }

    // ---- references and aggregates

    private void reference(Opcode row) {
        switch (row) {
            case REF_NULL -> {
                String type = choices.of(body.types().references());
                op(row, body.types().nullOf(type));
                sink(type);
            }
            case REF_IS_NULL -> {
                value(choices.of(body.types().references()));
                op(row);
                sink("i32");
            }
            case REF_FUNC -> {
                op(row, choices.of(scope.functions()));
                sink("funcref");
            }
            case REF_EQ -> {
                value("eqref");
                value("eqref");
                op(row);
                sink("i32");
            }
            case REF_AS_NON_NULL -> {
                nonNull();
                op(row);
                op(Opcode.DROP);
            }
            case REF_TEST, REF_TEST_NULL -> {
                value("anyref");
                op(row, "(ref " + (row == Opcode.REF_TEST ? "" : "null ") + heapType() + ")");
                sink("i32");
            }
            case REF_CAST -> {
                i32(choices.below(100));
                op(Opcode.REF_I31);
                op(row, "(ref " + choices.of(List.of("i31", "eq", "any")) + ")");
                sink("(ref i31)");
            }
            case REF_CAST_NULL -> {
                if (choices.chance(90)) {
                    body.struct(body.types().structs.get(1), 1);
                    op(row, "(ref null " + choices.of(List.of("$pair", "$triple", "struct", "eq")) + ")");
                } else {
                    value("anyref");
                    op(row, "(ref null " + heapType() + ")");
                }
                op(Opcode.DROP);
            }
            case ANY_CONVERT_EXTERN -> {
                value("externref");
                op(row);
                sink("anyref");
            }
            case EXTERN_CONVERT_ANY -> {
                value("anyref");
                op(row);
                sink("externref");
            }
            case REF_I31 -> {
                value("i32");
                op(row);
                sink("i31ref");
            }
            default -> {
                value("i32");
                op(Opcode.REF_I31);
                op(row);
                sink("i32");
            }
        }
    }

    /** A reference that is not null, of the widest type. */
    private void nonNull() {
        if (body.types().widest().equals("anyref")) {
            i32(choices.below(100));
            op(Opcode.REF_I31);
        } else {
            op(Opcode.REF_FUNC, choices.of(scope.functions()));
        }
    }

    private String heapType() {
        return choices.of(List.of("i31", "struct", "array", "eq", "any", "none", "$pair", "$triple", "$array0"));
    }

    private Types.Struct structWith(boolean packed) {
        List<Types.Struct> fitting = body.types().structs.stream()
                .filter(struct -> struct.fields().stream().anyMatch(field -> field.isPacked() == packed))
                .toList();
        return choices.of(fitting);
    }

    private int fieldOf(Types.Struct struct, boolean packed) {
        List<Integer> fitting = IntStream.range(0, struct.fields().size())
                .filter(i -> struct.fields().get(i).isPacked() == packed)
                .boxed()
                .toList();
        return choices.of(fitting);
    }

    private Types.Array arrayWith(boolean packed) {
        return choices.of(body.types().arrays.stream()
                .filter(array -> array.element().isPacked() == packed)
                .toList());
    }

    private void aggregate(Opcode row) {
        switch (row) {
            case STRUCT_NEW -> {
                Types.Struct struct = choices.of(body.types().structs);
                struct.fields().forEach(field -> body.value(field.unpacked(), 1));
                op(row, struct.id());
                sink(struct.ref());
            }
            case STRUCT_NEW_DEFAULT -> {
                Types.Struct struct = choices.of(body.types().structs);
                op(row, struct.id());
                sink(struct.ref());
            }
            case STRUCT_GET, STRUCT_GET_S, STRUCT_GET_U -> {
                Types.Struct struct = structWith(row != Opcode.STRUCT_GET);
                int field = fieldOf(struct, row != Opcode.STRUCT_GET);
                body.struct(struct, DEPTH);
                op(row, struct.id() + " " + field);
                sink(struct.fields().get(field).unpacked());
            }
            case STRUCT_SET -> {
                Types.Struct struct = choices.of(body.types().structs.stream()
                        .filter(s -> !s.fields().isEmpty())
                        .toList());
                int field = choices.below(struct.fields().size());
                body.struct(struct, DEPTH);
                value(struct.fields().get(field).unpacked());
                op(row, struct.id() + " " + field);
            }
            default -> new Arrays(row).write();
        }
    }

    /** Statements about arrays. */
    private final class Arrays {
        private static final int LENGTH = 8;

        private final Opcode row;

        Arrays(Opcode row) {
            this.row = row;
        }

        private void fresh(Types.Array array) {
            i32(LENGTH);
            op(Opcode.ARRAY_NEW_DEFAULT, array.id());
        }

        void write() {
            Types.Array any = choices.of(body.types().arrays);
            Types.Array numbers = choices.of(body.types().arrays.stream()
                    .filter(array -> array.element().isPacked()
                            || body.types().numbers().contains(array.element().storage()))
                    .toList());
            switch (row) {
                case ARRAY_NEW -> {
                    value(any.element().unpacked());
                    i32(choices.below(LENGTH));
                    op(row, any.id());
                    sink(any.ref());
                }
                case ARRAY_NEW_DEFAULT -> {
                    fresh(any);
                    sink(any.ref());
                }
                case ARRAY_NEW_FIXED -> {
                    int length = choices.below(4);
                    for (int i = 0; i < length; i++) {
                        body.value(any.element().unpacked(), 1);
                    }
                    op(row, any.id() + " " + length);
                    sink(any.ref());
                }
                case ARRAY_NEW_DATA -> {
                    index("i32", 2);
                    i32(choices.below(3));
                    op(row, numbers.id() + " $bytes");
                    sink(numbers.ref());
                }
                case ARRAY_NEW_ELEM -> {
                    index("i32", 2);
                    i32(choices.below(3));
                    boolean isAny = choices.below(2) == 0;
                    op(row, isAny ? arrayOf("anyref") + " $objects" : arrayOf("funcref") + " $listed");
                    op(Opcode.DROP);
                }
                case ARRAY_GET, ARRAY_GET_S, ARRAY_GET_U -> {
                    Types.Array array = arrayWith(row != Opcode.ARRAY_GET);
                    fresh(array);
                    index("i32", LENGTH);
                    op(row, array.id());
                    sink(array.element().unpacked());
                }
                case ARRAY_SET -> {
                    fresh(any);
                    index("i32", LENGTH);
                    value(any.element().unpacked());
                    op(row, any.id());
                }
                case ARRAY_LEN -> {
                    fresh(any);
                    op(row);
                    sink("i32");
                }
                case ARRAY_FILL -> {
                    fresh(any);
                    index("i32", LENGTH / 2);
                    value(any.element().unpacked());
                    index("i32", LENGTH / 2);
                    op(row, any.id());
                }
                case ARRAY_COPY -> {
                    fresh(any);
                    index("i32", LENGTH / 2);
                    fresh(any);
                    index("i32", LENGTH / 2);
                    index("i32", LENGTH / 2);
                    op(row, any.id() + " " + any.id());
                }
                case ARRAY_INIT_DATA -> {
                    fresh(numbers);
                    index("i32", LENGTH / 2);
                    index("i32", 2);
                    i32(choices.below(3));
                    op(row, numbers.id() + " $bytes");
                }
                default -> {
                    boolean isAny = choices.below(2) == 0;
                    String array = isAny ? arrayOf("anyref") : arrayOf("funcref");
                    i32(LENGTH);
                    op(Opcode.ARRAY_NEW_DEFAULT, array);
                    index("i32", LENGTH / 2);
                    index("i32", 2);
                    i32(choices.below(3));
                    op(row, array + (isAny ? " $objects" : " $listed"));
                }
            }
        }

        private String arrayOf(String element) {
            return body.types().arrays.stream()
                    .filter(array -> array.element().storage().equals(element))
                    .findFirst()
                    .orElseThrow()
                    .id();
        }
    }
}
