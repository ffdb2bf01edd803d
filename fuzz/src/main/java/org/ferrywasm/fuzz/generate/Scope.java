package org.ferrywasm.fuzz.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ferrywasm.fuzz.choice.ChoiceSource;
import org.ferrywasm.syntax.Opcode;

/** What a function may refer to: memories, tables, globals, segments, tags, and the functions before it. */
final class Scope {
    /** Tables by name, and what they hold. */
    static final Map<String, String> TABLES = new LinkedHashMap<>(
            Map.of("$functions", "funcref", "$others", "funcref", "$externs", "externref", "$anys", "anyref"));

    static final List<String> TABLES_TO_CHANGE = List.of("$others", "$externs", "$anys", "$wide");
    static final int TABLE_LENGTH = 16;

    private final List<String> memories = new ArrayList<>();
    private final List<String> functions = new ArrayList<>();
    private final Map<String, List<String>> bySignature = new LinkedHashMap<>();
    private final Map<String, List<String>> globals = new LinkedHashMap<>();

    Scope(List<String> memories) {
        this.memories.addAll(memories);
    }

    void addFunction(String name, Signature signature) {
        functions.add(name);
        bySignature.computeIfAbsent(signature.id(), s -> new ArrayList<>()).add(name);
    }

    void addGlobal(String name, String type) {
        globals.computeIfAbsent(type, t -> new ArrayList<>()).add(name);
    }

    /** The functions so far. */
    List<String> functions() {
        return functions;
    }

    /** A function of a type; there is one of each. */
    String function(ChoiceSource choices, Signature signature) {
        return choices.of(bySignature.getOrDefault(signature.id(), List.of()));
    }

    /** A global of a type; there is one of each. */
    String global(ChoiceSource choices, String type) {
        return choices.of(globals.getOrDefault(type, List.of()));
    }

    String memory(ChoiceSource choices, Opcode row) {
        boolean mustBeShared = row == Opcode.MEMORY_ATOMIC_WAIT32 || row == Opcode.MEMORY_ATOMIC_WAIT64;
        return mustBeShared && memories.contains("$shared") ? "$shared" : choices.of(memories);
    }

    String memory(ChoiceSource choices) {
        return choices.of(memories);
    }

    String addressType(String memory) {
        return memory.equals("$wide") ? "i64" : "i32";
    }

    static String tableType(String table) {
        return table.equals("$wide") ? "externref" : TABLES.getOrDefault(table, "funcref");
    }
}
