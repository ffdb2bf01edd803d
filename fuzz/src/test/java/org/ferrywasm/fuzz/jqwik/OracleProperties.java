package org.ferrywasm.fuzz.jqwik;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.ferrywasm.fuzz.choice.SeededChoices;
import org.ferrywasm.fuzz.generate.Corpus;
import org.ferrywasm.fuzz.oracle.Arithmetic;
import org.ferrywasm.fuzz.oracle.Classifier;
import org.ferrywasm.fuzz.oracle.HostileInput;
import org.ferrywasm.fuzz.oracle.MovedAnywhere;
import org.ferrywasm.fuzz.oracle.RoundTrip;
import org.ferrywasm.fuzz.oracle.Statistics;
import org.ferrywasm.fuzz.oracle.StoreModel;

/** Each oracle holds for whatever seed jqwik comes up with. A smaller seed is no simpler one, so jqwik does not look for it. */
class OracleProperties {
    private final Statistics statistics = new Statistics();

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void movedAnywhere(@ForAll long seed) {
        new MovedAnywhere().check(new SeededChoices(seed), statistics);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void roundTrip(@ForAll long seed) {
        new RoundTrip().check(new SeededChoices(seed), statistics);
    }

    @Property(tries = 50, shrinking = ShrinkingMode.OFF)
    void hostileInput(@ForAll long seed) {
        new HostileInput(new Corpus(List.of(), List.of())).check(new SeededChoices(seed), statistics);
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void classifier(@ForAll long seed) {
        new Classifier().check(new SeededChoices(seed), statistics);
    }

    @Property(tries = 50, shrinking = ShrinkingMode.OFF)
    void storeModel(@ForAll long seed) {
        new StoreModel().check(new SeededChoices(seed), statistics);
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void arithmetic(@ForAll long seed) {
        new Arithmetic().check(new SeededChoices(seed), statistics);
    }
}
