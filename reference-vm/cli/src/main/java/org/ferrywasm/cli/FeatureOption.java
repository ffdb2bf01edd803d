package org.ferrywasm.cli;

import java.util.Optional;
import java.util.Set;
import org.ferrywasm.cli.script.FeatureTable;
import org.ferrywasm.syntax.Feature;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --features}, which several commands have. */
final class FeatureOption {
    @Option(
            names = "--features",
            paramLabel = "LIST",
            description = {
                "Which parts of the language are on: names with commas between, such as simd,threads.",
                "all: everything that is supported. -NAME: all but this."
            })
    private @Nullable String list;

    /**
     * What the user chose.
     *
     * @return the features, or empty if the user said nothing
     * @throws CommandFailure if a name is unknown or its feature not supported
     */
    Optional<Set<Feature>> chosen() {
        try {
            return Optional.ofNullable(list).map(FeatureTable::parse);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.badUse("--features: " + e.getMessage(), e);
        }
    }

    /** {@return what the user chose, or all that is supported} */
    Set<Feature> orAll() {
        return chosen().orElseGet(FeatureTable::supported);
    }
}
