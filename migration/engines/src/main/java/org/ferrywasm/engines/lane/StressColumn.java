package org.ferrywasm.engines.lane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the stress tests have to say of each clause, from {@code stress/jcstress/recorded/stress.json}: the tests, and a canary of
 * each.
 *
 * @param cells the words for each clause that a test tries
 */
record StressColumn(Map<String, String> cells) {
    private static final int MOST_TESTS = 3;

    static StressColumn read(Path file) throws IOException {
        JsonNode tests =
                JsonMapper.builder().build().readTree(Files.readAllBytes(file)).path("tests");
        Map<String, List<String>> byClause = new TreeMap<>();
        tests.properties()
                .forEach(test -> test.getValue()
                        .path("clauses")
                        .forEach(clause -> byClause.computeIfAbsent(clause.asText(), c -> new ArrayList<>())
                                .add(words(
                                        test.getKey(),
                                        test.getValue().path("canaries").path(0)))));
        Map<String, String> cells = new TreeMap<>();
        byClause.forEach((clause, words) -> cells.put(clause, joined(words)));
        return new StressColumn(cells);
    }

    private static String words(String test, JsonNode canary) {
        return "%s (%s: *%s*)"
                .formatted(
                        test, canary.path("broken").asText(), canary.path("saw").asText());
    }

    private static String joined(List<String> words) {
        int more = words.size() - MOST_TESTS;
        String first = String.join("; ", words.subList(0, Math.min(MOST_TESTS, words.size())));
        return more > 0 ? first + "; and " + more + " more" : first;
    }

    /** What it says of a clause; nothing if no stress test tries it. */
    String of(String clause) {
        return cells.getOrDefault(clause, "");
    }
}
