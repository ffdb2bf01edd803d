package org.ferrywasm.stress.sharing;

import org.ferrywasm.stress.Tries;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/**
 * Is an epoch lost when two threads begin one at once?
 *
 * <p>The clock is locked while it ticks.
 */
public final class Epochs {
    private Epochs() {}

    /** Two threads increment. */
    @JCStressTest
    @Outcome(id = "4", expect = Expect.ACCEPTABLE, desc = "Each counted.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One was lost.")
    @Tries(value = "E-19", without = "vm.EpochClock.increment=unlocked")
    @State
    public static class Increments {
        private final Engine engine = new Engine(Config.DEFAULT);

        @Actor
        public void one() {
            engine.incrementEpoch();
            engine.incrementEpoch();
        }

        @Actor
        public void other() {
            engine.incrementEpoch();
            engine.incrementEpoch();
        }

        @Arbiter
        public void total(J_Result r) {
            r.r1 = engine.epoch();
        }
    }
}
