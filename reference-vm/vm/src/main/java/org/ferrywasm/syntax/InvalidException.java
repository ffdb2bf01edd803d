package org.ferrywasm.syntax;

/**
 * Thrown when a well-formed module breaks a rule of the specification's validation chapter, uses a feature that is
 * switched off, or exceeds an implementation limit. The message begins with the official suite's words, then says where.
 *
 * {@snippet class="org.ferrywasm.examples.ModuleExample" region="refused"}
 */
public final class InvalidException extends ModuleException {
    private static final long serialVersionUID = 1L;

    /**
     * An error at a known place.
     *
     * @param problem what is wrong, in the official suite's words
     * @param where the place: a section's entry, or a function and a byte offset
     */
    public InvalidException(String problem, String where) {
        super(problem, problem + " (in " + where + ")");
    }
}
