package org.ferrywasm.contract.spi;

import java.util.List;

/**
 * A Store: instances that can reach one another, and what they own. Where an engine has no such thing, its adapter keeps what
 * instances of one Store must have in common.
 */
public interface TestedStore extends AutoCloseable {
    /**
     * Instantiates a module, and runs its start function.
     *
     * @param imports what it imports; others than it imports do no harm
     */
    TestedInstance instantiate(TestedModule module, List<HostImport> imports);

    /**
     * Makes a reference to an object of the host.
     *
     * @throws UnsupportedOperationException if the engine has no {@code externref}
     */
    TestedReference reference(Object host);

    /**
     * Whether the engine holds the host objects that guests refer to; false where a reference is a number to it, so that its
     * embedder keeps the objects. Unless overridden, it does.
     */
    default boolean holdsHostObjects() {
        return true;
    }

    /** Ends the Store. */
    @Override
    void close();
}
