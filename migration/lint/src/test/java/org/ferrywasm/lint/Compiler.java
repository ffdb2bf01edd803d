package org.ferrywasm.lint;

import com.google.errorprone.BaseErrorProneJavaCompiler;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.scanner.ScannerSupplier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;

/** Compiles sources with one check, and compares its warnings with what the sources say: {@code // warns: words}. */
final class Compiler {
    private static final Pattern EXPECTED = Pattern.compile("// warns: (?<words>.*?)\\s*$");
    private static final String IMPORTS = """
        import java.util.*;
        import java.util.concurrent.*;
        import java.util.concurrent.atomic.*;
        import java.util.function.*;
        import org.ferrywasm.vm.*;
        import org.ferrywasm.vm.Module;
        """;

    private Compiler() {}

    /** A warning, as {@code line: words}. */
    record Warning(long line, String message) {}

    /** A source in memory. */
    static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("memory:///" + name), Kind.SOURCE);
            this.text = text;
        }

        /** The text of a file. */
        static Source of(Path file) {
            try {
                return new Source(file.getFileName().toString(), Files.readString(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** The members of a class {@code Test} with the usual imports. */
    static String classWith(String members) {
        return IMPORTS + "class Test {\n" + members + "\n}\n";
    }

    /** What a check says about a source; fails if the source does not compile. */
    static List<Warning> warnings(Class<? extends BugChecker> check, String name, String text) {
        return warnings(check, List.of(new Source(name, text)), List.of());
    }

    /** What a check says about sources; fails if they do not compile. */
    static List<Warning> warnings(
            Class<? extends BugChecker> check, List<? extends JavaFileObject> sources, List<String> moreOptions) {
        BaseErrorProneJavaCompiler compiler =
                new BaseErrorProneJavaCompiler(ScannerSupplier.fromBugCheckerClasses(check));
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<String> options = new ArrayList<>(List.of(
                    "-d",
                    Files.createTempDirectory("lint").toString(),
                    "-proc:none",
                    "-XDcompilePolicy=simple",
                    "--should-stop=ifError=FLOW"));
            options.addAll(moreOptions);
            if (!compiler.getTask(null, files, diagnostics, options, null, sources)
                    .call()) {
                throw new AssertionError("does not compile: " + diagnostics.getDiagnostics());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return diagnostics.getDiagnostics().stream()
                .map(diagnostic -> new Warning(diagnostic.getLineNumber(), diagnostic.getMessage(Locale.ROOT)))
                .filter(warning -> warning.message().contains("[" + check.getSimpleName() + "]"))
                .toList();
    }

    /**
     * How what a check says differs from what the source expects, a line for each difference: an expectation stands at the end of
     * its line or on a line of its own before it.
     */
    static List<String> differences(Class<? extends BugChecker> check, String name, String text) {
        List<Warning> unexpected = new ArrayList<>(warnings(check, name, text));
        List<String> differences = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher expected = EXPECTED.matcher(lines.get(i));
            if (expected.find()) {
                long line = lines.get(i).strip().startsWith("//") ? i + 2 : i + 1;
                String words = expected.group("words");
                if (!unexpected.removeIf(
                        warning -> warning.line() == line && warning.message().contains(words))) {
                    differences.add("not said: " + line + ": " + words);
                }
            }
        }
        unexpected.forEach(warning -> differences.add("said: " + warning.line() + ": " + warning.message()));
        return differences;
    }

    /** As {@link #differences(Class, String, String)}, of the members of a class. */
    static List<String> differences(Class<? extends BugChecker> check, String members) {
        return differences(check, "Test.java", classWith(members));
    }
}
