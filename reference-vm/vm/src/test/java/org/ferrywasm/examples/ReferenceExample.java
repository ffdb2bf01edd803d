package org.ferrywasm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.syntax.ArrayType;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.FieldType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.PackedType;
import org.ferrywasm.syntax.StructType;
import org.ferrywasm.vm.AnyRef;
import org.ferrywasm.vm.ArrayRef;
import org.ferrywasm.vm.ClosedHandleException;
import org.ferrywasm.vm.DropAction;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.EqRef;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.HostRef;
import org.ferrywasm.vm.I31Ref;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Rooted;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StructRef;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReferenceExample {
    private final Engine engine = new Engine();

    @Test
    void aGuestHoldsAJavaObject() {
        Module module = Module.fromText(engine, """
            (module
              (import "session" "visit" (func $visit (param externref)))
              (func (export "handle") (param $session externref)
                (call $visit (local.get $session))))
            """);
        List<String> visits = new ArrayList<>();
        // @start region="extern"
        record Session(String user) {}

        Linker<List<String>> linker = new Linker<>(engine);
        linker.func("session", "visit", HostFunction.of(Void.class, ExternRef.class, (caller, ref) -> {
            Session session = (Session) ref.value(); // the same object
            caller.data().add(session.user());
            return null;
        }));
        try (Store<List<String>> store = new Store<>(engine, visits);
                ExternRef session = ExternRef.of(store, new Session("ada"))) {
            linker.instantiate(store, module).getFunc("handle").call(session);
        }
        // @end
        assertThat(visits).containsExactly("ada");
    }

    @Test
    void aJavaObjectAmongTheGuestsOwn() {
        Module module = Module.fromText(engine, """
            (module
              (func (export "box") (param externref) (result anyref)
                (any.convert_extern (local.get 0))))
            """);
        // @start region="host"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Func box = new Linker<@Nullable Void>(engine)
                    .instantiate(store, module)
                    .getFunc("box");
            Val boxed = box.call(ExternRef.of(store, "a Java string")).getFirst();
            assertThat(((HostRef) boxed).value()).isEqualTo("a Java string");
        }
        // @end
    }

    @Test
    void whatAnAnyrefMayBe() {
        Module module = Module.fromText(engine, """
            (module (func (export "id") (result anyref) (ref.i31 (i32.const 1234))))
            """);
        String shown;
        // @start region="any"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Instance instance = new Linker<@Nullable Void>(engine).instantiate(store, module);
            AnyRef any = (AnyRef) instance.getFunc("id").call().getFirst();
            shown = switch (any) {
                case I31Ref(int number) -> "the number " + number;
                case StructRef struct -> "a structure of type " + struct.type();
                case ArrayRef array -> "an array of " + array.length();
                case HostRef host -> "the Java object " + host.value();
            };
        }
        // @end
        assertThat(shown).isEqualTo("the number 1234");
    }

    @Test
    void smallNumbersNeedNoObject() {
        Module module = Module.fromText(engine, """
            (module
              (func (export "isSame") (param eqref eqref) (result i32)
                (ref.eq (local.get 0) (local.get 1))))
            """);
        // @start region="i31"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Func isSame = new Linker<@Nullable Void>(engine)
                    .instantiate(store, module)
                    .getFunc("isSame");
            EqRef left = new I31Ref(7); // of any Store
            EqRef right = new I31Ref(7);
            assertThat(isSame.call(left, right)).containsExactly(Val.i32(1));
        }
        // @end
    }

    @Test
    void theHostMakesAStructure() {
        Module module = Module.fromText(engine, """
            (module
              (type $point (struct (field i32) (field (mut i32))))
              (func (export "y") (param (ref $point)) (result i32)
                (struct.get $point 1 (local.get 0))))
            """);
        // @start region="struct"
        DefType point = engine.defType(new StructType(
                List.of(new FieldType(NumType.I32, false), new FieldType(NumType.I32, true)))); // as the module has it
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Func y = new Linker<@Nullable Void>(engine)
                    .instantiate(store, module)
                    .getFunc("y");
            try (StructRef origin = StructRef.create(store, point, Val.i32(0), Val.i32(0))) {
                origin.set(1, Val.i32(5));
                assertThat(y.call(origin)).containsExactly(Val.i32(5));
            }
        }
        // @end
    }

    @Test
    void theHostMakesAnArray() {
        Module module = Module.fromText(engine, """
            (module
              (type $bytes (array (mut i8)))
              (func (export "length") (param (ref $bytes)) (result i32)
                (array.len (local.get 0))))
            """);
        // @start region="array"
        DefType bytes = engine.defType(new ArrayType(new FieldType(PackedType.I8, true)));
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Func length = new Linker<@Nullable Void>(engine)
                    .instantiate(store, module)
                    .getFunc("length");
            try (ArrayRef text = ArrayRef.create(store, bytes, 3, Val.i32(' '))) {
                text.set(0, Val.i32('a'));
                assertThat(length.call(text)).containsExactly(Val.i32(3));
                assertThat(text.get(0)).isEqualTo(Val.i32('a'));
            }
        }
        // @end
    }

    @Test
    void aHandleKeepsItsObjectAlive() {
        Module module = Module.fromText(engine, """
            (module
              (type $node (struct (field (mut i64))))
              (func (export "node") (result (ref $node)) (struct.new $node (i64.const 1))))
            """);
        // @start region="rooted"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Func node = new Linker<@Nullable Void>(engine)
                    .instantiate(store, module)
                    .getFunc("node");
            try (Rooted first = (Rooted) node.call().getFirst()) {
                store.gc();
                assertThat(((StructRef) first).get(0)).isEqualTo(Val.i64(1));
            } // from here on it may be collected
            store.gc();
            assertThat(store.heapBytes()).isZero();
        }
        // @end
    }

    @Test
    void anObjectIsDroppedWhenNothingRefersToIt() {
        List<String> log = new ArrayList<>();
        // @start region="drop"
        DropAction<StringBuilder> save = text -> log.add("saved " + text); // else an AutoCloseable is closed
        try (Store<@Nullable Void> store = Store.of(engine)) {
            try (ExternRef draft = ExternRef.of(store, new StringBuilder("dra"), save)) {
                ((StringBuilder) draft.value()).append("ft");
            } // no guest has kept it: dropped here, on the Store's owner
            assertThat(log).containsExactly("saved draft");
        } // what guests have kept is dropped here, once each
        // @end
        assertThat(log).hasSize(1);
    }

    @Test
    void aClosedHandleIsRefused() {
        String problem = "";
        // @start region="closed-handle"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            ExternRef session = ExternRef.of(store, "a session");
            session.close();
            try {
                session.value();
            } catch (ClosedHandleException e) {
                problem = e.getMessage();
            }
        } // the mend: close it last, or not at all: the Store lets go of everything when it is closed
        // @end
        assertThat(problem).contains("is closed");
    }
}
