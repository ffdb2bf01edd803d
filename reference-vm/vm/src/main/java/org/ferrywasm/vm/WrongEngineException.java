package org.ferrywasm.vm;

/**
 * Thrown when a module, a type or a linker of one Engine is given to something that belongs to another one.
 *
 * {@snippet class="org.ferrywasm.examples.RefusalExample" region="wrong-engine"}
 */
public final class WrongEngineException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    WrongEngineException(String message) {
        super(message);
    }
}
