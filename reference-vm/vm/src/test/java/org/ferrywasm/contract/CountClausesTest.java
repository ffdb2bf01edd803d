package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.vm.ClosedHandleException;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExnRef;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Global;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreBusyException;
import org.ferrywasm.vm.StoreClosedException;
import org.ferrywasm.vm.Table;
import org.ferrywasm.vm.Tag;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.Val;
import org.ferrywasm.vm.WasmException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Group C: host objects are counted without atomics, and each is dropped once, on the owner. */
class CountClausesTest {
    private static final Val NULL = Val.nullRef(AbsHeapType.EXTERN);

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
    @Clause("C-01")
    void c01_anObjectPassedOnlyAsAParameterIsReleasedOnce() {
        Func take = guest("(module (func (export \"take\") (param externref)))").getFunc("take");
        ExternRef a = log.put(store, "a");

        take.call(a);
        take.call(a);
        assertThat(log.dropped()).isEmpty();
        a.close();

        assertThat(log.dropped()).containsExactly("a");
        assertThat(store.hostObjects()).isZero();
    }

    @Test
    @Clause("C-01")
    void c01_anObjectWhoseHandleIsClosedDuringTheCallIsReleasedWhenTheCallEnds() {
        Linker<@Nullable Void> linker = new Linker<>(engine);
        ExternRef[] handle = {log.put(store, "a")};
        linker.func("", "close", HostFunction.<@Nullable Void, Void>of(Void.class, caller -> {
            handle[0].close();
            assertThat(log.dropped()).isEmpty();
            return null;
        }));
        linker.func(
                "", "use", HostFunction.<@Nullable Void, ExternRef, Void>of(Void.class, ExternRef.class, (c, ref) -> {
                    assertThat(ref.value()).isEqualTo(new DropLog.Thing("a"));
                    ref.close();
                    return null;
                }));
        Func take = linker.instantiate(store, Module.fromText(engine, """
            (module
              (func $close (import "" "close")) (func $use (import "" "use") (param externref))
              (func (export "take") (param externref)
                (call $close) (call $use (local.get 0)) (call $use (local.get 0))))
            """)).getFunc("take");

        take.call(handle[0]);

        assertThat(log.dropped()).containsExactly("a");
    }

    @Test
    @Clause("C-02")
    void c02_globalSetReleasesTheOldValueOnce() {
        Instance guest = guest("""
            (module (global $g (export "g") (mut externref) (ref.null extern))
              (func (export "set") (param externref) (global.set $g (local.get 0))))
            """);
        Global global = guest.getGlobal("g");
        Func set = guest.getFunc("set");

        try (ExternRef a = log.put(store, "a");
                ExternRef b = log.put(store, "b")) {
            set.call(a);
            global.set(b);
            global.set(b);
            set.call(b);
        }

        assertThat(log.dropped()).containsExactly("a");
        store.audit();
        global.set(NULL);
        assertThat(log.dropped()).containsExactly("a", "b");
    }

    @Test
    @Clause("C-03")
    void c03_tablesCountExactly() {
        Instance guest = guest("""
            (module
              (table $t (export "t") 4 externref) (table $u (export "u") 4 externref)
              (func (export "set") (param i32 externref) (table.set $t (local.get 0) (local.get 1)))
              (func (export "fill") (param i32 externref i32) (table.fill $t (local.get 0) (local.get 1) (local.get 2)))
              (func (export "copy") (param i32 i32 i32) (table.copy $u $t (local.get 0) (local.get 1) (local.get 2)))
              (func (export "shift") (param i32 i32 i32) (table.copy $t $t (local.get 0) (local.get 1) (local.get 2)))
              (func (export "grow") (param externref i32) (result i32) (table.grow $t (local.get 0) (local.get 1))))
            """);
        try (ExternRef a = log.put(store, "a");
                ExternRef b = log.put(store, "b")) {
            guest.getFunc("fill").call(Val.i32(0), a, Val.i32(3));
            guest.getFunc("set").call(Val.i32(3), b);
            guest.getFunc("copy").call(Val.i32(0), Val.i32(0), Val.i32(4));
            guest.getFunc("shift").call(Val.i32(1), Val.i32(0), Val.i32(3));
            guest.getFunc("shift").call(Val.i32(0), Val.i32(1), Val.i32(3));
            guest.getFunc("grow").call(a, Val.i32(5));
        }
        assertThat(store.audit().hostReferences()).isEqualTo(9 + 4);
        Table t = guest.getTable("t");
        Table u = guest.getTable("u");

        t.fill(0, Val.nullRef(AbsHeapType.EXTERN), 9);
        assertThat(log.dropped()).isEmpty();
        u.set(3, Val.nullRef(AbsHeapType.EXTERN));
        assertThat(log.dropped()).containsExactly("b");
        guest.getFunc("copy").call(Val.i32(0), Val.i32(0), Val.i32(4));
        assertThat(log.dropped()).containsExactly("b", "a");
        assertThat(store.audit().hostReferences()).isZero();
    }

