package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import org.ferrywasm.runtime.TrapKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrapTest {
    private final Store<@Nullable Void> store = Store.of(new Engine());

    private Trap trapOf(String text) {
        Func func = Guests.instantiate(store, text).getFunc("f");
        return catchThrowableOfType(Trap.class, func::call);
    }

    @Test
    void saysWhyThenWhere() {
        Trap trap = trapOf("""
            (module $shop (memory 1)
              (func $copy (export "f") (drop (i32.load (i32.const 65533)))))
            """);

        assertThat(trap.reason()).isEqualTo(TrapReason.OUT_OF_BOUNDS_MEMORY_ACCESS);
        assertThat(trap)
                .hasMessageMatching(
                        "out of bounds memory access: module \"shop\", func 0 \"copy\", offset 0x[0-9a-f]+");
    }

    @Test
    void hasTheFramesOfTheGuestTheInnermostFirst() {
        Trap trap = trapOf("""
            (module (func $inner unreachable) (func $middle (call $inner) (nop)) (func $outer (export "f") (call $middle)))
            """);

        assertThat(trap.frames().stream().map(GuestFrame::funcName)).containsExactly("inner", "middle", "outer");
        assertThat(trap.frames().stream().map(GuestFrame::funcIndex)).containsExactly(0, 1, 2);
        assertThat(trap.frames().stream().map(GuestFrame::moduleName)).containsOnlyNulls();
        assertThat(trap.frames().stream().map(GuestFrame::offset)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aVeryDeepCallShowsItsInnermostFrames() {
        Trap trap = trapOf("(module (func $f (export \"f\") (call $f)))");

        assertThat(trap.reason()).isEqualTo(TrapReason.CALL_STACK_EXHAUSTED);
        assertThat(trap.frames()).hasSize(64);
    }

    @Test
    void theStoreStaysUsable() {
        trapOf("(module (func $f (export \"f\") (call $f)))");

        assertThat(Guests.instantiate(store, "(module (func (export \"f\") (result i32) (i32.const 3)))")
                        .getFunc("f")
                        .call())
                .containsExactly(Val.i32(3));
    }

    @Test
    void everyKindOfTrapHasAReasonWithTheSameWords() {
        assertThat(Arrays.stream(TrapKind.values()).map(TrapReason::of).distinct())
                .hasSize(TrapReason.values().length)
                .hasSize(TrapKind.values().length);
        assertThat(Arrays.stream(TrapKind.values()))
                .allSatisfy(kind -> assertThat(TrapReason.of(kind)).hasToString(kind.toString()));
    }
}
