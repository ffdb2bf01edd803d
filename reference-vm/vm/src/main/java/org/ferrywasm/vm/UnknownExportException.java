package org.ferrywasm.vm;

/**
 * Thrown when an instance has no export of a name, or one of another kind; the message names those that it has.
 *
 * {@snippet class="org.ferrywasm.examples.LinkerExample" region="unknown-export"}
 */
public final class UnknownExportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownExportException(String message) {
        super(message);
    }
}
