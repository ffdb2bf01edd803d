package org.ferrywasm.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The modules of the benchmarks that are not kernels run on every engine. */
class BordersTest {
    @ParameterizedTest
    @EnumSource
    void theGuestCallsTheHostAsOftenAsItIsTold(Competitor competitor) {
        try (BenchEngine engine = competitor.open();
                BenchInstance instance = engine.load(Assembler.assemble(Resource.text("modules/calls.wat")))
                        .instantiate()) {
            assertThat(instance.run().applyAsLong(37)).isEqualTo(37);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theHostCallsAnEmptyFunctionInEveryWayThatTheEngineHas(Competitor competitor) {
        try (BenchEngine engine = competitor.open();
                BenchInstance instance = engine.load(Assembler.assemble(Resource.text("modules/calls.wat")))
                        .instantiate()) {
            for (Entry entry : Entry.values()) {
                if (competitor.supports(entry)) {
                    assertThatCode(instance.nop(entry)::run).doesNotThrowAnyException();
                } else {
                    assertThatThrownBy(() -> instance.nop(entry)).isInstanceOf(UnsupportedOperationException.class);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void instancesOfOneModuleShareNothing(Competitor competitor) {
        try (BenchEngine engine = competitor.open()) {
            BenchModule module = engine.load(Assembler.assemble(Resource.text("modules/small.wat")));
            for (int i = 0; i < 3; i++) {
                try (BenchInstance instance = module.instantiate()) {
                    assertThat(instance.run().applyAsLong(2)).isEqualTo('s' + 0xFFFE);
                }
            }
        }
    }
}
