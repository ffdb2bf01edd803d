package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.ArrayType;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.FieldType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.PackedType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.StorageType;
import org.ferrywasm.syntax.StructType;
import org.ferrywasm.syntax.VecType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Handles to what lives on a Store's heap or among its host objects. */
class ReferenceTest {
    private final Engine engine = new Engine(Config.DEFAULT.collectAlways(true));
    private final Store<@Nullable Void> store = Store.of(engine);
    private final Instance guest = Guests.instantiate(store, """
        (module
          (type $s (struct (field (mut i32)) (field (mut i8)) (field (mut externref)) (field i64)))
          (type $a (array (mut i16)))
          (func (export "s") (result (ref $s))
            (struct.new $s (i32.const 1) (i32.const 0x1FF) (ref.null extern) (i64.const 4)))
          (func (export "a") (result (ref $a)) (array.new $a (i32.const 0x12345) (i32.const 5)))
          (func (export "first") (param (ref $s)) (result i32) (struct.get $s 0 (local.get 0)))
          (func (export "echo") (param anyref) (result anyref) (local.get 0))
          (func (export "out") (param anyref) (result externref) (extern.convert_any (local.get 0)))
          (func (export "in") (param externref) (result anyref) (any.convert_extern (local.get 0)))
          (func (export "eq") (param eqref eqref) (result i32) (ref.eq (local.get 0) (local.get 1))))
        """);

    private Val one(String export, Val... args) {
        return guest.getFunc(export).call(args).getFirst();
    }

    private DefType struct(StorageType... fields) {
        return engine.defType(new StructType(
                List.of(fields).stream().map(f -> new FieldType(f, true)).toList()));
    }

    private DefType array(StorageType element) {
        return engine.defType(new ArrayType(new FieldType(element, true)));
    }

    @Test
    void fieldsOfAGuestsStructureAreReadAndWritten() {
        StructRef struct = (StructRef) one("s");

        assertThat(struct.get(0)).isEqualTo(Val.i32(1));
        assertThat(struct.get(1)).isEqualTo(Val.i32(0xFF));
        assertThat(struct.get(2)).isEqualTo(Val.nullRef(AbsHeapType.EXTERN));
        assertThat(struct.get(3)).isEqualTo(Val.i64(4));

        struct.set(0, Val.i32(77));
        struct.set(1, Val.i32(-2));
        assertThat(one("first", struct)).isEqualTo(Val.i32(77));
        assertThat(struct.get(1)).isEqualTo(Val.i32(0xFE));
        assertThat(struct.type()).isEqualTo(guest.module().types().getFirst());
    }

