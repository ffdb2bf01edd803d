package org.ferrywasm.bench;

/**
 * An engine under measurement: something that loads WebAssembly modules and runs them.
 *
 * <p>One thread uses an engine at a time; what it has loaded is used before {@link #close()}.
 */
public interface BenchEngine extends AutoCloseable {
    /** The name of the host module from which guests import {@value #HOST_FUNCTION}. */
    String HOST_MODULE = "host";

    /** The name of the only host function: it takes nothing, returns nothing and does nothing. */
    String HOST_FUNCTION = "nop";

    /**
     * Decodes and validates a module and makes it ready to instantiate; never answers from a cache.
     *
     * @throws RuntimeException of the engine's own kind, where it refuses the module
     */
    BenchModule load(byte[] binary);

    /** Releases what the engine holds beyond its objects. */
    @Override
    void close();
}
