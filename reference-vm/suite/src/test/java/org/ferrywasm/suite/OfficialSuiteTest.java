package org.ferrywasm.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class OfficialSuiteTest {
    @ParameterizedTest
    @MethodSource("org.ferrywasm.suite.OfficialSuite#all")
    void namesItsPropertyAndVariable(OfficialSuite suite) {
        assertThat(suite.commit()).matches("[0-9a-f]{40}");
        assertThat(suite.digest()).matches("[0-9a-f]{64}");
        assertThat(suite.property()).isEqualTo("ferry.suite." + suite.name());
        assertThat(suite.variable()).isEqualTo("FERRY_SUITE_" + suite.name().toUpperCase(Locale.ROOT));
    }

    /** Where a suite is at hand, the number of scripts and the checksum written down are those of its files. */
    @ParameterizedTest
    @MethodSource("org.ferrywasm.suite.OfficialSuite#all")
    void isWhatLiesOnThisMachine(OfficialSuite suite) throws IOException {
        assumeFalse(Boolean.getBoolean(SuiteFinder.SKIP), "told to go without the official suites");
        FoundSuite found = SuiteFinder.ofThisProcess().find(suite).orElseThrow();
        assertThat(found.scripts()).hasSize(found.content().scripts());
        if (found.pinned()) {
            assertThat(found.content().scripts()).isEqualTo(suite.scripts());
        }
    }
}
