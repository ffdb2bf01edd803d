package org.ferrywasm.engines.ferry;

import java.util.List;
import org.ferrywasm.contract.spi.TestedParcel;
import org.ferrywasm.vm.StoreParcel;

/** A Store on its way. */
record FerryParcel(StoreParcel<?> parcel) implements TestedParcel {
    @Override
    public void attach() {
        parcel.attach();
    }

    @Override
    public void close() {
        parcel.close();
    }

    @Override
    public int examined() {
        return parcel.examined();
    }

    @Override
    public List<String> promises() {
        return parcel.promises().stream()
                .map(promise -> promise.path() + ": " + promise.word())
                .toList();
    }
}
