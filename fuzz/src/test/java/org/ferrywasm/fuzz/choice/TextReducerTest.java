package org.ferrywasm.fuzz.choice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextReducerTest {
    private static final int TRIES = 5_000;

    @Test
    void whatIsNotNeededIsLeftOut() {
        String text = IntStream.range(0, 200).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));

        String reduced =
                TextReducer.reduce(text, less -> less.contains("line 17\n") && less.contains("line 150"), TRIES);

        assertThat(reduced).isEqualTo("line 17\nline 150\n");
    }

    @Test
    void endsThatBelongTogetherAreLeftOutTogether() {
        String text = "block\nblock\nneeded\nend\nend";

        String reduced = TextReducer.reduce(
                text,
                less -> less.contains("needed") && less.split("block", -1).length == less.split("end", -1).length,
                TRIES);

        assertThat(reduced).isEqualTo("needed\n");
    }

    @Test
    void itAsksNoMoreThanItMay() {
        int[] asked = {0};

        TextReducer.reduce("a\nb\nc\nd", less -> asked[0]++ < 0, 3);

        assertThat(asked[0]).isEqualTo(3);
    }
}
