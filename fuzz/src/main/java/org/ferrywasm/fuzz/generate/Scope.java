package org.ferrywasm.fuzz.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ferrywasm.fuzz.choice.ChoiceSource;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.Opcode;

/** What a function may refer to: memories, tables, globals, segments, tags, and the functions before it. */
final class Scope {
    static final int TABLE_LENGTH = 16;

    private final Language language;
    private final List<String> memories = new ArrayList<>();
    private final List<String> functions = new ArrayList<>();
    private final Map<String, List<String>> bySignature = new LinkedHashMap<>();
    private final Map<String, List<String>> globals = new LinkedHashMap<>();

    Scope(Language language) {
        this.language = language;
        memories.add("$m");
        if (language.has(Feature.MULTI_MEMORY)) {
            if (language.has(Feature.MEMORY64)) {
                memories.add("$wide");
            }
            if (language.has(Feature.THREADS)) {
                memories.add("$shared");
            }
        }
    }

    /** The memories; the first is {@code $m}. */
    List<String> memories() {
        return memories;
    }

    /** The tables with 32-bit addresses that may change. */
    List<String> narrowTables() {
        return language.has(Feature.GC) ? List.of("$others", "$externs", "$anys") : List.of("$others", "$externs");
    }

    /** The tables that may change: all but the one that functions are called through. */
    List<String> tablesToChange() {
        List<String> tables = new ArrayList<>(narrowTables());
        if (language.has(Feature.MEMORY64)) {
            tables.add("$wide");
        }
        return tables;
    }

    /** The segments of references. */
    List<String> segments() {
        return language.has(Feature.GC) ? List.of("$listed", "$objects") : List.of("$listed");
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

    /** All globals of a type. */
    List<String> globals(String type) {
        return globals.getOrDefault(type, List.of());
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
        return switch (table) {
            case "$wide", "$externs" -> "externref";
            case "$anys" -> "anyref";
            default -> "funcref";
        };
    }
}
