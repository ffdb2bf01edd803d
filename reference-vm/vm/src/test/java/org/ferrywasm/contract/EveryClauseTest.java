package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
    private static final Pattern ROW =
            Pattern.compile("^\\| ([A-Z]-\\d\\d) \\| ([^|]+) \\|([^|]*)\\|$", Pattern.MULTILINE);
    private static final Set<String> REASONS = Set.of("to come");
    private static final Map<Character, Integer> CLAUSES =
            Map.of('A', 19, 'B', 11, 'C', 20, 'D', 14, 'E', 20, 'F', 12, 'G', 9, 'H', 8, 'I', 6);

    @Test
    void theListIsWhole() throws IOException {
        Map<Character, Integer> counted = new TreeMap<>();
        reasons(Files.readString(GUARANTEES)).keySet().forEach(id -> counted.merge(id.charAt(0), 1, Integer::sum));

        assertThat(counted).isEqualTo(CLAUSES);
    }

    @Test
    void everyClauseHasATestOrAReason() throws IOException {
        Map<String, String> reasons = reasons(Files.readString(GUARANTEES));

        assertThat(faults(reasons, shown())).isEmpty();
    }

    @Test
    void seesEveryKindOfGap() {
        Map<String, String> reasons = reasons("""
            | A-01 | Shown. | |
            | A-02 | Not shown. | |
            | E-01 | Has a reason. | to come |
            | E-02 | Has a reason and is shown. | to come |
            | E-03 | Has another reason. | too hard |
            """);

        assertThat(faults(reasons, Set.of("A-01", "E-02", "Z-09")))
                .containsExactlyInAnyOrder(
                        "A-02: no test bears it, and no reason is given",
                        "E-02: a test bears it, and yet a reason is given why none does",
                        "E-03: no known reason: too hard",
                        "Z-09: a test bears it, but it is no clause");
    }

    private static Set<String> faults(Map<String, String> reasons, Set<String> shown) {
        Set<String> faults = new TreeSet<>();
        reasons.forEach((id, reason) -> {
            if (reason.isEmpty() && !shown.contains(id)) {
                faults.add(id + ": no test bears it, and no reason is given");
            } else if (!reason.isEmpty() && shown.contains(id)) {
                faults.add(id + ": a test bears it, and yet a reason is given why none does");
            } else if (!reason.isEmpty() && !REASONS.contains(reason)) {
                faults.add(id + ": no known reason: " + reason);
            }
        });
        shown.stream()
                .filter(id -> !reasons.containsKey(id))
                .forEach(id -> faults.add(id + ": a test bears it, but it is no clause"));
        return faults;
    }

    /** The clauses, each with the reason why it has no test, or with nothing. */
    private static Map<String, String> reasons(String guarantees) {
        Map<String, String> reasons = new LinkedHashMap<>();
        Matcher row = ROW.matcher(guarantees);
        while (row.find()) {
            assertThat(reasons.put(row.group(1), row.group(3).strip())).isNull();
        }
        return reasons;
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
