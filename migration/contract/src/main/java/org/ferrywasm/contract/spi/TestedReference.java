package org.ferrywasm.contract.spi;

/** A handle to something that is no function: a host object, a structure, an array, an exception. */
public interface TestedReference extends AutoCloseable {
    /**
     * The object of the host that it refers to.
     *
     * @throws IllegalStateException if it refers to something of the guest's
     */
    Object host();

    /** Gives the handle up, before the collector of the JVM finds it lost; nothing where an engine has no use for that. */
    @Override
    void close();
}
