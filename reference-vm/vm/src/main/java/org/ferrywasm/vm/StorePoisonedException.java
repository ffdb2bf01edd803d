package org.ferrywasm.vm;

/**
 * Thrown when a Store is used in which an operation was cut short by a failure of the JVM, such as a lack of memory. What it
 * holds may be inconsistent, so it can only be closed. The cause is the failure.
 *
 * {@snippet class="org.ferrywasm.examples.RefusalExample" region="poisoned"}
 */
public final class StorePoisonedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    StorePoisonedException(String operation, long storeId, VirtualMachineError cause) {
        super(
                operation + " on " + Tenancy.callerName() + ": an earlier operation on Store " + storeId
                        + " was cut short by " + cause + "; it can only be closed",
                cause);
    }
}
