package org.ferrywasm.contract.spi;

/** An engine. The contract has it that threads may share it. */
public interface TestedEngine extends AutoCloseable {
    /**
     * Loads a module.
     *
     * @param binary the module; the caller may change the array later
     */
    TestedModule load(byte[] binary);

    /** Makes a Store that belongs to the current thread; where an engine has none, what stands for one. */
    TestedStore newStore();

    /** Lets go of what the engine holds, if anything. */
    @Override
    void close();
}
