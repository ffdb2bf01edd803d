package org.ferrywasm.engines.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that crashes or hangs costs its script, and nothing else. */
@Timeout(120)
class WorkerTest {
    private static final String GOOD = """
        (module (func (export "seven")))
        (assert_return (invoke "seven") (i32.const 7))
        (assert_return (invoke "seven") (i32.const 8))
        """;

    @TempDir
    private Path folder;

    @Test
    void runsScriptAfterScriptInOneJvm() throws Exception {
        try (Worker worker = worker(Duration.ofMinutes(1))) {
            for (int i = 0; i < 3; i++) {
                assertGood(run(worker, GOOD));
            }
        }
    }

    @Test
    void survivesACrash() throws Exception {
        try (Worker worker = worker(Duration.ofMinutes(1))) {
            FileReport report = run(worker, """
                (module (func (export "halt")) (func (export "seven")))
                (assert_return (invoke "seven") (i32.const 7))
                (invoke "halt")
                (assert_return (invoke "seven") (i32.const 7))
                """);
            assertThat(report.note()).isEqualTo("crashes: the JVM ended with status 3, at line 3");
            assertThat(report.failed()).isEqualTo(report.assertions()).isEqualTo(4);
            assertGood(run(worker, GOOD));
        }
    }

    @Test
    void survivesAHang() throws Exception {
        try (Worker worker = worker(Duration.ofSeconds(5))) {
            FileReport report = run(worker, """
                (module (func (export "hang")))
                (thread $t (module (func (export "seven"))))
                (invoke "hang")
                """);
            assertThat(report.note()).startsWith("hangs: no end after 5 s, at line ");
            assertThat(report.failed()).isEqualTo(report.assertions()).isEqualTo(4);
            assertGood(run(worker, GOOD));
        }
    }

    @Test
    void skipsWhatIsNoScript() throws Exception {
        try (Worker worker = worker(Duration.ofMinutes(1))) {
            FileReport report = run(worker, "(unknown)");
            assertThat(report.skipped()).isEqualTo(report.assertions()).isEqualTo(1);
            assertThat(report.note()).startsWith("the script cannot be read here: ");
        }
    }

    private Worker worker(Duration limit) {
        return new Worker(List.of(FakeWorkerMain.class.getName()), folder.resolve("errors"), limit);
    }

    private FileReport run(Worker worker, String script) throws IOException, InterruptedException {
        return worker.run(Files.writeString(folder.resolve("script.wast"), script), "script.wast");
    }

    private static void assertGood(FileReport report) {
        assertThat(List.of(report.assertions(), report.passed(), report.failed(), report.skipped()))
                .as(report.note())
                .containsExactly(3, 2, 1, 0);
    }
}
