package org.ferrywasm.runtime;

/** What is done with a host object when the store lets go of it. */
@FunctionalInterface
public interface HostDrop {
    /**
     * Runs on the store's owner, once.
     *
     * @throws Exception whatever the user's code throws
     */
    void drop(Object value) throws Exception;
}
