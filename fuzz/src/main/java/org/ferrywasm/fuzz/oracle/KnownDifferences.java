package org.ferrywasm.fuzz.oracle;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.ferrywasm.fuzz.peer.Answer;

/** Where other engines differ from the specification, as far as it is known: the file {@code known-differences.json}. */
public final class KnownDifferences {
    /** All of them. */
    public static final List<KnownDifference> ALL = read();

    private KnownDifferences() {}

    private static List<KnownDifference> read() {
        try (InputStream in = Objects.requireNonNull(
                KnownDifferences.class.getResourceAsStream("known-differences.json"), "known-differences.json")) {
            return List.of(new JsonMapper().readValue(in, KnownDifference[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What modules for an engine must not have. */
    static Set<String> wordsOf(String engine) {
        return ALL.stream()
                .filter(difference -> difference.engines().containsKey(engine))
                .flatMap(difference -> difference.without().stream())
                .collect(Collectors.toSet());
    }

    /** An answer, with what is known to be told in other words put right: the binding does not know all kinds of traps. */
    static Answer corrected(String engine, Answer answer) {
        if (!engine.equals("wasmtime-java")) {
            return answer;
        }
        return new Answer(
                answer.refused(),
                answer.outcomes().stream()
                        .map(outcome -> outcome.endsWith("wasm trap: UNKNOWN") ? "trapped" : outcome)
                        .toList(),
                answer.asked(),
                answer.state(),
                answer.details());
    }
}
