package org.ferrywasm.contract.spi;

/** What the kit gives a guest for an import. */
public sealed interface HostImport {
    /** The name of the module that it is imported from. */
    String module();

    /** Its name there. */
    String name();

    /** A host function. */
    record Function(String module, String name, Signature signature, HostCode code) implements HostImport {}

    /** An asynchronous host function of one parameter, which gives an {@code i32}; for engines that are {@link Suspending.Engine}. */
    record AsyncFunction(String module, String name, ValueType parameter, AsyncHostCode code) implements HostImport {}

    /**
     * A function, memory, table or global that an instance exports, or a memory that threads share.
     *
     * @param item what another object of the same adapter gave
     */
    record Item(String module, String name, TestedItem item) implements HostImport {}
}
