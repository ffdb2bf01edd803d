package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.ref.WeakReference;
import java.util.List;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.vm.Audit;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Group C in numbers: many objects, long lists, cycles, lost handles. */
class CountVolumeClausesTest {
    private final Engine engine = new Engine();
    private final DropLog log = new DropLog();
    private final Store<@Nullable Void> store = Store.of(engine);

    @AfterEach
    void theStoreIsWholeToTheEnd() {
        if (store.isOwnedByCurrentThread()) {
            assertThat(store.audit().calls()).isZero();
            int left = store.hostObjects();
            int before = log.dropped().size();
            store.close();
            assertThat(log.dropped()).hasSizeLessThanOrEqualTo(before + left);
        }
        assertThat(log.dropped()).doesNotHaveDuplicates();
    }

    private Instance guest(String text) {
        return new Linker<@Nullable Void>(engine).instantiate(store, Module.fromText(engine, text));
    }

    @Test
    @Clause("C-06")
    void c06_manyHostExceptionsLeaveNothing() {
        Linker<@Nullable Void> linker = new Linker<>(engine);
        linker.func(
                "", "fail", HostFunction.<@Nullable Void, ExternRef, Void>of(Void.class, ExternRef.class, (c, ref) -> {
                    ref.close();
                    throw new IllegalArgumentException("no");
                }));
        Func call = linker.instantiate(store, Module.fromText(engine, """
            (module (func $fail (import "" "fail") (param externref))
              (func (export "f") (param externref) (local externref)
                (local.set 1 (local.get 0)) (local.get 1) (call $fail (local.get 0)) drop))
            """)).getFunc("f");
        try (ExternRef a = log.put(store, "a")) {
            for (int i = 0; i < 100_000; i++) {
                assertThat(catchThrowable(() -> call.call(a))).isInstanceOf(IllegalArgumentException.class);
            }
            Audit audit = store.audit();
            assertThat(audit.hostObjects()).isEqualTo(1);
            assertThat(audit.hostReferences()).isEqualTo(1);
            assertThat(audit.openHandles()).hasSize(1);
        }
        assertThat(log.dropped()).containsExactly("a");
    }

    @Test
    @Clause({"C-08", "C-18"})
    void c08_aListOfAMillionNodesIsFreedWithoutOverflow() {
        Instance guest = guest("""
            (module (rec (type $n (struct (field externref) (field (mut (ref null $n))))))
              (global $list (mut (ref null $n)) (ref.null $n))
              (func (export "build") (param externref i32)
                (loop $again
                  (global.set $list (struct.new $n (local.get 0) (global.get $list)))
                  (br_if $again (local.tee 1 (i32.sub (local.get 1) (i32.const 1))))))
              (func (export "forget") (global.set $list (ref.null $n))))
            """);
        try (ExternRef a = log.put(store, "a")) {
            guest.getFunc("build").call(a, Val.i32(1_000_000));
        }
        assertThat(store.audit().hostReferences()).isEqualTo(1_000_000);

        guest.getFunc("forget").call();
        store.gc();

        assertThat(log.dropped()).containsExactly("a");
        assertThat(store.audit().heapObjects()).isZero();
    }

    @Test
    @Clause("C-10")
    void c10_aHandleLostWithoutCloseIsReleasedLaterOnTheOwner() throws InterruptedException {
        WeakReference<ExternRef> lost = new WeakReference<>(log.put(store, "a"));
        for (int i = 0; i < 100 && log.dropped().isEmpty(); i++) {
            System.gc();
            Thread.sleep(lost.get() == null ? 1 : 10);
            store.gc();
        }
        assertThat(log.dropped()).containsExactly("a");
    }

    @Test
    @Clause("C-12")
    void c12_manyCyclesOfCreateAndDropAreBounded() {
        Func take = guest("(module (func (export \"take\") (param externref)))").getFunc("take");
        for (int i = 0; i < 100_000; i++) {
            try (ExternRef a = ExternRef.of(store, new Object())) {
                take.call(a);
            }
        }
        assertThat(store.hostObjects()).isZero();
        assertThat(store.audit().openHandles()).isEmpty();
    }

    @Test
    @Clause("C-12")
    void c12_oneLongCallThatMakesManyObjectsIsBounded() {
        Linker<@Nullable Void> linker = new Linker<>(engine);
        int[] most = {0};
        linker.func("", "make", HostFunction.raw(new FuncType(List.of(), List.of()), (c, slots) -> {
            ExternRef.of(store, new Object()).close();
            most[0] = Math.max(most[0], store.hostObjects());
        }));
        linker.instantiate(store, Module.fromText(engine, """
            (module (func $make (import "" "make"))
              (func (export "f") (param i32)
                (loop $again (call $make)
                  (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))
            """)).getFunc("f").call(Val.i32(100_000));

        assertThat(most[0]).isBetween(2, 1000);
        assertThat(store.hostObjects()).isZero();
    }

    @Test
    @Clause("H-07")
    void h07_dataIsClosedOnceWithItsStoreAndLetGo() {
        int[] closed = {0};
        AutoCloseable data = () -> closed[0]++;
        Store<AutoCloseable> owner = new Store<>(engine, data);
        WeakReference<Object> forgotten = new WeakReference<>(new Object());
        Store<@Nullable Object> other = new Store<>(engine, forgotten.get());
        HostFunction<Object> code = closure();
        Func.of(other, code);

        owner.close();
        owner.close();
        other.close();

        assertThat(closed[0]).isEqualTo(1);
        for (int i = 0; i < 100 && forgotten.get() != null; i++) {
            System.gc();
        }
        assertThat(forgotten.get()).isNull();
        assertThat(other.isOwnedByCurrentThread()).isFalse();
    }

    private static HostFunction<Object> closure() {
        return HostFunction.<Object, Void>of(Void.class, caller -> null);
    }

    @Test
    @Clause("C-18")
    void c18_cyclesThroughStructuresAreReclaimed() {
        Instance guest = guest("""
            (module (rec (type $n (struct (field (mut externref)) (field (mut (ref null $n))))))
              (func (export "cycle") (param externref) (local $a (ref null $n)) (local $b (ref null $n))
                (local.set $a (struct.new $n (local.get 0) (ref.null $n)))
                (local.set $b (struct.new $n (ref.null extern) (local.get $a)))
                (struct.set $n 0 (local.get $b) (local.get 0))
                (struct.set $n 1 (local.get $a) (local.get $b))))
            """);
        try (ExternRef a = log.put(store, "a")) {
            guest.getFunc("cycle").call(a);
            guest.getFunc("cycle").call(a);
        }
        assertThat(log.dropped()).isEmpty();
        assertThat(store.audit().hostReferences()).isEqualTo(4);

        store.gc();
        assertThat(log.dropped()).containsExactly("a");
    }
}
