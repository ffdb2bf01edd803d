package org.ferrywasm.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Owned;
import org.ferrywasm.vm.SharedMemory;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreParcel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CleanTransferTest {
    private static final String GUEST = """
        (module
          (import "host" "later" (func $later (result i32)))
          (import "host" "add" (func $add (param i32 i32) (result i32)))
          (import "host" "shared" (memory $shared 1 2 shared))
          (type $node (struct (field externref) (field (ref null $node))))
          (memory $memory (export "memory") 1 100)
          (table (export "table") 10 externref)
          (global $list (mut (ref null $node)) (ref.null $node))
          (func (export "touch") (param externref)
            (i32.store8 $memory (i32.const 0) (i32.const 1))
            (drop (memory.grow $memory (i32.const 40)))
            (i32.store8 $memory (i32.const 2000000) (i32.const 1))
            (global.set $list (struct.new $node (local.get 0) (global.get $list))))
          (func (export "later") (result i32) (call $add (call $later) (i32.const 1)))
          (func (export "wait") (result i32)
            (memory.atomic.wait32 $shared (i32.const 0) (i32.const 0) (i64.const -1)))
          (func (export "spin") (loop (br 0))))
        """;

    private static final Engine ENGINE = new Engine(Config.DEFAULT.consumeFuel(true));
    private static final List<Object> EVERYTHING = new ArrayList<>();

    /** What threads share, what guards itself, and what waits on the outside of a Store with a bit of everything in it. */
    @Test
    void whatMayBeKeptIsNotFound() {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        SharedMemory shared = SharedMemory.create(
                new MemType(AddressType.I32, new Limits(1, java.util.OptionalLong.of(2)), true, 16));
        HostFunction<Object> add =
                HostFunction.of(Integer.class, Integer.class, Integer.class, (caller, a, b) -> a + b);
        HostFunction<Object> later = HostFunction.async(Integer.class, caller -> answer);
        Module module = Module.fromText(ENGINE, GUEST);
        Store<Object> store = new Store<>(ENGINE, Owned.of(ArrayList::new));
        store.setFuel(100_000);
        Instance instance = new Linker<Object>(ENGINE)
                .func("host", "add", add)
                .func("host", "later", later)
                .define("host", "shared", shared)
                .instantiate(store, module);
        ExternRef object = ExternRef.of(store, "an object", dropped -> {});
        instance.getFunc("touch").call(object);
        instance.getTable("table").set(1, object);
        Func touch = instance.getFunc("touch");
        Call spinning = instance.getFunc("spin").begin();
        Call answered = instance.getFunc("later").begin();
        Call notified = instance.getFunc("wait").begin();
        Outcome first = spinning.resume(1000);
        Outcome second = answered.resume();
        Outcome third = notified.resume();
        assertThat(first).isInstanceOf(Outcome.OutOfFuel.class);
        assertThat(second).isInstanceOf(Outcome.AwaitingHost.class);
        assertThat(third).isInstanceOf(Outcome.AwaitingNotify.class);
        EVERYTHING.addAll(List.of(ENGINE, module, shared, add, later, answer, first, second, third));
        EVERYTHING.addAll(List.of(store, touch, spinning, spinning.interruptHandle(), store.data()));

        StoreParcel<Object> parcel = store.detach(touch, spinning, answered, notified);
        EVERYTHING.add(parcel);

        LeftBehind.assertNothing(parcel);
        EVERYTHING.clear();
        parcel.close();
    }

    @Test
    void theMessageNamesAllAndTheMends() {
        Store<@Nullable Void> store = Store.of(ENGINE);
        HostFunction<@Nullable Object> function = HostFunction.of(Integer.class, caller -> 1);
        EVERYTHING.add(Func.of(store, function));
        store.detach().attach();
        String name = "Store " + store.id();
        String left = " of " + name + " (left behind by transfer 1, by thread \""
                + Thread.currentThread().getName() + "\")";

        assertThatThrownBy(() -> LeftBehind.assertNothing(store))
                .isInstanceOf(AssertionError.class)
                .hasMessage("1 path leads to something of " + name + ":\n"
                        + "  1. static org.ferrywasm.testing.CleanTransferTest.EVERYTHING"
                        + " -> java.util.ArrayList.elementData -> [0] -> Func" + left + "\n"
                        + "     let go of it before the"
                        + " Store moves; or name it in"
                        + " detach, if it is needed"
                        + " after the move, and send it"
                        + " along");
        EVERYTHING.clear();
        store.close();
    }

    @Test
    void theOwnStackCountsIfItIsAskedFor() {
        Store<@Nullable Void> store = Store.of(ENGINE);
        HostFunction<@Nullable Object> function = HostFunction.of(Integer.class, caller -> 1);
        Func left = Func.of(store, function);
        StoreParcel<@Nullable Void> parcel = store.detach();

        assertThat(LeftBehind.countingOwnStack().find(parcel))
                .extracting(Finding::path)
                .anySatisfy(path -> assertThat(path)
                        .startsWith(
                                "a local variable of " + getClass().getName() + ".theOwnStackCountsIfItIsAskedFor("));
        assertThat(left.toString()).startsWith("Func ");
        parcel.close();
    }
}
