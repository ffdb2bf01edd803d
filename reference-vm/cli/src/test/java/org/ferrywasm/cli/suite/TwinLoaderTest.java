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
        assertThat(FailedLines.of(SCRIPT)).isEmpty();
        TwinLoader twin = new TwinLoader();
        assertThat(twin.loadClass(FailedLines.class.getName())
                        .getMethod("of", String.class)
                        .invoke(null, SCRIPT))
                .hasToString("[5]");
        assertThat(twin.replaced()).isEqualTo(1);
    }
}
