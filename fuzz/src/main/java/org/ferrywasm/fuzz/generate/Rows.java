package org.ferrywasm.fuzz.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.ValType;

/** The rows of the table of instructions that a module may use. */
public final class Rows {
    /** They stand inside others, which write them. */
    private static final Set<Opcode> PARTS =
            Set.of(Opcode.ELSE, Opcode.END, Opcode.CATCH, Opcode.CATCH_ALL, Opcode.DELEGATE);

    private final List<Opcode> all;
    private final Map<String, List<Opcode>> byResult = new HashMap<>();

    private Rows(List<Opcode> all) {
        this.all = all;
        for (Opcode row : all) {
            if (isPlain(row) && row.results().size() == 1) {
                byResult.computeIfAbsent(row.results().getFirst().toString(), r -> new ArrayList<>())
                        .add(row);
            }
        }
    }

    /** The rows of a language. */
    public static Rows of(Language language) {
        return new Rows(Arrays.stream(Opcode.values())
                .filter(row -> language.has(row.feature()) && row.feature().isSupported())
                .filter(row -> language.has(row.mnemonic()))
                // it needs two parts of the language, and the table names one
                .filter(row -> row != Opcode.RETURN_CALL_REF || language.has(Feature.FUNCTION_REFERENCES))
                .toList());
    }

    /** The rows that the VM has. */
    public static Rows supported() {
        return of(Language.ALL);
    }

    /** All of them. */
    public List<Opcode> all() {
        return all;
    }

    /** Those that a statement may be about; the others come with these. */
    List<Opcode> statements() {
        return all.stream().filter(row -> !PARTS.contains(row)).toList();
    }

    boolean has(Opcode row) {
        return all.contains(row);
    }

    /** Those whose types the table fixes and that give this type. */
    List<Opcode> giving(String type) {
        return byResult.getOrDefault(type, List.of());
    }

    /** Whether the row says all there is to say: its operands are fixed, but for an address below them. */
    static boolean isPlain(Opcode row) {
        return switch (row.shape()) {
            case NUMERIC, VECTOR, LOAD, STORE, ATOMIC -> true;
            default -> false;
        };
    }

    static List<String> words(List<ValType> types) {
        return types.stream().map(ValType::toString).toList();
    }
}
