package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the list of guarantees against the tests that bear their ids. */
class EveryClauseTest {
    private static final Path GUARANTEES = Path.of("..", "..", "docs", "guarantees.md");
    private static final Path CLASSES = Path.of("target", "test-classes");
    private static final Path SOURCES = Path.of("src", "test", "java");
    private static final Pattern ROW = Pattern.compile("^\\| ([A-Z]-\\d\\d) \\| [^|]+ \\|", Pattern.MULTILINE);
    private static final Map<Character, Integer> CLAUSES =
            Map.of('A', 19, 'B', 11, 'C', 20, 'D', 14, 'E', 20, 'F', 12, 'G', 9, 'H', 8, 'I', 6);

    @Test
    void theListIsWhole() throws IOException {
        Map<Character, Integer> counted = new TreeMap<>();
        clauses(Files.readString(GUARANTEES)).forEach(id -> counted.merge(id.charAt(0), 1, Integer::sum));

        assertThat(counted).isEqualTo(CLAUSES);
    }

    @Test
    void everyClauseHasATest() throws IOException {
        assertThat(faults(clauses(Files.readString(GUARANTEES)), shown())).isEmpty();
    }

    @Test
    void seesEveryKindOfGap() {
        Set<String> clauses = clauses("""
            | A-01 | Shown. |
            | A-02 | Not shown. |
            """);

        assertThat(faults(clauses, Set.of("A-01", "Z-09")))
                .containsExactlyInAnyOrder("A-02: no test bears it", "Z-09: a test bears it, but it is no clause");
    }

    private static Set<String> faults(Set<String> clauses, Set<String> shown) {
        Set<String> faults = new TreeSet<>();
        clauses.stream().filter(id -> !shown.contains(id)).forEach(id -> faults.add(id + ": no test bears it"));
        shown.stream()
                .filter(id -> !clauses.contains(id))
                .forEach(id -> faults.add(id + ": a test bears it, but it is no clause"));
        return faults;
    }

    /** The clauses that a document lists, each once. */
    private static Set<String> clauses(String guarantees) {
        Set<String> clauses = new TreeSet<>();
        Matcher row = ROW.matcher(guarantees);
        while (row.find()) {
            assertThat(clauses.add(row.group(1))).as(row.group(1)).isTrue();
        }
        return clauses;
    }

    /** The ids that tests bear. */
    private static Set<String> shown() throws IOException {
        Set<String> ids = new TreeSet<>();
        try (Stream<Path> files = Files.walk(CLASSES)) {
            for (Path file : files.filter(EveryClauseTest::isTest).toList()) {
                for (Method method : load(file).getDeclaredMethods()) {
                    Clause clause = method.getAnnotation(Clause.class);
                    if (clause != null) {
                        ids.addAll(List.of(clause.value()));
                    }
                }
            }
        }
        return ids;
    }

    /** An incremental build leaves the class files of renamed tests behind. */
    private static boolean isTest(Path file) {
        String name = CLASSES.relativize(file).toString();
        int nested = name.indexOf('$');
        boolean isClass = name.startsWith("org") && name.endsWith(".class") && !name.contains("-info");
        return isClass
                && Files.exists(SOURCES.resolve(
                        name.substring(0, nested < 0 ? name.length() - ".class".length() : nested) + ".java"));
    }

    private static Class<?> load(Path file) {
        String name = CLASSES.relativize(file).toString();
        try {
            return Class.forName(
                    name.substring(0, name.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'),
                    false,
                    EveryClauseTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
