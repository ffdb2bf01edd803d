package org.ferrywasm.fuzz.generate;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ferrywasm.fuzz.choice.ChoiceSource;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.Opcode;

/**
 * Makes modules that are valid, in the text format. Functions call only those before them and loops count down, so each call ends,
 * unless a table was changed so that it calls itself; fuel ends that.
 */
public final class ModuleGenerator {
    /** What a module imports: {@code host.ask}, from {@code i32} to {@code i32}, and {@code host.note}, of nothing. */
    public static final String HOST = "host";

    private static final int MOST_FUNCTIONS = 4;
    private static final int MOST_RUNS = 3;
    private static final int MOST_STATEMENTS = 20;
    private static final List<Opcode> AWAY = List.of(
            Opcode.RETURN,
            Opcode.UNREACHABLE,
            Opcode.THROW,
            Opcode.RETURN_CALL,
            Opcode.RETURN_CALL_INDIRECT,
            Opcode.RETURN_CALL_REF);

    private final ChoiceSource choices;
    private final Rows rows;
    private final Types types;
    private final Language language;
    private final Scope scope;
    private final StringBuilder functions = new StringBuilder();
    private final List<Run> runs = new ArrayList<>();

    private ModuleGenerator(ChoiceSource choices, Language language) {
        this.choices = choices;
        this.language = language;
        this.rows = Rows.of(language);
        this.types = new Types(choices, language);
        this.scope = new Scope(language);
    }

    /**
     * A function that a module exports.
     *
     * @param name its name; it takes an {@code i32} and gives one
     * @param certain for each statement, the rows that were executed if the global {@code progress} is greater than its number
     * @param last the rows that are executed when all statements have been
     */
    public record Run(String name, List<Set<Opcode>> certain, Set<Opcode> last) {
        /** The rows that were executed if {@code progress} is so much. */
        public Set<Opcode> executed(int progress) {
            Set<Opcode> executed = EnumSet.noneOf(Opcode.class);
            for (int i = 0; i < Math.min(progress, certain.size()); i++) {
                executed.addAll(certain.get(i));
            }
            if (progress == certain.size()) {
                executed.addAll(last);
            }
            return executed;
        }
    }

    /**
     * A module.
     *
     * @param text the module as text
     * @param runs what it exports to be called
     * @param state the functions that sum up its state, if it is made to be compared
     */
    public record Generated(String text, List<Run> runs, List<String> state) {}

    /** Makes one of all that the VM has. */
    public static Generated generate(ChoiceSource choices) {
        return generate(choices, Language.ALL);
    }

    /** Makes one of a language. */
    public static Generated generate(ChoiceSource choices, Language language) {
        return new ModuleGenerator(choices, language).make();
    }

    private Generated make() {
        String globals = globals();
        scope.addFunction("$ask", Types.UNARY);
        scope.addFunction("$note", Types.NULLARY);
        leaf("$mixed0", Types.MIXED);
        leaf("$many0", types.signatures().getLast());
        for (int i = choices.below(MOST_FUNCTIONS + 1); i > 0; i--) {
            function("$f" + i, choices.of(types.signatures()));
        }
        for (int i = choices.below(MOST_RUNS); i >= 0; i--) {
            run("run" + i);
        }
        State state = new State(types, scope);
        return new Generated(
                """
                (module
                (import "host" "ask" (func $ask (param i32) (result i32)))
                (import "host" "note" (func $note))
                %s%s%s%s(global $progress (export "progress") (mut i32) (i32.const 0))
                %s(data $bytes "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-+")
                (data (memory $m) (i32.const 100) "a few bytes to begin with")
                (elem (table $functions) (i32.const 0) func $ask $note $mixed0 $many0 $ask $note $mixed0 $many0)
                %s(elem declare func %s)
                %s%s)
                """.formatted(
                                types.text(),
                                memories(),
                                tables(),
                                rows.has(Opcode.THROW) || rows.has(Opcode.TRY)
                                        ? "(tag $error (export \"error\") (param i32))\n"
                                        : "",
                                globals,
                                segments(),
                                String.join(" ", scope.functions()),
                                functions,
                                language.isComparable() ? Determined.functions(language) + state.text() : ""),
                List.copyOf(runs),
                state.names());
    }

