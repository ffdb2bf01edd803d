package org.ferrywasm.vm;

/**
 * Thrown when a value, an import or another handle of one Store is given to another one.
 *
 * {@snippet class="org.ferrywasm.examples.RefusalExample" region="wrong-store"}
 */
public final class WrongStoreException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    WrongStoreException(String message) {
        super(message);
    }
}
