package org.ferrywasm.contract.spi;

/** An engine whose imports are gathered in an object of its own: the capability {@code linking}. */
public interface Linking extends TestedEngine {
    /** Makes such an object, for the current thread. */
    TestedLinker newLinker();

    /** What gathers imports. */
    interface TestedLinker {
        /** Adds an import. */
        void define(HostImport item);

        /** Instantiates a module with what has been gathered. */
        TestedInstance instantiate(TestedStore store, TestedModule module);

        /** The same as an object that threads share. */
        TestedLinker freeze();
    }
}