    private String memories() {
        StringBuilder text = new StringBuilder();
        for (String memory : scope.memories()) {
            text.append(
                    switch (memory) {
                        case "$wide" -> "(memory $wide (export \"wide\") i64 1 4)\n";
                        case "$shared" -> "(memory $shared (export \"shared\") 1 4 shared)\n";
                        default -> "(memory $m (export \"m\") 1 4" + (isOnlyMemoryShared() ? " shared" : "") + ")\n";
                    });
        }
        return text.toString();
    }

    /** To wait in an unshared memory is a trap: where there is only one, it is shared. */
    private boolean isOnlyMemoryShared() {
        return language.has(Feature.THREADS) && !language.has(Feature.MULTI_MEMORY);
    }

    private String tables() {
        StringBuilder text = new StringBuilder("(table $functions 16 16 funcref)\n");
        for (String table : scope.tablesToChange()) {
            String name = table.equals("$wide") ? "wides" : table.substring(1);
            String address = scope.addressType(table).equals("i64") ? "i64 " : "";
            text.append(
                    "(table %s (export \"%s\") %s16 32 %s)\n".formatted(table, name, address, Scope.tableType(table)));
        }
        return text.toString();
    }

    private String segments() {
        StringBuilder text = new StringBuilder("(elem $listed func $ask $note $mixed0)\n");
        if (scope.segments().contains("$objects")) {
            text.append("(elem $objects anyref (item (ref.i31 (i32.const 1))) (item (ref.null any)) (item (ref.i31"
                    + " (i32.const 3))))\n");
        }
        return text.toString();
    }

    private String globals() {
        StringBuilder text = new StringBuilder();
        List<String> all = new ArrayList<>(types.numbers());
        all.addAll(types.references());
        for (int i = 0; i < all.size(); i++) {
            String type = all.get(i);
            String name = "$g" + i;
            scope.addGlobal(name, type);
            String zero = switch (type) {
                case "i32", "i64", "f32", "f64" -> type + ".const 0";
                case "v128" -> "v128.const i64x2 0 0";
                default -> "ref.null " + types.nullOf(type);
            };
            text.append("(global %s (export \"%s\") (mut %s) (%s))\n".formatted(name, name.substring(1), type, zero));
        }
        return text.toString();
    }

    private void leaf(String name, Signature signature) {
        Body body = new Body(choices, rows, types, scope, signature);
        scope.addFunction(name, signature);
        signature.results().forEach(type -> body.value(type, 0));
        add(name, "", signature, body);
    }

    private void function(String name, Signature signature) {
        Body body = new Body(choices, rows, types, scope, signature);
        for (int i = choices.below(MOST_STATEMENTS / 2); i > 0; i--) {
            body.statement();
        }
        body.results();
        add(name, "", signature, body);
        scope.addFunction(name, signature);
    }

    /** Half of its statements go through the table, from somewhere on; the others are of any row. */
    private void run(String name) {
        Body body = new Body(choices, rows, types, scope, Types.UNARY);
        List<Opcode> table = rows.statements();
        int next = choices.below(table.size());
        List<Set<Opcode>> certain = new ArrayList<>();
        body.fill();
        for (int i = choices.below(MOST_STATEMENTS); i >= 0; i--) {
            if (choices.below(2) == 0) {
                body.statement();
            } else {
                body.statement(table.get(next++ % table.size()));
            }
            certain.add(body.certain());
            body.line("i32.const " + certain.size());
            body.line("global.set $progress");
        }
        body.tell();
        body.certain();
        Set<Opcode> last = EnumSet.noneOf(Opcode.class);
        if (choices.below(3) == 0) {
            Opcode row = choices.of(AWAY);
            if (rows.has(row)) {
                body.leave(row);
                last.add(row);
            }
        }
        body.results();
        add("$" + name, " (export \"" + name + "\")", Types.UNARY, body);
        runs.add(new Run(name, List.copyOf(certain), last));
    }

    private void add(String name, String export, Signature signature, Body body) {
        StringBuilder params = new StringBuilder();
        for (int i = 0; i < signature.params().size(); i++) {
            params.append(" (param $p")
                    .append(i)
                    .append(' ')
                    .append(signature.params().get(i))
                    .append(')');
        }
        if (!signature.results().isEmpty()) {
            params.append(" (result ")
                    .append(String.join(" ", signature.results()))
                    .append(')');
        }
        functions
                .append("(func ")
                .append(name)
                .append(export)
                .append(" (type ")
                .append(signature.id())
                .append(')')
                .append(params)
                .append(body.text())
                .append(")\n");
    }
}
