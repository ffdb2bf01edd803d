package org.ferrywasm.engines.endive;

import org.ferrywasm.contract.spi.TestedReference;

/**
 * A guest's exception.
 *
 * @param index its index in the instance that has it
 */
record EndiveException(int index) implements TestedReference {
    @Override
    public Object host() {
        throw new IllegalStateException("the guest has made this");
    }

    @Override
    public void close() {
        // The JVM collects it.
    }
}
