package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
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
    void itsStackTraceBeginsWithTheGuestsFrames() {
        Trap trap = trapOf("""
            (module $shop (func unreachable) (func $middle (call 0) (nop)) (func $outer (export "f") (call $middle)))
            """);
        StackTraceElement[] trace = trap.getStackTrace();

        assertThat(trace[0].toString()).matches("wasm\\.shop\\.func0\\(offset 0x[0-9a-f]+\\)");
        assertThat(trace[1].toString()).matches("wasm\\.shop\\.middle\\(func 1, offset 0x[0-9a-f]+\\)");
        assertThat(trace[2].toString()).matches("wasm\\.shop\\.outer\\(func 2, offset 0x[0-9a-f]+\\)");
        assertThat(trace[3].getClassName()).startsWith("org.ferrywasm.vm.");
        assertThat(Arrays.stream(trace).map(StackTraceElement::getClassName)).contains(TrapTest.class.getName());
        assertThat(trap.getStackTrace()).isEqualTo(trace);
    }

    @Test
    void printedItShowsTheGuestsFramesOnce() {
        Trap trap = trapOf("(module $shop (func $buy (export \"f\") unreachable))");
        StringWriter written = new StringWriter();
        trap.printStackTrace(new PrintWriter(written, true));
        ByteArrayOutputStream streamed = new ByteArrayOutputStream();
        trap.printStackTrace(new PrintStream(streamed, true, StandardCharsets.UTF_8));

        assertThat(written.toString())
                .startsWith("org.ferrywasm.vm.Trap: unreachable: module \"shop\", func 0 \"buy\", offset 0x")
                .containsOnlyOnce("\tat wasm.shop.buy(func 0, offset 0x")
                .contains("\tat " + TrapTest.class.getName());
        assertThat(streamed.toString(StandardCharsets.UTF_8)).isEqualTo(written.toString());
    }

    @Test
    void aStackTraceThatSomebodySetStaysAsItIs() {
        Trap trap = trapOf("(module (func (export \"f\") unreachable))");
        StackTraceElement[] own = {new StackTraceElement("a", "b", "c", 1)};
        trap.setStackTrace(own);

        assertThat(trap.getStackTrace()).isEqualTo(own);
    }

    @Test
    void aTrapOutsideOfGuestsHasJavasStackTrace() {
        Trap trap = catchThrowableOfType(
                Trap.class, () -> Guests.instantiate(store, "(module (memory 0) (data (i32.const 1) \"a\"))"));

        assertThat(trap.frames()).isEmpty();
        assertThat(trap.getStackTrace()[0].getClassName()).startsWith("org.ferrywasm.vm.");
    }

    @Test
    void namesOfModulesCannotPassForFrames() {
        GuestFrame frame = new GuestFrame("m\n\tat java.lang.Thread.run", 3, "n\u2028\u202e".repeat(100), 255);

        assertThat(frame.toStackTraceElement())
                .hasToString("wasm.m??at java.lang.Thread.run." + "n??".repeat(66) + "n?…(func 3, offset 0xff)");
        assertThat(frame)
                .hasToString(
                        "module \"m??at java.lang.Thread.run\", func 3 \"" + "n??".repeat(66) + "n?…\", offset 0xff");
        assertThat(new GuestFrame(null, 3, "Fähre ⛴", 1).toStackTraceElement())
                .hasToString("wasm.Fähre ⛴(func 3, offset 0x1)");
        assertThat(new GuestFrame(null, 3, "n".repeat(200), 1))
                .hasToString("func 3 \"" + "n".repeat(200) + "\", offset 0x1");
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
