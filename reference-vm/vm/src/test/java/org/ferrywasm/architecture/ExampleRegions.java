package org.ferrywasm.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The regions of tests that documentation shows: what stands between {@code // @start region="name"} and {@code // @end}. */
final class ExampleRegions {
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Pattern REGION =
            Pattern.compile("// @start region=\"(?<region>[^\"]+)\"\\n(?<text>[\\s\\S]*?)\\n *// @end\\n");
    private static final Pattern TEST_METHOD = Pattern.compile(
            "^ {4}@Test\\n(?: {4}@.*\\n)* {4}void .*\\n(?<body>(?:(?! {4}}\\n).*\\n)*) {4}}\\n", Pattern.MULTILINE);

    private ExampleRegions() {}

    /** Every region of the examples, as its class and its name. */
    static Set<String> marked() {
        return sources().flatMap(name -> in(name, source(name))).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every region of the examples that is part of a test method or has one, as its class and its name. */
    static Set<String> tested() {
        return sources().flatMap(name -> tested(name, source(name))).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The regions in a source. */
    static Stream<String> in(String className, String source) {
        return REGION.matcher(source).results().map(region -> className + " " + region.group("region"));
    }

    /** The regions in a source that are part of a test method, or have one. */
    static Stream<String> tested(String className, String source) {
        Stream<String> parts =
                TEST_METHOD.matcher(source).results().flatMap(method -> in(className, method.group("body")));
        Stream<String> wholes = REGION.matcher(source)
                .results()
                .filter(region -> TEST_METHOD.matcher(region.group("text")).find())
                .map(region -> className + " " + region.group("region"));
        return Stream.concat(parts, wholes);
    }

    /** The text of a region without its indentation, each line with its end; empty if there is none. */
    static String text(String className, String name) {
        return REGION.matcher(source(className))
                .results()
                .filter(region -> region.group("region").equals(name))
                .map(region -> region.group("text").stripIndent() + "\n")
                .findFirst()
                .orElse("");
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The source of a test of this module, or of one that helps to keep the thread contract; empty if there is none. */
    private static String source(String className) {
        String name = className.replace('.', '/') + ".java";
        return Stream.concat(Stream.of(TESTS), testsOfMigration())
                .map(tests -> tests.resolve(name))
                .filter(Files::exists)
                .findFirst()
                .map(ExampleRegions::read)
                .orElse("");
    }

    private static Stream<Path> testsOfMigration() {
        Path migration = Path.of("").toAbsolutePath().getParent().resolveSibling("migration");
        try (Stream<Path> modules = Files.list(migration)) {
            return modules.map(module -> module.resolve(TESTS)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> sources() {
        return Stream.concat(Stream.of(TESTS), testsOfMigration())
                .filter(Files::exists)
                .flatMap(
                        tests -> files(tests).map(file -> tests.relativize(file).toString()))
                .filter(name ->
                        name.endsWith(".java") && (name.contains("/examples/") || name.endsWith("Example.java")))
                .map(name -> name.substring(0, name.length() - ".java".length()).replace('/', '.'));
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
