package org.ferrywasm.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TwinLoaderTest {
    private static final String SCRIPT = """
        (module
          (func (export "rem_s") (param i32 i32) (result i32) (i32.rem_s (local.get 0) (local.get 1)))
          (func (export "rem_u") (param i32 i32) (result i32) (i32.rem_u (local.get 0) (local.get 1))))
        (assert_return (invoke "rem_s" (i32.const 7) (i32.const 4)) (i32.const 3))
        (assert_return (invoke "rem_s" (i32.const -7) (i32.const 4)) (i32.const -3))
        (assert_return (invoke "rem_u" (i32.const -7) (i32.const 4)) (i32.const 1))
        (assert_trap (invoke "rem_s" (i32.const 7) (i32.const 0)) "integer divide by zero")
        """;

    @Test
    void onlyTheTwinIsWrongAndOnlyInOneOperator() throws ReflectiveOperationException, InterruptedException {
        assertThat(FailedLines.of(SCRIPT, "usual")).isEmpty();
        TwinLoader twin = new TwinLoader(Mistake.WRONG_SIGN);
        assertThat(failedLines(twin, SCRIPT, "usual")).hasToString("[5]");
        assertThat(twin.replaced()).isEqualTo(1);
    }

    @Test
    void aForgottenRestShowsOnlyWhereCallsAreSuspended() throws ReflectiveOperationException, InterruptedException {
        String script = """
            (module
              (memory 1)
              (func (export "fill") (param i32) (memory.fill (i32.const 0) (i32.const 7) (local.get 0)))
              (func (export "load") (param i32) (result i32) (i32.load8_u (local.get 0))))
            (assert_return (invoke "fill" (i32.const 64)))
            (assert_return (invoke "load" (i32.const 63)) (i32.const 7))
            (assert_return (invoke "fill" (i32.const 65)))
            (assert_return (invoke "load" (i32.const 64)) (i32.const 7))
            """;
        assertThat(FailedLines.of(script, "slice-1")).isEmpty();
        TwinLoader twin = new TwinLoader(Mistake.FORGOTTEN_REST);
        assertThat(failedLines(twin, script, "usual")).hasToString("[]");
        assertThat(failedLines(twin, script, "slice-1")).hasToString("[8]");
    }

    private static Object failedLines(TwinLoader twin, String script, String manner)
            throws ReflectiveOperationException {
        return twin.loadClass(FailedLines.class.getName())
                .getMethod("of", String.class, String.class)
                .invoke(null, script, manner);
    }
}
