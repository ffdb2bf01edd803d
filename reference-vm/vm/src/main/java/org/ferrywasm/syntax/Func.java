package org.ferrywasm.syntax;

import java.util.List;

/**
 * A function that a module defines (specification, "Functions").
 *
 * @param typeIndex its type, as an index into the module's types
 * @param locals the declared locals in runs of equal type, parameters not among them
 * @param body its instructions
 */
public record Func(int typeIndex, List<Locals> locals, Expr body) {
    /** Copies the list. */
    public Func {
        locals = List.copyOf(locals);
    }

    /**
     * A run of declared locals of one type.
     *
     * @param count how many, unsigned
     * @param type the type of each
     */
    public record Locals(int count, ValType type) {}
}
