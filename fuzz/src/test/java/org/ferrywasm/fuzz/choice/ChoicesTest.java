package org.ferrywasm.fuzz.choice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoicesTest {
    private static List<Integer> some(ChoiceSource choices) {
        List<Integer> made = new ArrayList<>();
        for (int i = 1; i < 3_000; i++) {
            made.add(choices.below(i));
        }
        return made;
    }

    @Test
    void aSeedGivesTheSameDecisions() {
        assertThat(some(new SeededChoices(7))).isEqualTo(some(new SeededChoices(7)));
        assertThat(some(new SeededChoices(7))).isNotEqualTo(some(new SeededChoices(8)));
    }

    @Test
    void whatIsRecordedCanBeReplayed() {
        RecordedChoices recorded = new RecordedChoices(new SeededChoices(7));
        List<Integer> made = some(recorded);

        assertThat(some(new ReplayedChoices(recorded.made()))).isEqualTo(made);
    }

    @Test
    void decisionsThatDoNotFitAreMadeToFitAndMissingOnesAreTheSimplest() {
        ReplayedChoices replayed = new ReplayedChoices(-1, 17);

        assertThat(replayed.below(5)).isEqualTo(4);
        assertThat(replayed.below(5)).isEqualTo(2);
        assertThat(replayed.below(5)).isZero();
    }

    @Test
    void theFewestDecisionsAreFound() {
        int[] made = new int[500];
        Arrays.fill(made, 9);
        made[123] = 77;
        made[456] = 88;

        int[] fewest = Shrinker.shrink(
                made,
                some -> Arrays.stream(some).anyMatch(c -> c == 77)
                        && Arrays.stream(some).anyMatch(c -> c == 88),
                10_000);

        assertThat(fewest).containsExactly(77, 88);
    }

    @Test
    void theShrinkerAsksNoMoreOftenThanItMay() {
        int[] asked = {0};
        Shrinker.shrink(
                new int[10_000],
                some -> {
                    asked[0]++;
                    return false;
                },
                50);

        assertThat(asked[0]).isEqualTo(50);
    }
}
