package org.ferrywasm.engines.chicory;

import org.ferrywasm.contract.spi.TestedReference;

/**
 * A reference that is no function: a number, of the host's or of the guest's making.
 *
 * @param bits the number
 * @param objects the host objects of the Store that it was met in
 */
record ChicoryReference(long bits, HostObjects objects) implements TestedReference {
    @Override
    public Object host() {
        Object object = objects.find(bits);
        if (object == null) {
            throw new IllegalStateException("the number " + bits + " stands for no object of the host");
        }
        return object;
    }

    @Override
    public void close() {
        // Guests may know the number still.
    }
}
