package org.ferrywasm.syntax;

/**
 * Thrown when bytes or text are not a WebAssembly module at all: what the official suite calls <em>malformed</em>. The
 * message begins with the official suite's words, then says where.
 *
 * {@snippet class="org.ferrywasm.examples.ModuleExample" region="refused"}
 */
public final class MalformedException extends ModuleException {
    private static final long serialVersionUID = 1L;

    /**
     * An error in a binary module.
     *
     * @param problem what is wrong, in the official suite's words
     * @param offset the byte offset at which it was seen
     */
    public MalformedException(String problem, long offset) {
        super(problem, problem + " (at offset 0x" + Long.toHexString(offset) + ")");
    }

    /**
     * An error in a text module.
     *
     * @param problem what is wrong, in the official suite's words
     * @param line the line, counted from 1
     * @param column the column, counted from 1
     */
    public MalformedException(String problem, int line, int column) {
        super(problem, problem + " (at line " + line + ", column " + column + ")");
    }
}
