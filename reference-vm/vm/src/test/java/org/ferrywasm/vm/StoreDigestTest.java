package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That nothing of a Store can differ unseen. */
class StoreDigestTest {
    private static final String GUEST = """
        (module
          (memory 1)
          (memory 4 4 shared)
          (table 2 funcref)
          (table 1 externref)
          (global $number (mut i64) (i64.const 0))
          (global $vector (mut v128) (v128.const i64x2 0 0))
          (global $object (mut anyref) (ref.null any))
          (type $pair (struct (field (mut i32)) (field (mut i32))))
          (elem $funcs func $nothing)
          (data $bytes "x")
          (func $nothing (export "nothing"))
          (func (export "memory") (i32.store8 (i32.const 4000) (i32.const 1)))
          (func (export "far memory") (i32.store8 (i32.const 65535) (i32.const 1)))
          (func (export "shared memory") (i32.store8 1 (i32.const 200000) (i32.const 1)))
          (func (export "table") (table.set 0 (i32.const 1) (ref.func $nothing)))
          (func (export "global") (global.set $number (i64.const 1)))
          (func (export "high half") (global.set $vector (v128.const i64x2 0 1)))
          (func (export "elem.drop") (elem.drop $funcs))
          (func (export "data.drop") (data.drop $bytes))
          (func (export "struct") (global.set $object (struct.new $pair (i32.const 0) (i32.const 1)))))
        """;

    @ParameterizedTest
    @CsvSource({
        "memory, memory 0",
        "far memory, memory 0",
        "shared memory, shared memory 1",
        "table, table 0",
        "global, global 0",
        "high half, global 1",
        "elem.drop, segments of instance 0",
        "data.drop, segments of instance 0",
        "struct, global 2"
    })
    void whatACallChangesIsSeen(String call, String expected) {
        StoreDigest untouched = after("nothing");
        assertThat(untouched.difference(after("nothing"), true)).isNull();
        StoreDigest changed = new StoreDigest(untouched.fuel(), after(call).state());
        assertThat(changed.difference(untouched, true)).startsWith(expected);
    }

    @Test
    void fuelIsSeenAndCallsInFlight() {
        StoreDigest untouched = after("nothing");
        assertThat(new StoreDigest(untouched.fuel() - 1, untouched.state()).difference(untouched, true))
                .startsWith("fuel spent: ");
        try (Store<?> store = store()) {
            StoreDigest before = StoreDigest.of(store);
            Call call = instance(store).getFunc("nothing").begin();
            assertThat(StoreDigest.of(store).state().callsInFlight())
                    .isEqualTo(before.state().callsInFlight() + 1);
            call.close();
        }
    }

    @Test
    void anExternalReferenceIsSeen() {
        try (Store<?> store = store()) {
            StoreDigest before = StoreDigest.of(store);
            ExternRef ref = ExternRef.of(store, "object");
            assertThat(StoreDigest.of(store).difference(before, true)).startsWith("host object");
            ref.close();
        }
    }

    private static Store<?> store() {
        Store<?> store = Store.of(new Engine(Config.DEFAULT.consumeFuel(true)));
        store.setFuel(1_000);
        return store;
    }

    private static <T extends @Nullable Object> Instance instance(Store<T> store) {
        return new Linker<T>(store.engine()).instantiate(store, Module.fromText(store.engine(), GUEST));
    }

    private static StoreDigest after(String call) {
        try (Store<?> store = store()) {
            instance(store).getFunc(call).call();
            return StoreDigest.of(store);
        }
    }
}
