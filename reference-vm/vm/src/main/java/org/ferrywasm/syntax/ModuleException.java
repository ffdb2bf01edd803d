package org.ferrywasm.syntax;

/**
 * Thrown when something is not a module that can be used: {@link MalformedException} or {@link InvalidException}.
 *
 * {@snippet class="org.ferrywasm.examples.ModuleExample" region="either"}
 */
public abstract sealed class ModuleException extends RuntimeException permits MalformedException, InvalidException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, without the place. */
    private final String problem;

    ModuleException(String problem, String message) {
        super(message);
        this.problem = problem;
    }

    /** What is wrong, without the place. */
    public final String problem() {
        return problem;
    }
}
