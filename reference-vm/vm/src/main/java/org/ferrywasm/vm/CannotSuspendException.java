package org.ferrywasm.vm;

/**
 * Thrown where a call that cannot be suspended, because it runs to its end at once, would have to wait for the answer of an
 * asynchronous host function (clause F-06). The mend is to begin the call ({@link Func#begin}) and to resume it when the
 * answer is there.
 *
 * {@snippet class="org.ferrywasm.examples.HostFunctionExample" region="cannot-suspend"}
 */
public final class CannotSuspendException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    CannotSuspendException(String message) {
        super(message);
    }
}
