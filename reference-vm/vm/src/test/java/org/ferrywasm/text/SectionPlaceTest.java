package org.ferrywasm.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SectionPlaceTest {
    @ParameterizedTest
    @CsvSource({
        "false, first, 0",
        "false, type, 0",
        "true, type, 1",
        "false, import, 1",
        "true, memory, 5",
        "false, tag, 5",
        "true, tag, 13",
        "false, global, 13",
        "false, code, 12",
        "true, code, 10",
        "true, datacount, 12",
        "true, data, 11",
        "true, last, 11",
    })
    void aCustomSectionFollowsTheSectionOfThisId(boolean after, String section, int id) {
        assertThat(SectionPlace.of(after, section)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"true, first", "false, last", "true, custom", "true, ''"})
    void otherPlacesThereAreNot(boolean after, String section) {
        assertThat(SectionPlace.of(after, section)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
    void thePrintedPlaceIsReadAsTheSame(int id) {
        String[] words = SectionPlace.text(id).replaceAll("[()]", "").split(" ", -1);

        assertThat(SectionPlace.of(words[0].equals("after"), words[1])).isEqualTo(id);
    }
}
