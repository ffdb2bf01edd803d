package org.ferrywasm.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.ferrywasm.faults.Mistake;
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
    void onlyTheTwinIsWrongAndOnlyInOneOperator()
            throws ReflectiveOperationException, IOException, InterruptedException {
        assertThat(FailedLines.of(SCRIPT, "usual")).isEmpty();
        TwinLoader twin = new TwinLoader(Mistake.WRONG_SIGN);
        assertThat(failedLines(twin, SCRIPT, "usual")).hasToString("[5]");
        assertThat(twin.hasMistake()).isTrue();
    }

    @Test
    void aForgottenRestShowsOnlyWhereCallsAreSuspended()
            throws ReflectiveOperationException, IOException, InterruptedException {
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

    @Test
    void aMoveThatLosesALocalOrADebtShowsOnlyWhereStoresAreMoved()
            throws ReflectiveOperationException, IOException, InterruptedException {
        String script = """
            (module
              (func (export "sum") (param i32) (result i32) (local $sum i32)
                (local.set $sum (i32.mul (i32.const 0) (i32.add (i32.const 1) (i32.add (i32.const 2) (i32.const 3)))))
                (local.set $sum (i32.mul (local.get $sum) (i32.add (i32.const 1) (i32.add (i32.const 2) (i32.const 3)))))
                (loop $next
                  (local.set $sum (i32.add (local.get $sum) (local.get 0)))
                  (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
                  (br_if $next (i32.gt_s (local.get 0) (i32.const 0))))
                (local.get $sum)))
            (assert_return (invoke "sum" (i32.const 4)) (i32.const 10))
            """;
        assertThat(FailedLines.of(script, "moved")).isEmpty();
        for (Mistake mistake : List.of(Mistake.LOST_LOCAL, Mistake.LOST_DEBT)) {
            TwinLoader twin = new TwinLoader(mistake);
            assertThat(failedLines(twin, script, "slice-1")).hasToString("[]");
            assertThat(failedLines(twin, script, "moved")).hasToString("[10]");
            assertThat(twin.hasMistake()).isTrue();
        }
    }

    private static Object failedLines(TwinLoader twin, String script, String manner)
            throws ReflectiveOperationException {
        return twin.loadClass(FailedLines.class.getName())
                .getMethod("of", String.class, String.class)
                .invoke(null, script, manner);
    }
}
