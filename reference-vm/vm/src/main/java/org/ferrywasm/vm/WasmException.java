package org.ferrywasm.vm;

import java.util.List;

/**
 * An exception that a guest throws and nobody catches, and one that a host function throws for guests to catch
 * (specification, "Exceptions"): a tag and the values that it carries. It belongs to a Store like every handle.
 *
 * {@snippet class="org.ferrywasm.examples.ExceptionExample" region="catch"}
 */
public final class WasmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ExnRef exception;

    WasmException(ExnRef exception) {
        super("uncaught guest exception");
        this.exception = exception;
    }

    /**
     * Makes an exception for a host function to throw.
     *
     * @throws TypeMismatchException if the values are not those that the tag asks for
     * @throws WrongStoreException if a value belongs to another Store
     * @throws Trap if the Store's heap is full
     */
    public WasmException(Tag tag, Val... fields) {
        super("guest exception thrown by a host function");
        this.exception = ExnRef.create(tag.enter("WasmException.new"), tag, fields);
    }

    /** The exception as a reference. */
    public ExnRef exception() {
        return exception;
    }

    /** Its tag. */
    public Tag tag() {
        return exception.tag();
    }

    /** The values that it carries. */
    public List<Val> fields() {
        return exception.fields();
    }

    boolean carries(long ref) {
        return exception.isOpenAt(ref);
    }
}
