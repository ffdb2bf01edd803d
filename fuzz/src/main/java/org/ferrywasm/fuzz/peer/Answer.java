package org.ferrywasm.fuzz.peer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an engine came to.
 *
 * @param refused why there is no instance, or null if there is one
 * @param outcomes of each call: {@code returned N}, {@code trapped}, {@code threw}, or {@code failed: why} where an engine fails
 *     otherwise
 * @param asked what the host was asked
 * @param state what each function that sums up the state said, or why it did not
 * @param details what the engine said of each call, for people
 */
public record Answer(
        @Nullable String refused,
        List<String> outcomes,
        List<Integer> asked,
        Map<String, String> state,
        List<String> details) {
    /** Copies the lists. */
    public Answer {
        outcomes = List.copyOf(outcomes);
        asked = List.copyOf(asked);
        state = Map.copyOf(state);
        details = List.copyOf(details);
    }

    /** That there was none. */
    static Answer none(String why) {
        return new Answer(why, List.of(), List.of(), Map.of(), List.of());
    }

    /** What differs in another, or null. */
    public @Nullable String difference(Answer other) {
        if (refused != null || other.refused != null) {
            return refused != null && other.refused != null
                    ? null
                    : (refused == null ? "instantiated" : "refused") + ", and "
                            + (other.refused == null ? "instantiated" : "refused: " + other.refused);
        }
        for (int i = 0; i < outcomes.size(); i++) {
            if (!outcomes.get(i).equals(other.outcomes.get(i))) {
                return "call " + i + ": " + outcomes.get(i) + ", and " + other.outcomes.get(i) + " ("
                        + other.details.get(i) + ")";
            }
        }
        if (!asked.equals(other.asked)) {
            return "the host is asked " + asked + ", and " + other.asked;
        }
        for (Map.Entry<String, String> mine : state.entrySet()) {
            String others = other.state.getOrDefault(mine.getKey(), "nothing");
            if (!mine.getValue().equals(others)) {
                return mine.getKey() + ": " + mine.getValue() + ", and " + others;
            }
        }
        return null;
    }
}
