package org.ferrywasm.cli.script;

/** Thrown where a script asks for something that is not there. */
final class ScriptError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScriptError(String message) {
        super(message, null, false, false);
    }
}
