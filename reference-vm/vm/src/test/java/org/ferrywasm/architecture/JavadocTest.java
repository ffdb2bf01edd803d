package org.ferrywasm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Javadoc of the exported packages is rendered without a warning: every public type, member and checked exception has a
 * comment, every link and every example is found.
 *
 * <p>Two things are not asked for. A parameter or a result that the first sentence has told of needs no tag of its own. The
 * rows of {@code Opcode}, and the numbers in {@code Op} that are their case labels, carry the names of instructions, which
 * the specification describes.
 */
final class JavadocTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final List<String> EXPORTED = List.of("org/ferrywasm/vm", "org/ferrywasm/syntax");
    private static final Pattern TOLD_BY_THE_FIRST_SENTENCE = Pattern.compile(".*: no @(return|param for .*)");
    private static final Pattern TOLD_BY_THE_NAME = Pattern.compile("Op(code)?\\.java:\\d+: no comment");

    @Test
    void isRenderedWithoutAWarning(@TempDir Path folder) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String exported : EXPORTED) {
            try (Stream<Path> files = Files.list(SOURCES.resolve(exported))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        assertThat(sources).hasSizeGreaterThan(EXPORTED.size());
        assertThat(complaints(folder, sources, List.of())).isEmpty();
    }

    @Test
    void seesEachKindOfGap(@TempDir Path folder) throws IOException {
        JavaFileObject made = new Made("""
            package made;
            /** Made; {@snippet class="org.ferrywasm.examples.StoreExample" region="missing"} and {@link Missing}. */
            public final class Made {
                /** Makes one. */
                public Made() {}
                public void withoutComment() {}
                /** Throws. */
                public void withoutReason() throws java.io.IOException {}
                /** <b>Closes nothing. */
                public void withoutEnd() {}
            }
            """);

        assertThat(complaints(folder, List.of(), List.of(made)))
                .containsExactlyInAnyOrder(
                        "Made.java:2: region not found: \"missing\"",
                        "Made.java:2: reference not found",
                        "Made.java:6: no comment",
                        "Made.java:8: no @throws for java.io.IOException",
                        "Made.java:9: element not closed: b");
    }

    /** What the tool complains about, as file, line and message. */
    private static List<String> complaints(Path folder, List<Path> sources, List<JavaFileObject> made)
            throws IOException {
        DocumentationTool tool = ToolProvider.getSystemDocumentationTool();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                tool.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<JavaFileObject> units = new ArrayList<>(made);
            files.getJavaFileObjectsFromPaths(sources).forEach(units::add);
            tool.getTask(new StringWriter(), files, diagnostics, null, options(folder, made.isEmpty()), units)
                    .call();
        }
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
                .map(JavadocTest::line)
                .filter(line -> !TOLD_BY_THE_FIRST_SENTENCE.matcher(line).matches())
                .filter(line -> !TOLD_BY_THE_NAME.matcher(line).matches())
                .toList();
    }

    private static List<String> options(Path folder, boolean isModule) throws IOException {
        List<String> options = new ArrayList<>(List.of("-locale", "en", "-encoding", "UTF-8"));
        options.addAll(List.of("-Xdoclint:all", "-Xmaxwarns", "100000", "-Xmaxerrs", "100000"));
        options.addAll(List.of("-quiet", "-notimestamp", "-noindex", "-notree", "-nohelp"));
        options.addAll(List.of("-d", folder.toString(), "--snippet-path", TESTS.toString()));
        if (isModule) {
            String annotations = Nullable.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath();
            options.addAll(List.of("--source-path", SOURCES.toString(), "--module-path", annotations));
        }
        return options;
    }

    private static String line(Diagnostic<? extends JavaFileObject> diagnostic) {
        JavaFileObject source = diagnostic.getSource();
        String place =
                source == null ? "" : Path.of(source.getName()).getFileName() + ":" + diagnostic.getLineNumber() + ": ";
        return place + diagnostic.getMessage(Locale.ENGLISH);
    }

    /** A source that stands in no file. */
    private static final class Made extends SimpleJavaFileObject {
        private final String text;

        Made(String text) {
            super(URI.create("string:///Made.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        @Override
        public String getName() {
            return "Made.java";
        }
    }
}
