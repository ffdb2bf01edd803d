package org.ferrywasm.contract.spi;

/** An engine with memories that threads share: the capability {@code sharing}. */
public interface Sharing extends TestedEngine {
    /** Makes a shared memory, which belongs to no Store and which any thread may use. */
    TestedMemory newSharedMemory(long minimumPages, long maximumPages);
}
