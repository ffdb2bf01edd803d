package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.NumType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TypedFuncTest {
    private final Store<@Nullable Void> store = Store.of(new Engine());

    private TypedFunc typed(String type, String body) {
        return Guests.instantiate(store, "(module (func (export \"f\") %s %s))".formatted(type, body))
                .getFunc("f")
                .typed();
    }

    @Test
    void callsWithUpToFourSlots() {
        assertThat(typed("(result i64)", "(i64.const -7)").call()).isEqualTo(-7);
        assertThat(typed("(param i64) (result i64)", "(i64.add (local.get 0) (i64.const 1))")
                        .call(Long.MAX_VALUE))
                .isEqualTo(Long.MIN_VALUE);
        assertThat(typed("(param i32 i32) (result i32)", "(i32.sub (local.get 0) (local.get 1))")
                        .call(2, 5))
                .isEqualTo(-3);
        assertThat(typed(
                                "(param i32 i32 i32) (result i32)",
                                "(i32.sub (i32.sub (local.get 0) (local.get 1)) (local.get 2))")
                        .call(10, 2, 3))
                .isEqualTo(5);
        assertThat(typed(
                                "(param i32 i32 i32 i32) (result i32)",
                                "(i32.sub (i32.mul (local.get 0) (local.get 1)) (i32.mul (local.get 2) (local.get 3)))")
                        .call(10, 2, 3, 4))
                .isEqualTo(8);
    }

    @Test
    void aResultHasDefiniteUpperBits() {
        assertThat(typed("(result i32)", "(i32.const -1)").call()).isEqualTo(-1);
        assertThat(typed("(result f32)", "(f32.const -0)").call()).isEqualTo(0x8000_0000L);
        assertThat(typed("(param i64) (result i32)", "(i32.wrap_i64 (local.get 0))")
                        .call(0x7FFF_FFFF_8000_0000L))
                .isEqualTo(Integer.MIN_VALUE);
    }

    @Test
    void theUpperBitsOfArgumentsDoNotMatter() {
        assertThat(typed("(param i32) (result i64)", "(i64.extend_i32_u (local.get 0))")
                        .call(0x1234_5678_0000_0001L))
                .isEqualTo(1);
        assertThat(typed("(param i32) (result i32)", "(i32.eqz (local.get 0))").call(0x1_0000_0000L))
                .isEqualTo(1);
    }

    @Test
    void nothingIsZero() {
        assertThat(typed("", "").call()).isZero();
    }

    @Test
    void anArrayCarriesAnyNumberOfSlots() {
        TypedFunc func =
                typed("(param i32 v128 i64) (result i64 v128 i32)", "(local.get 2) (local.get 1) (local.get 0)");
        long[] slots = {-1, 2, 3, 4};

        func.callSlots(slots);

        assertThat(slots).containsExactly(4, 2, 3, -1);
    }

    @Test
    void anArrayIsLongEnoughForTheResults() {
        TypedFunc func = typed("(result i32 i32 i32)", "(i32.const 1) (i32.const 2) (i32.const -3)");
        long[] slots = new long[4];

        func.callSlots(slots);

        assertThat(slots).containsExactly(1, 2, -3, 0);
        assertThatThrownBy(() -> func.callSlots(new long[2]))
                .isInstanceOf(TypeMismatchException.class)
                .hasMessage("TypedFunc.callSlots: 2 slots where 3 are needed");
    }

    @Test
    void theWrongNumberOfSlotsIsRefused() {
        TypedFunc func = typed("(param i32 i32) (result i32)", "(local.get 0)");

        assertThatThrownBy(() -> func.call(1))
                .isInstanceOf(TypeMismatchException.class)
                .hasMessageStartingWith("TypedFunc.call: 1 slots for a function of type (func (param i32 i32)");
        assertThatThrownBy(func::call).isInstanceOf(TypeMismatchException.class);
        assertThatThrownBy(() -> func.call(1, 2, 3)).isInstanceOf(TypeMismatchException.class);
        assertThatThrownBy(() -> func.call(1, 2, 3, 4)).isInstanceOf(TypeMismatchException.class);
    }

    @Test
    void severalResultsNeedAnArray() {
        TypedFunc func = typed("(result i32 i32)", "(i32.const 1) (i32.const 2)");

        assertThatThrownBy(func::call).isInstanceOf(TypeMismatchException.class);
    }

    @Test
    void referencesAreRefused() {
        assertThatThrownBy(() -> typed("(param externref)", ""))
                .isInstanceOf(TypeMismatchException.class)
                .hasMessageContaining("no references");
    }

    @Test
    void theExpectedTypeIsChecked() {
        Func func = Guests.instantiate(store, "(module (func (export \"f\") (param i32)))")
                .getFunc("f");
        FuncType right = FuncType.of(List.of(NumType.I32), List.of());

        assertThat(func.typed(right).type()).isEqualTo(right);
        assertThatThrownBy(() -> func.typed(FuncType.EMPTY))
                .isInstanceOf(TypeMismatchException.class)
                .hasMessageStartingWith("Func.typed: the function's type is (func (param i32)), not ");
    }

    @Test
    void trapsAndWorksAgain() {
        TypedFunc func = typed("(param i32) (result i32)", "(i32.div_s (i32.const 12) (local.get 0))");

        assertThatThrownBy(() -> func.call(0))
                .isInstanceOf(Trap.class)
                .hasMessageStartingWith("integer divide by zero");
        assertThat(func.call(4)).isEqualTo(3);
    }

    @Test
    void aCallAllocatesNothing() {
        TypedFunc func = typed("(param i32) (result i32)", "(i32.add (local.get 0) (i32.const 1))");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        func.call(1);

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
            func.call(i);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(8 * 1_000);
    }

    @Test
    void callsHostFunctionsToo() {
        Func func = Func.of(store, HostFunction.of(Integer.class, Integer.class, (caller, x) -> x + 1));

        assertThat(func.typed().call(-2)).isEqualTo(-1);
    }
}
