package org.ferrywasm.engines.ferry;

import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.HostRef;
import org.ferrywasm.vm.Rooted;
import org.ferrywasm.vm.Val;

/** A handle to an object of the host or of the guest. */
record FerryReference(Val.RefVal ref) implements TestedReference {
    @Override
    public Object host() {
        return switch (ref) {
            case ExternRef extern -> extern.value();
            case HostRef host -> host.value();
            default -> throw new IllegalStateException("no object of the host: " + ref.getClass());
        };
    }

    @Override
    public void close() {
        if (ref instanceof Rooted rooted) {
            rooted.close();
        }
    }
}
