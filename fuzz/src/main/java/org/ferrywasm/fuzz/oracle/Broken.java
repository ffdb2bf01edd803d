package org.ferrywasm.fuzz.oracle;

/** What an oracle asks for does not hold. The message says what was seen. */
public final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what was seen. */
    public Broken(String message) {
        super(message);
    }

    /** Says what was thrown where nothing should be. */
    public Broken(String message, Throwable cause) {
        super(message + ": " + cause, cause);
    }
}
