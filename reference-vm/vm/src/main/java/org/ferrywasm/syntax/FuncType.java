package org.ferrywasm.syntax;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A function type: parameters and results (specification, "Function Types").
 *
 * {@snippet class="org.ferrywasm.examples.TypeExample" region="function"}
 *
 * @param params the types of the parameters
 * @param results the types of the results
 */
public record FuncType(List<ValType> params, List<ValType> results) implements CompositeType {
    /** The type of a function that takes and gives nothing. */
    public static final FuncType EMPTY = new FuncType(List.of(), List.of());

    /** Copies the lists. */
    public FuncType {
        params = List.copyOf(params);
        results = List.copyOf(results);
    }

    /** A function type of these parameters and results. */
    public static FuncType of(List<? extends ValType> params, List<? extends ValType> results) {
        return new FuncType(List.copyOf(params), List.copyOf(results));
    }

    /** How many slots values of these types take together. */
    public static int slots(List<ValType> types) {
        int slots = 0;
        for (ValType type : types) {
            slots += type.slots();
        }
        return slots;
    }

    @Override
    public int hashCode() {
        return TypeHash.of(TypeHash.of(params), TypeHash.of(results));
    }

    @Override
    public String toString() {
        return text("(func", " (param ", params) + text("", " (result ", results) + ")";
    }

    private static String text(String before, String open, List<ValType> types) {
        return types.isEmpty()
                ? before
                : types.stream().map(Object::toString).collect(Collectors.joining(" ", before + open, ")"));
    }
}
