package org.ferrywasm.contract.spi;

/** Deadlines in steps that the engine counts: the capability {@code epochs}. */
public final class Epochs {
    private Epochs() {}

    /** An engine that counts epochs; any thread may step. */
    public interface Engine extends TestedEngine {
        /** Steps to the next epoch. */
        void incrementEpoch();
    }

    /** A call with a deadline. */
    public interface Call extends TestedCall {
        /** Has the call stopped so many epochs from now. */
        void setEpochDeadline(long epochs);
    }
}
