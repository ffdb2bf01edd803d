package org.ferrywasm.vm;

/**
 * Thrown when a Store is asked for something that it cannot do while a call is on the Java stack or a {@link MemoryView} is
 * open; the message names them. Nothing has happened.
 */
public final class StoreBusyException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    StoreBusyException(String message) {
        super(message);
    }
}
