package org.ferrywasm.contract.spi;

/** A call that can be suspended. */
public interface TestedCall extends AutoCloseable {
    /**
     * Goes on until the call is over, waits, is stopped, or has used up its fuel.
     *
     * @param fuel how many units it may use, at most; {@link Long#MAX_VALUE} for no such limit
     * @return what came of it
     */
    CallOutcome resume(long fuel);

    /** What stops it, good for any thread at any time. */
    Runnable interrupter();

    /** Gives the call up: the guest does not go on. */
    @Override
    void close();
}
