package org.ferrywasm.vm;

/**
 * Thrown when values do not have the number or the types that a function, a global, a table or a field asks for.
 *
 * {@snippet class="org.ferrywasm.examples.FuncExample" region="type-mismatch"}
 */
public final class TypeMismatchException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    TypeMismatchException(String message) {
        super(message);
    }
}