    @Test
    void fieldsAreChecked() {
        StructRef struct = (StructRef) one("s");

        assertThatThrownBy(() -> struct.set(3, Val.i64(5)))
                .isInstanceOf(TypeMismatchException.class)
                .hasMessage("StructRef.set: field 3 is immutable");
        assertThatThrownBy(() -> struct.set(0, Val.i64(5))).isInstanceOf(TypeMismatchException.class);
        assertThatThrownBy(() -> struct.get(4))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("field 4 of a structure of 4");
        assertThatThrownBy(() -> struct.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void theHostMakesStructures() {
        DefType type = struct(VecType.V128, PackedType.I16, RefType.ANYREF, NumType.F32);
        StructRef inner = StructRef.create(store, struct());

        StructRef struct = StructRef.create(store, type, Val.v128(1, 2), Val.i32(-1), inner, Val.f32(0.5f));
        inner.close();
        StructRef.create(store, type, Val.v128(1, 2), Val.i32(-1), new I31Ref(3), Val.f32(0.5f));

        assertThat(struct.get(0)).isEqualTo(Val.v128(1, 2));
        assertThat(struct.get(1)).isEqualTo(Val.i32(0xFFFF));
        assertThat(((StructRef) struct.get(2)).type()).isEqualTo(struct());
        assertThat(struct.get(3)).isEqualTo(Val.f32(0.5f));
        assertThatThrownBy(() -> StructRef.create(store, type)).isInstanceOf(TypeMismatchException.class);
        assertThatThrownBy(() -> StructRef.create(store, array(NumType.I32)))
                .isInstanceOf(TypeMismatchException.class)
                .hasMessageContaining("is no structure type");
        assertThatThrownBy(() -> StructRef.create(store, new Engine().defType(new StructType(List.of()))))
                .isInstanceOf(WrongEngineException.class);
    }

    @Test
    void elementsOfAGuestsArrayAreReadAndWritten() {
        ArrayRef array = (ArrayRef) one("a");

        assertThat(array.length()).isEqualTo(5);
        assertThat(array.get(4)).isEqualTo(Val.i32(0x2345));
        array.set(3, Val.i32(-1));
        assertThat(array.get(2)).isEqualTo(Val.i32(0x2345));
        assertThat(array.get(3)).isEqualTo(Val.i32(0xFFFF));
        assertThat(array.get(4)).isEqualTo(Val.i32(0x2345));
        assertThat(array.type()).isEqualTo(guest.module().types().get(1));
        assertThatThrownBy(() -> array.get(5))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("element 5 of an array of 5");
        assertThatThrownBy(() -> array.set(0, Val.i64(1))).isInstanceOf(TypeMismatchException.class);
    }

    @Test
    void theHostMakesArraysOfEveryWidth() {
        assertThat(ArrayRef.create(store, array(PackedType.I8), 9, Val.i32(0x1FE))
                        .get(8))
                .isEqualTo(Val.i32(0xFE));
        assertThat(ArrayRef.create(store, array(NumType.I32), 3, Val.i32(-5)).get(2))
                .isEqualTo(Val.i32(-5));
        assertThat(ArrayRef.create(store, array(NumType.F64), 3, Val.f64(0.5)).get(0))
                .isEqualTo(Val.f64(0.5));
        assertThat(ArrayRef.create(store, array(VecType.V128), 3, Val.v128(1, 2))
                        .get(2))
                .isEqualTo(Val.v128(1, 2));
        assertThat(ArrayRef.create(store, array(RefType.ANYREF), 2, new I31Ref(-3))
                        .get(1))
                .isEqualTo(new I31Ref(-3));
        assertThatThrownBy(() -> ArrayRef.create(store, array(NumType.I32), -1, Val.i32(0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ArrayRef.create(store, array(NumType.I64), Integer.MAX_VALUE, Val.i64(0)))
                .isInstanceOf(Trap.class)
                .hasMessage("allocation size too large");
        assertThatThrownBy(() -> ArrayRef.create(store, struct(), 1, Val.i64(0)))
                .isInstanceOf(TypeMismatchException.class);
    }

    @Test
    void immutableElementsAreNotSet() {
        DefType type = engine.defType(new ArrayType(new FieldType(NumType.I32, false)));

        assertThatThrownBy(() -> ArrayRef.create(store, type, 1, Val.i32(1)).set(0, Val.i32(2)))
                .isInstanceOf(TypeMismatchException.class)
                .hasMessage("ArrayRef.set: the elements are immutable");
    }

    @Test
    void argumentsAreCheckedAgainstDefinedTypes() {
        assertThatThrownBy(() -> one("first", one("a"))).isInstanceOf(TypeMismatchException.class);
        assertThatThrownBy(() -> one("first", new I31Ref(1))).isInstanceOf(TypeMismatchException.class);
        assertThatThrownBy(() -> one("first", Val.nullRef(AbsHeapType.ANY))).isInstanceOf(TypeMismatchException.class);
        assertThatThrownBy(() -> one("echo", ExternRef.of(store, "x"))).isInstanceOf(TypeMismatchException.class);
    }

    @Test
    void hostObjectsKeepTheirIdentity() {
        Object object = new Object();
        ExternRef ref = ExternRef.of(store, object);

        HostRef inside = (HostRef) one("in", ref);
        ExternRef outside = (ExternRef) one("out", inside);

        assertThat(inside.value()).isSameAs(object);
        assertThat(outside.value()).isSameAs(object);
        assertThat(outside.refersToSameAs(ref)).isTrue();
        assertThat(inside.toExtern().value()).isSameAs(object);
        assertThat(((HostRef) ref.toAny()).value()).isSameAs(object);
        assertThat(ref.isHostObject()).isTrue();
    }

    @Test
    void aggregatesGoOutAndComeBack() {
        StructRef struct = (StructRef) one("s");

        ExternRef outside = (ExternRef) one("out", struct);

        assertThat(outside.isHostObject()).isFalse();
        assertThatThrownBy(outside::value)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this external reference is not to a host object");
        assertThat(((StructRef) outside.toAny()).refersToSameAs(struct)).isTrue();
        assertThat(((StructRef) one("in", outside)).refersToSameAs(struct)).isTrue();
        assertThat(ExternRef.convertAny(store, struct).refersToSameAs(outside)).isTrue();
        assertThat(ExternRef.convertAny(store, new I31Ref(5)).toAny()).isEqualTo(new I31Ref(5));
    }

    @Test
    void guestsCompareReferences() {
        Val struct = one("s");

        assertThat(one("eq", struct, struct)).isEqualTo(Val.i32(1));
        assertThat(one("eq", struct, one("s"))).isEqualTo(Val.i32(0));
        assertThat(one("eq", new I31Ref(7), new I31Ref(7))).isEqualTo(Val.i32(1));
    }

    @Test
    void aHandleKeepsItsObjectUntilItIsClosed() {
        ExternRef ref = ExternRef.of(store, "object");
        store.gc();
        assertThat(store.hostObjects()).isEqualTo(1);

        ref.close();
        ref.close();
        store.gc();

        assertThat(store.hostObjects()).isZero();
        assertThatThrownBy(ref::value)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("this ExternRef of Store");
        assertThatThrownBy(() -> one("in", ref)).hasMessageStartingWith("this ExternRef of Store");
    }

    @Test
    void aHandleThatIsLostGivesItsObjectBackLater() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            assertThat(ExternRef.of(store, i).value()).isEqualTo(i);
        }
        for (int i = 0; i < 100 && store.hostObjects() > 1; i++) {
            System.gc();
            Thread.sleep(5);
            store.gc();
        }

        assertThat(store.hostObjects()).isLessThan(100);
    }

    @Test
    void handlesOfAnotherStoreAreRefused() {
        try (Store<@Nullable Void> other = Store.of(engine)) {
            ExternRef foreign = ExternRef.of(other, "object");

            assertThatThrownBy(() -> one("in", foreign))
                    .isInstanceOf(WrongStoreException.class)
                    .hasMessage("Func.call: a ExternRef of Store %d was given to Store %d", other.id(), store.id());
            assertThatThrownBy(() -> ExternRef.of(store, "object").refersToSameAs(foreign))
                    .isInstanceOf(WrongStoreException.class);
        }
    }
}
