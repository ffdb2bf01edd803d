package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.ModuleLimits;
import org.junit.jupiter.api.Test;

class ConfigTest {
    @Test
    void eachSetterGivesANewConfiguration() {
        Config changed = Config.DEFAULT.consumeFuel(true).fuseInstructions(false);

        assertThat(changed.consumesFuel()).isTrue();
        assertThat(changed.fusesInstructions()).isFalse();
        assertThat(Config.DEFAULT.consumesFuel()).isFalse();
        assertThat(Config.DEFAULT.fusesInstructions()).isTrue();
        assertThat(changed.consumeFuel(false).consumesFuel()).isFalse();
        assertThat(Config.DEFAULT.canonicaliseNans(true).canonicalisesNans()).isTrue();
        assertThat(Config.DEFAULT.collectAlways(true).collectsAlways()).isTrue();
    }

    @Test
    void limitsOfModulesAreHeld() {
        ModuleLimits limits = ModuleLimits.DEFAULT.with(ModuleLimits.Limit.MODULE_BYTES, 8);
        Engine engine = new Engine(Config.DEFAULT.moduleLimits(limits));

        assertThat(Module.fromText(engine, "(module)").toBytes()).hasSize(8);
        assertThatThrownBy(() -> Module.fromText(engine, "(module (func))")).isInstanceOf(MalformedException.class);
    }

    @Test
    void limitsOfStoresAreHeld() {
        StoreLimits limits =
                StoreLimits.DEFAULT.withCallDepth(2).withStackSlots(1 << 10).withHeapBytes(1 << 10);
        Engine engine = new Engine(Config.DEFAULT.storeLimits(limits));
        Instance guest = Guests.instantiate(Store.of(engine), """
            (module (type $a (array i8))
              (func $two (export "two") (call $one)) (func $one) (func (export "three") (call $two))
              (func (export "big") (drop (array.new_default $a (i32.const 2000)))))
            """);

        assertThat(guest.getFunc("two").call()).isEmpty();
        assertThatThrownBy(() -> guest.getFunc("three").call()).hasMessageStartingWith("call stack exhausted");
        assertThatThrownBy(() -> guest.getFunc("big").call()).hasMessageStartingWith("allocation size too large");
    }

    @Test
    void negativeLimitsAreRefused() {
        assertThatThrownBy(() -> StoreLimits.DEFAULT.withCallDepth(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StoreLimits.DEFAULT.withNestedCalls(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StoreLimits.DEFAULT.withTableElements(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theUnfusedFormGivesTheSameResults() {
        String text = """
            (module (func $fib (export "fib") (param i32) (result i32)
              (if (result i32) (i32.lt_u (local.get 0) (i32.const 2))
                (then (local.get 0))
                (else (i32.add
                  (call $fib (i32.sub (local.get 0) (i32.const 1)))
                  (call $fib (i32.sub (local.get 0) (i32.const 2))))))))
            """;
        Engine plain = new Engine(Config.DEFAULT.fuseInstructions(false));

        assertThat(Guests.instantiate(Store.of(plain), text).getFunc("fib").call(Val.i32(15)))
                .isEqualTo(Guests.instantiate(Store.of(new Engine()), text)
                        .getFunc("fib")
                        .call(Val.i32(15)))
                .containsExactly(Val.i32(610));
    }

    @Test
    void featuresAreSetsThatDoNotChange() {
        assertThat(Features.all().contains(Feature.SIMD)).isTrue();
        assertThat(Features.all().without(Feature.SIMD).contains(Feature.SIMD)).isFalse();
        assertThat(Features.all().without(Feature.SIMD).with(Feature.SIMD))
                .isEqualTo(Features.all())
                .hasSameHashCodeAs(Features.all());
        assertThat(Features.none().toSet()).containsExactly(Feature.CORE);
        assertThat(Features.none().with(Feature.GC)).hasToString("core,gc");
        assertThatThrownBy(() -> Features.all().toSet().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void featuresHaveNames() {
        assertThat(Features.ofNames(List.of("simd", "gc")))
                .isEqualTo(Features.none().with(Feature.GC).with(Feature.SIMD));
        assertThatThrownBy(() -> Features.ofNames(List.of("sim")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("unknown feature \"sim\"; known are bulk-memory, core,");
        assertThatThrownBy(() -> Features.ofNames(List.of("stack-switching")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("feature \"stack-switching\" is not supported");
        assertThatThrownBy(() -> Features.all().without(Feature.CORE)).isInstanceOf(IllegalArgumentException.class);
    }
}
