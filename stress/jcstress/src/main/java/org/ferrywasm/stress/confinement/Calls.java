package org.ferrywasm.stress.confinement;

import org.ferrywasm.stress.Tries;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Can another thread enter a guest while its owner runs it? */
public final class Calls {
    private Calls() {}

    /** The owner calls an export, and so does an intruder. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(
            value = {"A-01", "A-02", "A-04"},
            without = "vm.Confined.check=empty")
    @State
    public static class CallBesideCall {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner();
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.increment.call());
        }
    }
}
