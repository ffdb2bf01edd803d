package org.ferrywasm.vm;

/** Thrown when a Store, or a handle into one, is used after the Store was closed. */
public final class StoreClosedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    StoreClosedException(String message) {
        super(message);
    }
}
