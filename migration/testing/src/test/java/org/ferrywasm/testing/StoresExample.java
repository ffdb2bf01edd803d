package org.ferrywasm.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreParcel;
import org.ferrywasm.vm.Val;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

// @start region="stores"
@ExtendWith(FerryExtension.class)
class StoresExample {
    @Test
    void addsNumbers(Stores stores) {
        Store<String> store = stores.open("session 1"); // audited and closed after the test
        Module module = Module.fromText(
                stores.engine(),
                "(module (func (export \"add\") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1))))");
        Func add =
                new Linker<String>(stores.engine()).instantiate(store, module).getFunc("add");
        assertThat(add.call(Val.i32(2), Val.i32(3))).containsExactly(Val.i32(5));
    }

    @FerryTest // is short for both annotations
    void moves(Stores stores) throws InterruptedException {
        StoreParcel<String> parcel = stores.register(stores.open("session 2").detach());
        Thread receiver =
                Thread.ofVirtual().start(parcel::attach); // and ends: its Store is adopted, audited and closed
        receiver.join();
    }
}
// @end
