package org.ferrywasm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FerryJarIT {
    @TempDir
    private Path folder;

    @Test
    void saysItsVersion() throws IOException, InterruptedException {
        Finished version = FerryJar.run("--version");
        assertThat(version.out()).matches("ferry \\d+\\.\\d+\\.\\d+.*\\R");
        assertThat(version.err()).isEmpty();
        assertThat(version.status()).isEqualTo(ExitStatus.HELD);
    }

    @Test
    void exitStatusTellsWhatHappened() throws IOException, InterruptedException {
        Path module = Files.writeString(
                folder.resolve("m.wat"),
                "(func (export \"f\") (param i32) (result i32) (i32.div_s (i32.const 6) (local.get 0)))");
        Finished held = FerryJar.run("run", module.toString(), "--invoke", "f", "-3");
        assertThat(held).isEqualTo(new Finished(ExitStatus.HELD, "-2" + System.lineSeparator(), ""));

        Finished failed = FerryJar.run("run", module.toString(), "--invoke", "f", "0");
        assertThat(failed.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(failed.err()).contains("trap: integer divide by zero");

        Finished misused = FerryJar.run("run", folder.resolve("missing.wat").toString());
        assertThat(misused.status()).isEqualTo(ExitStatus.BAD_USE);
        assertThat(misused.err().lines()).hasSize(1);
    }

    @Test
    void runsScripts() throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("s.wast"),
                "(module (func (export \"f\") (result i32) (i32.const 1))) (assert_return (invoke \"f\") (i32.const"
                        + " 1))");
        Finished held = FerryJar.run("wast", script.toString());
        assertThat(held.out().lines()).last().isEqualTo("2 passed, 0 failed");
        assertThat(held.status()).isEqualTo(ExitStatus.HELD);
    }

    /** Maven itself may run on an older Java than the one that it builds with: then that is at hand. */
    @Test
    void anOlderJavaIsToldSoInOneLine() throws IOException, InterruptedException {
        Path older = Path.of(FerryJar.property("ferry.mavenJava"));
        String version = Finished.run(
                        List.of(older.resolve("bin").resolve("java").toString(), "-version"))
                .err();
        assumeTrue(
                version.matches("(?s).*version \"(1[1-9]|2[0-4])[.\"].*"),
                "Maven runs on a Java that is new enough; run it on Java 11 to 24 to test the refusal");
        Finished refused = FerryJar.run(older, "", "--version");
        assertThat(refused.status()).isEqualTo(ExitStatus.BAD_USE);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err().lines()).hasSize(1);
        assertThat(refused.err()).startsWith("ferry: needs Java 25 or later, but this is Java ");
    }
}
