package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.RefType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WasmExceptionTest {
    private final Engine engine = new Engine(Config.DEFAULT.collectAlways(true));
    private final Store<@Nullable Void> store = Store.of(engine);
    private final Tag tag = Tag.create(store, NumType.I32, RefType.EXTERNREF);

    private Instance guest(HostFunction<@Nullable Void> thrower) {
        return new Linker<@Nullable Void>(engine)
                .define("env", "tag", tag)
                .func("env", "f", thrower)
                .instantiate(store, Module.fromText(engine, """
                    (module
                      (import "env" "tag" (tag $tag (param i32 externref)))
                      (import "env" "f" (func $f))
                      (func (export "throw") (param i32 externref)
                        (throw $tag (local.get 0) (local.get 1)))
                      (func (export "call") (call $f))
                      (func (export "catch") (result i32 externref)
                        (block $h (result i32 externref)
                          (try_table (catch $tag $h) (call $f))
                          (i32.const 0) (ref.null extern))))
                    """));
    }

    private Instance guest() {
        return guest(HostFunction.of(Void.class, caller -> null));
    }

    @Test
    void anExceptionThatNobodyCatchesArrivesWithTagAndValues() {
        WasmException exception = catchThrowableOfType(
                WasmException.class, () -> guest().getFunc("throw").call(Val.i32(5), ExternRef.of(store, "payload")));

        assertThat(exception.tag()).isEqualTo(tag).hasSameHashCodeAs(tag);
        assertThat(exception.fields()).hasSize(2).first().isEqualTo(Val.i32(5));
        assertThat(((ExternRef) exception.fields().getLast()).value()).isEqualTo("payload");
        assertThat(exception.exception().fields().getFirst()).isEqualTo(Val.i32(5));
    }

    @Test
    void aGuestCatchesWhatTheHostThrows() {
        Instance guest = guest(HostFunction.of(Void.class, caller -> {
            throw new WasmException(tag, Val.i32(7), ExternRef.of(caller.store(), "host"));
        }));

        assertThat(guest.getFunc("catch").call().getFirst()).isEqualTo(Val.i32(7));
        assertThat(((ExternRef) guest.getFunc("catch").call().getLast()).value())
                .isEqualTo("host");
    }

    @Test
    void aGuestDoesNotCatchOtherExceptions() {
        IllegalStateException thrown = new IllegalStateException("host");
        Instance guest = guest(HostFunction.of(Void.class, caller -> {
            throw thrown;
        }));

        assertThatThrownBy(() -> guest.getFunc("catch").call()).isSameAs(thrown);
    }

    @Test
    void whatTheHostThrowsArrivesAsTheSameObject() {
        WasmException thrown = new WasmException(tag, Val.i32(7), ExternRef.of(store, "host"));
        Instance guest = guest(HostFunction.of(Void.class, caller -> {
            throw thrown;
        }));

        assertThatThrownBy(() -> guest.getFunc("call").call()).isSameAs(thrown);
    }

    @Test
    void aHandleClosedMeanwhileDoesNotMatter() {
        WasmException thrown = new WasmException(tag, Val.i32(7), ExternRef.of(store, "host"));
        Instance thrower = guest(HostFunction.of(Void.class, caller -> {
            throw thrown;
        }));
        Instance outer = guest(HostFunction.of(Void.class, caller -> {
            try {
                thrower.getFunc("catch").call();
            } finally {
                thrown.exception().close();
            }
            thrower.getFunc("throw").call(Val.i32(8), ExternRef.of(caller.store(), "inner"));
            return null;
        }));

        assertThat(outer.getFunc("catch").call().getFirst()).isEqualTo(Val.i32(8));
    }

    @Test
    void anExceptionPassesThroughNestedCalls() {
        Instance inner = guest();
        Instance outer = guest(HostFunction.of(Void.class, caller -> {
            inner.getFunc("throw").call(Val.i32(11), ExternRef.of(caller.store(), "inner"));
            return null;
        }));

        assertThat(outer.getFunc("catch").call().getFirst()).isEqualTo(Val.i32(11));
    }

    @Test
    void anExceptionOfAnotherStoreIsRefused() {
        try (Store<@Nullable Void> other = Store.of(engine)) {
            WasmException foreign = new WasmException(Tag.create(other));
            Instance guest = guest(HostFunction.of(Void.class, caller -> {
                throw foreign;
            }));

            assertThatThrownBy(() -> guest.getFunc("call").call())
                    .isInstanceOf(WrongStoreException.class)
                    .hasMessageStartingWith("throw by a host function: a ExnRef of Store " + other.id());
        }
    }

    @Test
    void valuesAreThoseThatTheTagAsksFor() {
        assertThatThrownBy(() -> new WasmException(tag, Val.i32(1)))
                .isInstanceOf(TypeMismatchException.class)
                .hasMessageStartingWith("ExnRef.create: 1 values where 2 are asked for");
    }

    @Test
    void twoTagsAreNeverTheSame() {
        assertThat(Tag.create(store)).isNotEqualTo(Tag.create(store));
        assertThat(tag.type().params()).containsExactly(NumType.I32, RefType.EXTERNREF);
    }
}
