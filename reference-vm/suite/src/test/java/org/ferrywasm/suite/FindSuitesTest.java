package org.ferrywasm.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FindSuitesTest {
    @TempDir
    private Path folder;

    @Test
    void printsWhereTheSuitesLie() throws IOException {
        Suites.write(folder.resolve("testsuite"), Map.of("a.wast", "()"));
        Suites.write(folder.resolve("threads-testsuite"), Map.of("b.wast", "()"));
        assertThat(run(Map.of()))
                .contains("spec: 1 scripts in " + folder.resolve("testsuite"))
                .contains("threads: 1 scripts in " + folder.resolve("threads-testsuite"))
                .endsWith("official suites: settled\n");
    }

    @Test
    void endsWithOneLineForScriptsWhereASuiteCannotBeHad() throws IOException {
        Suites.write(folder.resolve("testsuite"), Map.of("a.wast", "()"));
        ArchiveServer server = ArchiveServer.refusing(404);
        server.close();
        assertThat(run(Map.of(SuiteFinder.SERVER, server.address().toString())))
                .contains("\"threads\" cannot be had")
                .endsWith(FindSuites.NONE + "\n");
    }

    @Test
    void saysThatTheyAreNotWanted() throws IOException {
        assertThat(run(Map.of(SuiteFinder.SKIP, "true")))
                .contains("spec: not wanted (ferry.suite.skip)")
                .endsWith("official suites: settled\n");
    }

    private String run(Map<String, String> properties) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Map<String, String> home =
                Map.of(SuiteFinder.CACHE, folder.resolve("cache").toString());
        SuiteFinder finder = new SuiteFinder(
                name -> Optional.ofNullable(properties.getOrDefault(name, home.get(name))),
                name -> Optional.empty(),
                folder,
                Duration.ofSeconds(20));
        FindSuites.run(finder, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
