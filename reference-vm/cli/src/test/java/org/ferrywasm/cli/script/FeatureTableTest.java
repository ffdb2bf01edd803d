package org.ferrywasm.cli.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.EnumSet;
import org.ferrywasm.syntax.Feature;
import org.junit.jupiter.api.Test;

class FeatureTableTest {

    @Test
    void everythingSupportedIsOnUnlessTheFolderSaysOtherwise() {
        assertThat(FeatureTable.featuresFor(Path.of("suite", "i32.wast")))
                .isEqualTo(FeatureTable.supported())
                .contains(Feature.THREADS, Feature.GC)
                .doesNotContain(Feature.CUSTOM_DESCRIPTORS);
    }

    @Test
    void theThreadsProposalKnowsOneMemoryAndOneTable() {
        assertThat(FeatureTable.featuresFor(Path.of("suite", "proposals", "threads", "memory.wast")))
                .contains(Feature.THREADS, Feature.BULK_MEMORY)
                .doesNotContain(Feature.MULTI_MEMORY, Feature.REFERENCE_TYPES, Feature.MEMORY64);
        assertThat(FeatureTable.featuresFor(Path.of("suite", "threads", "memory.wast")))
                .isEqualTo(FeatureTable.supported());
    }

    @Test
    void customDescriptorsAreNotSupported() {
        assertThat(FeatureTable.unsupportedBy(Path.of("proposals", "custom-descriptors", "exact.wast")))
                .contains(Feature.CUSTOM_DESCRIPTORS);
        assertThat(FeatureTable.unsupportedBy(Path.of("exact.wast"))).isEmpty();
    }

    @Test
    void listsAddAndTakeAway() {
        assertThat(FeatureTable.parse("simd,threads"))
                .containsExactlyInAnyOrder(Feature.CORE, Feature.SIMD, Feature.THREADS);
        assertThat(FeatureTable.parse("all,-simd"))
                .isEqualTo(FeatureTable.parse("-simd"))
                .doesNotContain(Feature.SIMD)
                .hasSize(FeatureTable.supported().size() - 1);
        assertThat(FeatureTable.parse("core")).isEqualTo(EnumSet.of(Feature.CORE));
    }

    @Test
    void unknownAndUnsupportedNamesAreRefused() {
        assertThatThrownBy(() -> FeatureTable.parse("smid"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no feature \"smid\"; there are: all, core, ");
        assertThatThrownBy(() -> FeatureTable.parse("all,stack-switching"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stack-switching is not supported");
    }
}
