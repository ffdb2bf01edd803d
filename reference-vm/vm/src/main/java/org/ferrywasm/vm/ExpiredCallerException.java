package org.ferrywasm.vm;

/**
 * Thrown when a {@link Caller} is used after the host call that it was made for.
 *
 * {@snippet class="org.ferrywasm.examples.HostFunctionExample" region="expired-caller"}
 */
public final class ExpiredCallerException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ExpiredCallerException(String message) {
        super(message);
    }
}
