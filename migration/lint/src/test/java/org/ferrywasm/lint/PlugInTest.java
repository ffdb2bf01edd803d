package org.ferrywasm.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plug-in as embedders run it: in a jar, found by Error Prone, in a compiler of its own that has no Ferry to run with. */
class PlugInTest {
    private static final Path CLASSES = Path.of("target/classes");
    private static final Path EXAMPLES = Path.of("src/test/java/org/ferrywasm/lint/examples");

    @TempDir
    Path folder;

    private Path jar() throws IOException {
        Path jar = folder.resolve("ferry-lint.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(CLASSES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(CLASSES.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar;
    }

    private static String classPath(boolean isOfCompiler) {
        return Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                .filter(entry -> !entry.endsWith(CLASSES.toString()) || !isOfCompiler || !entry.contains("lint"))
                .filter(entry -> !isOfCompiler || entry.endsWith(".jar"))
                .filter(entry -> !isOfCompiler || !entry.contains("ferry-vm"))
                .reduce((one, other) -> one + System.getProperty("path.separator") + other)
                .orElseThrow();
    }

    private String compile(String plugInOptions) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        for (String option : Files.readAllLines(Path.of("javac-exports.args"))) {
            command.add("-J" + option);
        }
        command.addAll(List.of(
                "-XDcompilePolicy=simple",
                "--should-stop=ifError=FLOW",
                "-processorpath",
                jar() + System.getProperty("path.separator") + classPath(true),
                "-Xplugin:ErrorProne " + plugInOptions,
                "-proc:none",
                "-implicit:none",
                "-classpath",
                classPath(false),
                "-d",
                folder.resolve("out").toString()));
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            files.map(Path::toString).forEach(command::add);
        }
        Path log = folder.resolve("log");
        Process javac = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(javac.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(javac.exitValue()).as(said).isZero();
        return said;
    }

    @Test
    void errorProneFindsTheChecksAndTheyWarn() throws IOException, InterruptedException {
        String said = compile("");

        assertThat(said)
                .contains(
                        "warning: [NotSendableCapture] This lambda captures `log`, an ArrayList",
                        "warning: [HandleAfterDetach] `next` was left behind",
                        "warning: [ConnectedHandleInStatic] `GROSS` is static and holds a Func");
    }

    @Test
    void eachCheckCanBeSwitchedOff() throws IOException, InterruptedException {
        String said =
                compile("-Xep:NotSendableCapture:OFF -Xep:HandleAfterDetach:OFF -Xep:ConnectedHandleInStatic:OFF");

        assertThat(said).doesNotContain("NotSendableCapture]", "HandleAfterDetach]", "ConnectedHandleInStatic]");
    }
}
