package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.syntax.AbsHeapType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where something that may not go is held, as a refused move names it. */
class InspectionTest {
    private static final String GUEST = """
        (module
          (type $pair (struct (field i32) (field $held (mut externref))))
          (type $many (array (mut externref)))
          (type $node (struct (field $next (mut (ref null $node))) (field $held (mut externref))))
          (import "host" "pause" (func $pause (param externref)))
          (tag $tag (param i64 externref))
          (table $table (export "table") 4 externref)
          (table $other (export "other") 2 anyref)
          (global $plain (export "plain") (mut externref) (ref.null extern))
          (global $any (mut anyref) (ref.null any))
          (global $exception (mut exnref) (ref.null exn))
          (func (export "pair") (param externref)
            (global.set $any (struct.new $pair (i32.const 1) (local.get 0))))
          (func (export "many") (param externref)
            (global.set $any (array.new $many (local.get 0) (i32.const 1)))
            (global.set $any (array.new_fixed $many 3 (ref.null extern) (ref.null extern) (local.get 0))))
          (func (export "throw") (param externref)
            (block $caught (result exnref)
              (try_table (catch_all_ref $caught) (throw $tag (i64.const 1) (local.get 0)))
              (ref.null exn))
            (global.set $exception))
          (func (export "list") (param $length i32) (param $held externref) (local $node (ref null $node))
            (local.set $node (struct.new $node (ref.null $node) (local.get $held)))
            (loop $again
              (local.set $node (struct.new $node (local.get $node) (ref.null extern)))
              (local.set $length (i32.sub (local.get $length) (i32.const 1)))
              (br_if $again (local.get $length)))
            (global.set $any (local.get $node)))
          (func (export "hold") (param externref) (loop $again (br $again)))
          (func (export "pause") (param externref) (call $pause (local.get 0))))
        """;

    /** Something that may not go. */
    private final StringBuilder culprit = new StringBuilder("culprit");

    private final Engine engine = new Engine(Config.DEFAULT.consumeFuel(true));
    private final Store<@Nullable Object> store = new Store<>(engine, null);
    private final Instance instance;

    InspectionTest() {
        store.setFuel(1_000_000);
        instance = new Linker<@Nullable Object>(engine)
                .func(
                        "host",
                        "pause",
                        HostFunction.<@Nullable Object, ExternRef, Void>of(
                                Void.class, ExternRef.class, (caller, held) -> null))
                .instantiate(store, Module.fromText(engine, GUEST));
    }

    @AfterEach
    void isSound() {
        store.audit();
        store.close();
    }

    private ExternRef held() {
        return ExternRef.of(store, culprit);
    }

    private void call(String name, Val... args) {
        instance.getFunc(name).call(args);
    }

    private List<String> paths(Object... companions) {
        NotSendableException refused = catchThrowableOfType(NotSendableException.class, () -> store.detach(companions));
        assertThat(refused).isNotNull();
        return refused.violations().stream().map(Violation::path).toList();
    }

    @Test
    void aTable() {
        instance.getTable("table").set(2, held());

        assertThat(paths()).containsExactly("table 0[2] -> java.lang.StringBuilder");
    }

    @Test
    void aTableThroughAConversion() {
        instance.getTable("other").set(1, held().toAny());

        assertThat(paths()).containsExactly("table 1[1] -> java.lang.StringBuilder");
    }

    @Test
    void aGlobal() {
        instance.getGlobal("plain").set(held());

        assertThat(paths()).containsExactly("global[0] -> java.lang.StringBuilder");
    }

    @Test
    void aStructure() {
        call("pair", held());

        assertThat(paths()).containsExactly("global[1] -> struct.f1 -> java.lang.StringBuilder");
    }

    @Test
    void anArray() {
        call("many", held());

        assertThat(paths()).containsExactly("global[1] -> array[2] -> java.lang.StringBuilder");
    }

    @Test
    void anException() {
        call("throw", held());

        assertThat(paths()).containsExactly("global[2] -> exception.f1 -> java.lang.StringBuilder");
    }

    @Test
    void aFrame() {
        try (Call call = instance.getFunc("hold").begin(held())) {
            call.resume(100);

            assertThat(paths(call)).containsExactly("frame 0 of a call, func 5 -> java.lang.StringBuilder");
        }
    }

    @Test
    void argumentsOfACallThatHasNotBegun() {
        try (Call call = instance.getFunc("pause").begin(held())) {
            assertThat(paths(call)).containsExactly("frame 0 of a call, func 6 -> java.lang.StringBuilder");
        }
    }

    @Test
    void anElementSegment() {
        Global global = instance.getGlobal("plain");
        global.set(held());
        new Linker<@Nullable Object>(engine)
                .define(
                        "host",
                        "held",
                        Global.create(
                                store,
                                new org.ferrywasm.syntax.GlobalType(org.ferrywasm.syntax.RefType.EXTERNREF, false),
                                held()))
                .instantiate(store, Module.fromText(engine, """
                    (module (import "host" "held" (global externref)) (elem externref (global.get 0)))
                    """));
        global.set(Val.nullRef(AbsHeapType.EXTERN));

        assertThat(paths()).singleElement().asString().matches("global\\[3] -> java.lang.StringBuilder");
    }

    @Test
    void aHandleThatIsACompanion() {
        ExternRef companion = held();

        assertThat(paths(companion)).containsExactly("a handle -> java.lang.StringBuilder");
    }

    @Test
    void aHandleInAnotherHostObject() {
        record Session(ExternRef other) {}
        store.setData(new Session(held()));

        assertThat(paths()).containsExactly("a handle -> java.lang.StringBuilder");
    }

    @Test
    void aLongWayIsToldByItsEnds() {
        call("list", Val.i32(1000), held());

        assertThat(paths())
                .singleElement()
                .asString()
                .startsWith("global[1] -> struct.f0 -> struct.f0")
                .contains("more) -> ")
                .endsWith("struct.f0 -> struct.f1 -> java.lang.StringBuilder")
                .hasSizeLessThan(400);
    }

    @Test
    void whatIsDeadIsInNobodysWayAndIsDropped() {
        List<Object> dropped = new ArrayList<>();
        call("pair", ExternRef.of(store, culprit, dropped::add));
        call("many", Val.nullRef(AbsHeapType.EXTERN)); // the pair is garbage now, not yet collected

        StoreParcel<@Nullable Object> parcel = store.detach();

        assertThat(dropped).containsExactly(culprit);
        parcel.attach();
    }

    @Test
    void allThatMayNotGoIsNamed() {
        instance.getTable("table").set(0, held());
        instance.getTable("table").set(1, ExternRef.of(store, new ArrayList<>()));
        store.setData(new int[1]);

        assertThat(paths())
                .containsExactlyInAnyOrder(
                        "data -> int[]", "table 0[0] -> java.lang.StringBuilder", "table 0[1] -> java.util.ArrayList");
    }
}
