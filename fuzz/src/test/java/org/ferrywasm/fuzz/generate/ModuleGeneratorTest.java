package org.ferrywasm.fuzz.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ferrywasm.fuzz.choice.ReplayedChoices;
import org.ferrywasm.fuzz.choice.SeededChoices;
import org.ferrywasm.fuzz.oracle.MovedAnywhere;
import org.ferrywasm.fuzz.oracle.Statistics;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Module;
import org.junit.jupiter.api.Test;

class ModuleGeneratorTest {
    @Test
    void everyRowOfTheTableIsExecuted() {
        MovedAnywhere oracle = new MovedAnywhere();
        Statistics statistics = new Statistics();
        List<Opcode> rows = Rows.supported().all();
        for (int seed = 0; seed < 3_000 && !statistics.executed().containsAll(rows); seed++) {
            oracle.check(new SeededChoices(seed), statistics);
        }

        assertThat(rows).hasSizeGreaterThan(500);
        assertThat(statistics.executed()).containsAll(rows);
    }

    @Test
    void theSimplestDecisionsGiveAModule() {
        ModuleGenerator.Generated simplest = ModuleGenerator.generate(new ReplayedChoices());

        assertThatCode(() -> Module.fromText(new Engine(), simplest.text())).doesNotThrowAnyException();
        assertThat(simplest.runs()).hasSize(1);
    }

    @Test
    void modulesAreValidWhateverTheSeed() {
        Engine engine = new Engine(Config.DEFAULT);
        for (int seed = 10_000; seed < 10_300; seed++) {
            String text = ModuleGenerator.generate(new SeededChoices(seed)).text();
            assertThatCode(() -> Module.fromText(engine, text))
                    .as("seed %d", seed)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void whatIsExecutedDependsOnHowFarARunCame() {
        ModuleGenerator.Run run = new ModuleGenerator.Run(
                "run", List.of(Set.of(Opcode.NOP), Set.of(Opcode.DROP)), EnumSet.of(Opcode.RETURN));

        assertThat(run.executed(0)).isEmpty();
        assertThat(run.executed(1)).containsExactly(Opcode.NOP);
        assertThat(run.executed(2)).containsExactlyInAnyOrder(Opcode.NOP, Opcode.DROP, Opcode.RETURN);
    }
}
