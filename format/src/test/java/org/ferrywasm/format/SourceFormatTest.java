package org.ferrywasm.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceFormatTest {
    private static final String FORMATTED = """
        record Point(int x, int y) {
            static int width(Object shape) {
                return switch (shape) {
                    case Point(int x, var _) when x > 0 -> x;
                    default -> 0;
                };
            }
        }
        """;

    @TempDir
    private Path root;

    private Path folder;

    @BeforeEach
    void makeSourceFolder() throws IOException {
        folder = Files.createDirectories(root.resolve("module/src/main/java"));
    }

    @Test
    void acceptsWhatIsFormattedInTheNewestSyntax() throws IOException {
        Files.writeString(folder.resolve("Point.java"), FORMATTED);
        assertThat(run("check")).isEqualTo("exit 0\n");
    }

    @Test
    void namesWhatDiffersAndSaysHowToMendIt() throws IOException {
        Files.writeString(folder.resolve("Point.java"), "import java.util.List;\n" + FORMATTED);
        assertThat(run("check"))
                .contains("module/src/main/java/Point.java is not formatted", "-Dformat=apply", "exit 1");
    }

    @Test
    void applyRewritesSoThatTheNextCheckHolds() throws IOException {
        Path source = Files.writeString(folder.resolve("Point.java"), FORMATTED.replace("    ", "\t"));
        assertThat(run("apply")).isEqualTo("exit 0\n");
        assertThat(source).hasContent(FORMATTED);
        assertThat(run("check")).isEqualTo("exit 0\n");
    }

    @Test
    void namesWhatCannotBeParsed() throws IOException {
        Files.writeString(folder.resolve("Broken.java"), "class {");
        assertThat(run("apply")).contains("Broken.java cannot be parsed", "exit 1");
    }

    @Test
    void leavesBuiltAndHiddenFoldersAlone() throws IOException {
        for (String place : new String[] {"target/src/main/java", ".cache/src/main/java", "notes"}) {
            Files.writeString(Files.createDirectories(root.resolve(place)).resolve("A.java"), "class   A {}");
        }
        assertThat(run("check")).isEqualTo("exit 0\n");
    }

    @Test
    void refusesAnUnknownMode() throws IOException {
        assertThat(run("mend")).contains("expected check|apply FOLDER", "exit 2");
    }

    private String run(String mode) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream messages = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int status = SourceFormat.run(new String[] {mode, root.toString()}, messages);
        messages.print("exit " + status + "\n");
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