    @Test
    @Clause("C-03")
    void c03_whatIsRefusedCountsNothing() {
        Instance guest = guest("""
            (module (table $t (export "t") 2 4 externref) (elem $e externref (ref.null extern))
              (func (export "set") (param externref) (table.set $t (i32.const 2) (local.get 0)))
              (func (export "fill") (param externref) (table.fill $t (i32.const 1) (local.get 0) (i32.const 2)))
              (func (export "init") (table.init $t $e (i32.const 2) (i32.const 0) (i32.const 1)))
              (func (export "grow") (param externref) (result i32) (table.grow $t (local.get 0) (i32.const 3))))
            """);
        try (ExternRef a = log.put(store, "a")) {
            assertThatThrownBy(() -> guest.getFunc("set").call(a)).isInstanceOf(Trap.class);
            assertThatThrownBy(() -> guest.getFunc("fill").call(a)).isInstanceOf(Trap.class);
            assertThatThrownBy(() -> guest.getFunc("init").call()).isInstanceOf(Trap.class);
            assertThat(guest.getFunc("grow").call(a)).containsExactly(Val.i32(-1));
            assertThatThrownBy(() -> guest.getTable("t").set(2, a)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(store.audit().hostReferences()).isEqualTo(1);
        }
        assertThat(log.dropped()).containsExactly("a");
    }

    @Test
    @Clause({"C-04", "C-03"})
    void c04_droppedSegmentsRelease() {
        Linker<@Nullable Void> linker = new Linker<>(engine);
        ExternRef a = log.put(store, "a");
        Global imported = Global.create(store, new GlobalType(RefType.EXTERNREF, true), a);
        linker.define("", "g", Global.create(store, new GlobalType(RefType.EXTERNREF, false), a));
        a.close();
        Instance guest = linker.instantiate(store, Module.fromText(engine, """
            (module (global $g (import "" "g") externref) (table $t (export "t") 3 externref)
              (elem $p externref (global.get $g) (global.get $g))
              (elem (table $t) (i32.const 0) externref (global.get $g))
              (func (export "init") (table.init $t $p (i32.const 1) (i32.const 0) (i32.const 2)))
              (func (export "drop") (elem.drop $p)))
            """));
        // Two globals, the passive segment twice, the table once.
        assertThat(store.audit().hostReferences()).isEqualTo(5);

        guest.getFunc("init").call();
        assertThat(store.audit().hostReferences()).isEqualTo(7);
        guest.getFunc("drop").call();
        guest.getFunc("drop").call();
        assertThat(store.audit().hostReferences()).isEqualTo(5);
        imported.set(NULL);
        assertThat(store.audit().hostReferences()).isEqualTo(4);
        assertThat(log.dropped()).isEmpty();
    }

    @Test
    @Clause("C-05")
    void c05_aTrapReleasesWhatOperandsAndLocalsHeld() {
        Func trap = guest("""
            (module
              (func $inner (param externref) (local externref)
                (local.set 1 (local.get 0)) (local.get 1) unreachable)
              (func (export "f") (param externref) (call $inner (local.get 0))))
            """).getFunc("f");
        for (int i = 0; i < 100; i++) {
            ExternRef a = log.put(store, "a" + i);
            assertThatThrownBy(() -> trap.call(a)).isInstanceOf(Trap.class);
            a.close();
        }
        assertThat(log.dropped()).hasSize(100);
        assertThat(store.audit().calls()).isZero();
    }

    @Test
    @Clause("C-07")
    void c07_anExceptionsPayloadIsKeptUntilTheExceptionIsDropped() {
        Tag tag = Tag.create(store, RefType.EXTERNREF);
        ExternRef a = log.put(store, "a");
        ExnRef exception = ExnRef.create(store, tag, a);
        a.close();
        store.gc();
        assertThat(log.dropped()).isEmpty();

        try (ExternRef again = (ExternRef) exception.fields().getFirst()) {
            assertThat(again.value()).isEqualTo(new DropLog.Thing("a"));
        }
        exception.close();
        store.gc();
        assertThat(log.dropped()).containsExactly("a");
    }

    @Test
    @Clause("C-07")
    void c07_anUncaughtExceptionKeepsItsPayload() {
        Instance guest = guest("""
            (module (tag $t (export "t") (param externref))
              (func (export "f") (param externref) (throw $t (local.get 0))))
            """);
        ExternRef a = log.put(store, "a");
        WasmException thrown =
                (WasmException) catchThrowable(() -> guest.getFunc("f").call(a));
        a.close();
        store.gc();
        assertThat(log.dropped()).isEmpty();
        assertThat(store.audit().hostReferences()).isEqualTo(1);

        thrown.exception().close();
        store.gc();
        assertThat(log.dropped()).containsExactly("a");
    }

    @Test
    @Clause("C-09")
    void c09_handlesAreCountedExactly() {
        Instance guest = guest("""
            (module (global $g (export "g") (mut externref) (ref.null extern))
              (func (export "get") (result externref) (global.get $g)))
            """);
        ExternRef a = log.put(store, "a");
        guest.getGlobal("g").set(a);
        ExternRef second = (ExternRef) guest.getFunc("get").call().getFirst();
        assertThat(store.audit().hostReferences()).isEqualTo(3);

        a.close();
        a.close();
        assertThat(store.audit().hostReferences()).isEqualTo(2);
        guest.getGlobal("g").set(NULL);
        assertThat(log.dropped()).isEmpty();
        second.close();
        assertThat(log.dropped()).containsExactly("a");
    }

    @Test
    @Clause("C-11")
    void c11_aHandleUsedAfterItsCloseIsRefused() {
        Engine tracing = new Engine(Config.DEFAULT.traceHandles(true));
        try (Store<?> traced = Store.of(tracing)) {
            ExternRef a = ExternRef.of(traced, "a");
            assertThat(traced.audit().openHandles())
                    .singleElement()
                    .asString()
                    .contains("a host object", "made at", "CountClausesTest");
            a.close();
            assertThatThrownBy(a::value)
                    .isInstanceOf(ClosedHandleException.class)
                    .hasMessageContaining("ExternRef of Store " + traced.id())
                    .hasMessageContaining("CountClausesTest");
            assertThat(traced.audit().openHandles()).isEmpty();
        }
        ExternRef b = log.put(store, "b");
        b.close();
        Table table = Table.create(
                store, TableType.of(Limits.atLeast(1), RefType.EXTERNREF), Val.nullRef(AbsHeapType.EXTERN));
        assertThatThrownBy(() -> table.set(0, b)).isInstanceOf(ClosedHandleException.class);
        assertThatThrownBy(() -> table.grow(1, b)).isInstanceOf(ClosedHandleException.class);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    @Clause("C-15")
    void c15_oneObjectWrappedTwiceIsOneToTheGuestAndDroppedOncePerWrapping() {
        Object object = new Object();
        Instance guest = guest("""
            (module (table $t (export "t") 2 externref)
              (func (export "put") (param i32 externref) (table.set $t (local.get 0) (local.get 1))))
            """);
        try (ExternRef first = ExternRef.of(store, object, o -> log.drop("first"));
                ExternRef second = ExternRef.of(store, object, o -> log.drop("second"))) {
            assertThat(first.refersToSameAs(second)).isTrue();
            assertThat(store.hostObjects()).isEqualTo(1);
            guest.getFunc("put").call(Val.i32(0), first);
            guest.getFunc("put").call(Val.i32(1), second);
        }
        try (ExternRef a = (ExternRef) guest.getTable("t").get(0);
                ExternRef b = (ExternRef) guest.getTable("t").get(1)) {
            assertThat(a.refersToSameAs(b)).isTrue();
            assertThat(a.value()).isSameAs(object);
        }
        guest.getTable("t").set(0, Val.nullRef(AbsHeapType.EXTERN));
        assertThat(log.dropped()).isEmpty();
        guest.getTable("t").set(1, Val.nullRef(AbsHeapType.EXTERN));

        assertThat(log.dropped()).containsExactly("first", "second");
        try (ExternRef again = ExternRef.of(store, object, o -> log.drop("third"))) {
            assertThat(again.value()).isSameAs(object);
        }
        assertThat(log.dropped()).containsExactly("first", "second", "third");
    }

    @Test
    @Clause({"C-16", "H-07"})
    void c16_afterCloseEachHostObjectIsReleasedOnce() {
        Instance guest = guest("(module (global (export \"g\") (mut externref) (ref.null extern)))");
        AutoCloseable closeable = () -> log.drop("closeable");
        ExternRef handle = log.put(store, "handle");
        try (ExternRef global = log.put(store, "global")) {
            guest.getGlobal("g").set(global);
        }
        ExternRef.of(store, closeable);

        store.close();
        store.close();

        assertThat(log.dropped()).containsExactlyInAnyOrder("handle", "global", "closeable");
        assertThatThrownBy(handle::value).isInstanceOf(StoreClosedException.class);
    }

    @Test
    @Clause({"C-20", "H-04"})
    void c20_dropActionsThatThrowReenterOrCloseLeaveTheStoreWhole() {
        Func work = guest("(module (func (export \"f\") (result i32) (i32.const 7)))")
                .getFunc("f");
        Table table = Table.create(
                store, TableType.of(Limits.atLeast(4), RefType.EXTERNREF), Val.nullRef(AbsHeapType.EXTERN));
        RuntimeException first = new RuntimeException("first");
        Exception second = new Exception("second");
        put(table, 0, () -> {
            log.drop("throws");
            throw first;
        });
        put(table, 1, () -> {
            log.drop("closes");
            store.close();
        });
        put(table, 2, () -> {
            log.drop("re-enters");
            assertThat(work.call()).containsExactly(Val.i32(7));
            ExternRef.of(store, new Object(), o -> log.drop("nested")).close();
            store.gc();
        });
        put(table, 3, () -> {
            log.drop("throws, checked");
            throw second;
        });

        Throwable thrown = catchThrowable(() -> table.fill(0, Val.nullRef(AbsHeapType.EXTERN), 4));

        assertThat(thrown).isSameAs(first);
        assertThat(thrown.getSuppressed()).hasSize(2);
        assertThat(thrown.getSuppressed()[0])
                .isInstanceOf(StoreBusyException.class)
                .hasMessageContaining("drop action");
        assertThat(thrown.getSuppressed()[1]).isSameAs(second);
        assertThat(log.dropped())
                .containsExactlyInAnyOrder("throws", "closes", "re-enters", "throws, checked", "nested");
        assertThat(table.get(0)).isEqualTo(NULL);
        assertThat(work.call()).containsExactly(Val.i32(7));
        assertThat(store.audit().hostObjects()).isZero();
    }

    @Test
    @Clause("C-20")
    void c20_aFailingOperationKeepsItsOwnException() {
        Linker<@Nullable Void> linker = new Linker<>(engine);
        ExternRef[] handle = new ExternRef[1];
        IllegalStateException own = new IllegalStateException("own");
        RuntimeException dropping = new RuntimeException("dropping");
        linker.func("", "f", HostFunction.<@Nullable Void, Void>of(Void.class, caller -> {
            handle[0].close();
            throw own;
        }));
        Func f = linker.instantiate(
                        store,
                        Module.fromText(
                                engine, "(module (func $f (import \"\" \"f\")) (func (export \"f\") (call $f)))"))
                .getFunc("f");
        handle[0] = ExternRef.of(store, new Object(), o -> {
            throw dropping;
        });

        Throwable thrown = catchThrowable(f::call);

        assertThat(thrown).isSameAs(own);
        assertThat(thrown.getSuppressed()).containsExactly(dropping);
    }

    private void put(Table table, long index, Drop drop) {
        try (ExternRef handle = ExternRef.of(store, new Object(), o -> drop.run())) {
            table.set(index, handle);
        }
    }

    @Test
    @Clause("D-01")
    void d01_aRoundTripKeepsIdentity() {
        Instance guest = guest("""
            (module (type $s (struct (field externref)))
              (func (export "same") (param externref) (result externref)
                (extern.convert_any (any.convert_extern (struct.get $s 0 (struct.new $s (local.get 0)))))))
            """);
        Object object = new int[0];
        try (ExternRef handle = ExternRef.of(store, object);
                ExternRef back = (ExternRef) guest.getFunc("same").call(handle).getFirst()) {
            assertThat(back.value()).isSameAs(object);
        }
        assertThat(guest.getFunc("same").call(NULL)).containsExactly(NULL);
    }

    private interface Drop {
        void run() throws Exception;
    }
}
