package org.ferrywasm.engines.graalwasm;

import org.ferrywasm.contract.spi.TestedReference;

/**
 * A reference to an object of the host.
 *
 * @param object what the guest holds
 */
record GraalWasmReference(Object object) implements TestedReference {
    @Override
    public Object host() {
        if (object instanceof Held(Object host)) {
            return host;
        }
        throw new IllegalStateException("not an object that the kit gave");
    }

    @Override
    public void close() {
        // The JVM collects it.
    }

    /** Holds an object, since the bare one would be a string or a number to the guest if it is one to Java. */
    record Held(Object host) {}
}
