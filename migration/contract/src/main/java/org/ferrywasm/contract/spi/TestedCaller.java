package org.ferrywasm.contract.spi;

/** The guest that called a host function. It is good for the call, on its thread. */
public interface TestedCaller {
    /**
     * What the calling instance exports by a name.
     *
     * @throws UnsupportedOperationException if host functions of the engine do not learn who called
     */
    TestedItem export(String name);
}
