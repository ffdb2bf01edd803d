package org.ferrywasm.syntax;

/**
 * The type of a global variable (specification, "Global Types").
 *
 * {@snippet class="org.ferrywasm.examples.TypeExample" region="global"}
 *
 * @param type the type of its value
 * @param mutable whether it may be set
 */
public record GlobalType(ValType type, boolean mutable) implements ExternType {
    @Override
    public String toString() {
        return mutable ? "(mut " + type + ")" : type.toString();
    }
}
