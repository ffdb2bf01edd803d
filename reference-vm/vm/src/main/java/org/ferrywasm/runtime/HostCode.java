package org.ferrywasm.runtime;

/** The body of a host function, below the embedding API's conversions. */
@FunctionalInterface
public interface HostCode {
    /**
     * Runs the function. Its arguments stand in the slots of {@link Execution#stack} from {@code base} on; it leaves its
     * results there. It may call into the store again, which may replace the stack array: arguments are read before,
     * results written after, and the array is asked for anew each time.
     *
     * @throws Throwable whatever the user's code throws; it passes through guest frames untouched
     */
    void call(Execution execution, int base) throws Throwable;
}
