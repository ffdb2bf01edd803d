package org.ferrywasm.engines.endive;

import org.ferrywasm.contract.spi.TestedReference;
import run.endive.runtime.WasmGcRef;

/** A reference that is an object of Java's: the host's own, or one that the guest has made. */
record EndiveReference(Object object) implements TestedReference {
    @Override
    public Object host() {
        if (object instanceof WasmGcRef) {
            throw new IllegalStateException("the guest has made this");
        }
        return object;
    }

    @Override
    public void close() {
        // The JVM collects it.
    }
}
