package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.NumType;
import org.junit.jupiter.api.Test;

class FuncTest {
    private final Engine engine = new Engine();
    private final Store<?> store = Store.of(engine);

    private Instance instance(String text) {
        return Guests.instantiate(store, text);
    }

    @Test
    void callsWithValuesOfEveryNumberType() {
        Instance guest = instance("""
            (module
              (func (export "swap") (param i32 i64 f32 f64) (result f64 f32 i64 i32)
                local.get 3 local.get 2 local.get 1 local.get 0))
            """);

        List<Val> results =
                guest.getFunc("swap").call(Val.i32(-1), Val.i64(Long.MIN_VALUE), Val.f32(1.5f), Val.f64(-0.0));

        assertThat(results).containsExactly(Val.f64(-0.0), Val.f32(1.5f), Val.i64(Long.MIN_VALUE), Val.i32(-1));
    }

    @Test
    void keepsThePayloadOfNans() {
        Instance guest = instance("""
            (module (func (export "f") (param f32 f64) (result f32 f64) local.get 0 local.get 1))
            """);
        Val f32 = new Val.F32(0x7FA0_0001);
        Val f64 = new Val.F64(0x7FF4_0000_0000_0001L);

        assertThat(guest.getFunc("f").call(f32, f64)).containsExactly(f32, f64);
    }

    @Test
    void passesVectorsWhole() {
        Instance guest = instance("""
            (module (func (export "f") (param i32 v128 i32) (result v128 i32) local.get 1 local.get 2))
            """);

        assertThat(guest.getFunc("f").call(Val.i32(1), Val.v128(3, 4), Val.i32(2)))
                .containsExactly(Val.v128(3, 4), Val.i32(2));
    }

    @Test
    void refusesTheWrongNumberOfArguments() {
        Func func = instance("(module (func (export \"f\") (param i32)))").getFunc("f");

        assertThatThrownBy(func::call)
                .isInstanceOf(TypeMismatchException.class)
                .hasMessage("Func.call: 0 values where 1 are asked for, [i32]");
    }

    @Test
    void refusesArgumentsOfTheWrongType() {
        Func func = instance("(module (func (export \"f\") (param i32 i64)))").getFunc("f");

        assertThatThrownBy(() -> func.call(Val.i32(1), Val.i32(2)))
                .isInstanceOf(TypeMismatchException.class)
                .hasMessage("Func.call: I32[value=2] where a value of type i64 is asked for");
    }

    @Test
    void saysItsType() {
        Func func = instance("(module (func (export \"f\") (param i32) (result i64) i64.const 7))")
                .getFunc("f");

        assertThat(func.type()).isEqualTo(FuncType.of(List.of(NumType.I32), List.of(NumType.I64)));
        assertThat(func.defType().expand()).isEqualTo(func.type());
    }

    @Test
    void handlesToOneFunctionAreEqual() {
        Instance guest = instance("(module (func $f (export \"f\") (export \"g\")) (func (export \"h\")))");

        assertThat(guest.getFunc("f")).isEqualTo(guest.getFunc("g")).hasSameHashCodeAs(guest.getFunc("g"));
        assertThat(guest.getFunc("f")).isNotEqualTo(guest.getFunc("h"));
    }

    @Test
    void isAValueThatComesBackTheSame() {
        Instance guest = instance("""
            (module (func $f (export "f") (result i32) i32.const 42)
              (func (export "self") (result funcref) ref.func $f)
              (func (export "echo") (param funcref) (result funcref) local.get 0))
            """);

        Func self = (Func) guest.getFunc("self").call().getFirst();

        assertThat(self).isEqualTo(guest.getFunc("f"));
        assertThat(self.call()).containsExactly(Val.i32(42));
        assertThat(guest.getFunc("echo").call(self)).containsExactly(self);
    }

    @Test
    void trapsSayWhy() {
        Func func = instance("(module (func (export \"f\") unreachable))").getFunc("f");

        assertThatThrownBy(func::call).isInstanceOf(Trap.class).hasMessage("unreachable: func 0, offset 0x1e");
    }
}
