package org.ferrywasm.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ferrywasm.cli.script.CommandResult;
import org.ferrywasm.cli.script.ScriptFile;
import org.ferrywasm.cli.script.Verdict;
import org.ferrywasm.suite.FoundSuite;
import org.ferrywasm.suite.OfficialSuite;
import org.ferrywasm.suite.SuiteFinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A selection of the official suites in every manner; lanes run all of them. */
class MannerTest {
    private static final List<String> SCRIPTS = List.of(
            "loop",
            "call_indirect",
            "try_table",
            "bulk",
            "memory_fill",
            "table_fill",
            "array_copy",
            "array_fill",
            "array_init_data",
            "array_init_elem",
            "struct",
            "start",
            "br_on_cast");

    @ParameterizedTest
    @ValueSource(strings = {"slice-1", "plain-slice-7", "collecting-slice-7", "moved"})
    void aScriptHoldsInEveryManner(String name) throws IOException, InterruptedException {
        LaneManner manner = LaneManner.of(name, 1);
        Optional<FoundSuite> suite = SuiteFinder.ofThisProcess().find(OfficialSuite.SPEC);
        assumeThat(suite).as("the official suite").isPresent();
        for (String script : SCRIPTS) {
            Path file = suite.get().folder().resolve(script + ".wast");
            List<CommandResult> results =
                    manner.run(inManner -> ScriptFile.run(file, script, Optional.empty(), inManner));

            assertThat(results).isNotEmpty().allMatch(result -> result.verdict() == Verdict.PASSED);
        }
    }

    @Test
    void thereAreNoOthers() {
        assertThatThrownBy(() -> LaneManner.of("slices", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no manner \"slices\"");
    }
}
