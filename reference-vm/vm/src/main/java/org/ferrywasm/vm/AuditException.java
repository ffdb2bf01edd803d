package org.ferrywasm.vm;

import java.util.List;

/** Thrown by {@link Store#audit} when a Store is not whole: a fault of the VM, which its users cannot mend. */
public final class AuditException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> differences;

    AuditException(long storeId, List<String> differences) {
        super("Store " + storeId + " is not whole: " + String.join("; ", differences));
        this.differences = differences;
    }

    /** What is wrong, each with its place; the first hundred. */
    public List<String> differences() {
        return differences == null ? List.of() : differences;
    }
}
