package org.ferrywasm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.vm.AnyRef;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExnRef;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.TypeMismatchException;
import org.ferrywasm.vm.TypedFunc;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FuncExample {
    private final Engine engine = new Engine();
    private final Module module = Module.fromText(engine, """
        (module
          (func (export "divide") (param i32 i32) (result i32 i32)
            (i32.div_u (local.get 0) (local.get 1))
            (i32.rem_u (local.get 0) (local.get 1)))
          (func (export "scale") (param i32 f64) (result f64)
            (f64.mul (f64.convert_i32_s (local.get 0)) (local.get 1))))
        """);

    @Test
    void aCallTakesAndGivesValues() {
        // @start region="call"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Instance instance = new Linker<@Nullable Void>(engine).instantiate(store, module);
            Func divide = instance.getFunc("divide");
            List<Val> results = divide.call(Val.i32(17), Val.i32(5));
            assertThat(results).containsExactly(Val.i32(3), Val.i32(2)); // quotient and remainder
        }
        // @end
    }

    @Test
    void aFunctionThatIsCalledOften() {
        // @start region="typed"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Instance instance = new Linker<@Nullable Void>(engine).instantiate(store, module);
            FuncType expected = FuncType.of(List.of(NumType.I32, NumType.F64), List.of(NumType.F64));
            TypedFunc scale = instance.getFunc("scale").typed(expected); // looked up and checked once
            double sum = 0;
            for (int i = 1; i <= 100; i++) {
                sum += Double.longBitsToDouble(scale.call(i, Double.doubleToRawLongBits(0.5)));
            }
            assertThat(sum).isEqualTo(2525);

            long[] slots = {17, 5};
            instance.getFunc("divide").typed().callSlots(slots); // several results
            assertThat(slots).containsExactly(3, 2);
        }
        // @end
    }

    @Test
    void valuesAreNumbersVectorsAndReferences() {
        Val value = Val.f64(0.5);
        // @start region="val"
        String shown = switch (value) {
            case Val.I32 i32 -> "i32 " + i32.value();
            case Val.I64 i64 -> "i64 " + Long.toUnsignedString(i64.value());
            case Val.F32 f32 -> "f32 " + f32.asFloat();
            case Val.F64 f64 -> "f64 " + f64.asDouble();
            case Val.V128(long low, long high) -> "v128 %016x%016x".formatted(high, low);
            case Val.Null(AbsHeapType hierarchy) -> "null of " + hierarchy;
            case Func func -> "a function " + func.type();
            case ExternRef extern -> "a host object " + extern.value();
            case AnyRef any -> "an object of the guest";
            case ExnRef exn -> "an exception of the guest";
        };
        // @end
        assertThat(shown).isEqualTo("f64 0.5");
    }

    @Test
    void argumentsOfTheWrongTypeAreRefused() {
        String problem = "";
        // @start region="type-mismatch"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Func scale = new Linker<@Nullable Void>(engine)
                    .instantiate(store, module)
                    .getFunc("scale");
            try {
                scale.call(Val.i64(4), Val.f64(0.5)); // nothing is converted
            } catch (TypeMismatchException e) {
                problem = e.getMessage() + "; its type is " + scale.type();
            }
            assertThat(scale.call(Val.i32(4), Val.f64(0.5))).containsExactly(Val.f64(2));
        }
        // @end
        assertThat(problem).contains("i32").endsWith("its type is (func (param i32 f64) (result f64))");
    }
}
