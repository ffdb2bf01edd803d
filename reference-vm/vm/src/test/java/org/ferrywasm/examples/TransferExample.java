package org.ferrywasm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.NotOrphanedException;
import org.ferrywasm.vm.NotSendableException;
import org.ferrywasm.vm.ParcelSpentException;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreParcel;
import org.ferrywasm.vm.Val;
import org.junit.jupiter.api.Test;

class TransferExample {
    private static final String COUNTER = """
        (module
          (global $count (mut i32) (i32.const 0))
          (func (export "next") (result i32)
            (global.set $count (i32.add (global.get $count) (i32.const 1)))
            (global.get $count)))
        """;

    private final Engine engine = new Engine();
    private final List<String> log = new ArrayList<>();

    @Test
    void aStoreMoves() throws Exception {
        // @start region="move"
        record Delivery(StoreParcel<String> parcel, Func next) {}
        BlockingQueue<Delivery> queue = new LinkedBlockingQueue<>();
        Thread receiver = Thread.ofVirtual().start(() -> {
            try {
                Delivery delivery = queue.take();
                try (Store<String> store = delivery.parcel().attach()) { // this thread owns the Store from here on
                    Val count = delivery.next().call().getFirst(); // it travelled, so it is valid here
                    log.add(store.data() + " counts " + count.asInt());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        Store<String> store = new Store<>(engine, "session 1");
        Func next = new Linker<String>(engine)
                .instantiate(store, Module.fromText(engine, COUNTER))
                .getFunc("next");
        next.call();
        queue.put(new Delivery(store.detach(next), next)); // next is a companion: it travels
        // @end
        receiver.join();
        assertThat(log).containsExactly("session 1 counts 2");
    }

    @Test
    void aParcelIsForOne() {
        Store<String> store = new Store<>(engine, "");
        // @start region="spent"
        StoreParcel<String> parcel = store.detach();
        try (Store<String> attached = parcel.attach()) {
            attached.gc();
            parcel.attach(); // somebody has it already
        } catch (ParcelSpentException e) {
            log.add(e.getMessage()); // says which thread attached it
        }
        // @end
        assertThat(log).singleElement().asString().contains("was attached by thread");
    }

    @Test
    void aStoreIsRefused() {
        // @start region="refused"
        Store<List<String>> store = new Store<>(engine, new ArrayList<>());
        try {
            store.detach();
        } catch (NotSendableException e) {
            log.add(e.getMessage()); // data -> java.util.ArrayList: what, where, why, and the mend
        }
        store.setData(List.of()); // the mend
        store.detach().close();
        // @end
        assertThat(log).singleElement().asString().contains("data -> java.util.ArrayList");
    }

    @Test
    void anOrphanIsAdopted() throws Exception {
        List<Store<String>> forgotten = new ArrayList<>();
        Thread owner = Thread.ofPlatform().start(() -> {
            Store<String> store = new Store<>(engine, "session 2");
            ExternRef.of(store, "an object");
            forgotten.add(store);
        });
        owner.join();
        // @start region="adopt"
        try (Store<String> store = Store.adopt(forgotten.getFirst())) { // its owner has ended without closing it
            log.add(store.data());
            Store.adopt(store); // once is enough
        } catch (NotOrphanedException e) {
            log.add(e.getMessage());
        }
        // @end
        assertThat(log).hasSize(2).first().isEqualTo("session 2");
    }
}
