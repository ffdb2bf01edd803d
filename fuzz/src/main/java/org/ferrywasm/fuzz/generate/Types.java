package org.ferrywasm.fuzz.generate;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.fuzz.choice.ChoiceSource;
import org.ferrywasm.syntax.Feature;

/**
 * The types of a module: a few that are always there, so that each instruction has one to work on, and some that are made of
 * decisions. Types are words of the text format.
 */
final class Types {
    private static final List<String> NUMBERS = List.of("i32", "i64", "f32", "f64", "v128");
    private static final List<String> SCALARS = List.of("i32", "i64", "f32", "f64");
    static final Signature UNARY = new Signature("$unary", List.of("i32"), List.of("i32"));
    static final Signature NULLARY = new Signature("$nullary", List.of(), List.of());
    static final Signature MIXED = new Signature("$mixed", List.of("i64", "f64"), List.of("i64"));
    private static final List<String> STORAGE =
            List.of("i8", "i16", "(ref null $pair)", "anyref", "externref", "funcref");
    private static final int MOST_STRUCTS = 4;
    private static final int MOST_FIELDS = 5;

    /**
     * A field of a structure, or the elements of an array.
     *
     * @param storage its type, packed ones included
     */
    record Field(String storage) {
        boolean isPacked() {
            return storage.equals("i8") || storage.equals("i16");
        }

        String unpacked() {
            return isPacked() ? "i32" : storage;
        }
    }

    /** A structure. */
    record Struct(String id, String supertype, List<Field> fields) {
        String ref() {
            return "(ref null " + id + ")";
        }

        String text() {
            StringBuilder text = new StringBuilder("(type ")
                    .append(id)
                    .append(" (sub ")
                    .append(supertype)
                    .append(" (struct");
            fields.forEach(
                    field -> text.append(" (field (mut ").append(field.storage).append("))"));
            return text.append(")))").toString();
        }
    }

    /** An array. */
    record Array(String id, Field element) {
        String ref() {
            return "(ref null " + id + ")";
        }

        String text() {
            return "(type %s (array (mut %s)))".formatted(id, element.storage);
        }
    }

    final List<Struct> structs = new ArrayList<>();
    final List<Array> arrays = new ArrayList<>();
    private final Language language;
    private final Signature many;

    Types(ChoiceSource choices, Language language) {
        this.language = language;
        many = new Signature("$many", List.of("i32", numbers().getLast()), List.of("i32", "f32"));
        if (!language.has(Feature.GC)) {
            return;
        }
        List<String> storage = new ArrayList<>(numbers());
        if (!language.has(Language.VECTOR_FIELDS)) {
            storage.remove("v128");
        }
        storage.addAll(STORAGE);
        structs.add(new Struct("$pair", "", List.of(new Field("i32"), new Field("(ref null $pair)"), new Field("i8"))));
        structs.add(new Struct(
                "$triple",
                "$pair",
                List.of(new Field("i32"), new Field("(ref null $pair)"), new Field("i8"), new Field("i16"))));
        for (int i = choices.below(MOST_STRUCTS); i > 0; i--) {
            List<Field> fields = new ArrayList<>();
            for (int f = choices.below(MOST_FIELDS + 1); f > 0; f--) {
                fields.add(new Field(choices.of(storage)));
            }
            structs.add(new Struct("$made" + i, "", fields));
        }
        for (String element : storage) {
            arrays.add(new Array("$array" + arrays.size(), new Field(element)));
        }
    }

    Language language() {
        return language;
    }

    /** The types of numbers and vectors. */
    List<String> numbers() {
        return language.has(Feature.SIMD) ? NUMBERS : SCALARS;
    }

    /** The types of functions, the simplest ones first: {@link #UNARY} and its kin, and one with two results. */
    List<Signature> signatures() {
        return List.of(UNARY, NULLARY, MIXED, many);
    }

    /** All reference types that values are made of. */
    List<String> references() {
        List<String> all = new ArrayList<>();
        if (language.has(Feature.GC)) {
            all.addAll(List.of("anyref", "eqref", "i31ref", "structref", "arrayref"));
        }
        all.add("funcref");
        all.add("externref");
        if (language.has(Feature.EXCEPTIONS)) {
            all.add("exnref");
        }
        if (language.has(Feature.FUNCTION_REFERENCES)) {
            all.add("(ref null $unary)");
        }
        structs.forEach(struct -> all.add(struct.ref()));
        arrays.forEach(array -> all.add(array.ref()));
        return all;
    }

    /** The reference type under which the most fits. */
    String widest() {
        return references().getFirst();
    }

    /** The heap type of a reference type's null. */
    String nullOf(String type) {
        return switch (type) {
            case "anyref", "eqref", "i31ref", "structref", "arrayref" -> bottom("none", type);
            case "funcref" -> bottom("nofunc", type);
            case "externref" -> bottom("noextern", type);
            case "exnref" -> bottom("noexn", type);
            default -> idOf(type);
        };
    }

    /** The least heap type of a hierarchy, if the language has it, or else the one of a type like {@code anyref}. */
    private String bottom(String bottom, String type) {
        return language.has(Feature.GC) && language.has(bottom)
                ? bottom
                : type.substring(0, type.length() - "ref".length());
    }

    /** The structure or array of a reference type, by its name. */
    static String idOf(String reference) {
        return reference.substring("(ref null ".length(), reference.length() - 1);
    }

    /** The definitions: the structures refer to one another, so they are one recursion group. */
    String text() {
        StringBuilder text = new StringBuilder();
        if (!structs.isEmpty()) {
            text.append("(rec\n");
            structs.forEach(struct -> text.append("  ").append(struct.text()).append('\n'));
            text.append(")\n");
        }
        arrays.forEach(array -> text.append(array.text()).append('\n'));
        signatures().forEach(signature -> text.append(signature.text()).append('\n'));
        return text.toString();
    }
}
