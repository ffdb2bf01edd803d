package org.ferrywasm.stress.memory;

import org.ferrywasm.stress.Tries;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Does an atomic message carry what its sender wrote plainly before it?
 *
 * <p>{@code x} is data, accessed plainly; the other locations are messages. The VM makes the ones plain and the others volatile
 * accesses of Java, and reading a volatile write orders what came before it. Twins: {@link LitmusTwins}.
 */
public final class MessageLitmus {
    private static final String ORDERED =
            "Wasm: allowed. Java, plain and volatile: allowed. As if one access came after the other.";
    private static final String RELAXED =
            "Wasm: allowed. Java, plain and volatile: allowed. In no order of the accesses.";
    private static final String FORBIDDEN = "Wasm: forbidden. Java, plain and volatile: forbidden.";

    private MessageLitmus() {}

    /** Message passing: is the data there when the flag is seen? */
    @JCStressTest
    @Shape(value = "Wx1 Wy1 | Ry Rx", plain = "x")
    @Outcome(id = ".*, (00|01|11) x1 y1", expect = Expect.ACCEPTABLE, desc = ORDERED)
    @Outcome(expect = Expect.FORBIDDEN, desc = FORBIDDEN)
    @Tries(
            value = "G-08",
            without = "runtime.SharedBacking.atomicStore=empty",
            weak = {"runtime.SharedBacking.atomicLoad=plain", "runtime.SharedBacking.atomicStore=plain"})
    @State
    public static class MP extends Litmus {
        @Actor
        public void one() {
            act(0);
        }

        @Actor
        public void two() {
            act(1);
        }

        @Arbiter
        public void outcome(LL_Result r) {
            see(r);
        }
    }

    /** Load buffering: may both threads read what the other writes after its read? */
    @JCStressTest
    @Shape(value = "Rx Wy1 | Ry Wx1", plain = "x")
    @Outcome(id = ".*, (00|01|10) x1 y1", expect = Expect.ACCEPTABLE, desc = ORDERED)
    @Outcome(expect = Expect.FORBIDDEN, desc = FORBIDDEN)
    @Tries(value = "G-08", without = "runtime.SharedBacking.atomicStore=empty")
    @State
    public static class LB extends Litmus {
        @Actor
        public void one() {
            act(0);
        }

        @Actor
        public void two() {
            act(1);
        }

        @Arbiter
        public void outcome(LL_Result r) {
            see(r);
        }
    }

    /** Is a write that follows the flag's read ordered after the writes before the flag? */
    @JCStressTest
    @Shape(value = "Wx2 Wy1 | Ry Wx1", plain = "x")
    @Outcome(id = ".*, ((0|1) x1 y1|0 x2 y1)", expect = Expect.ACCEPTABLE, desc = ORDERED)
    @Outcome(expect = Expect.FORBIDDEN, desc = FORBIDDEN)
    @Tries(
            value = "G-08",
            without = "runtime.SharedBacking.atomicStore=empty",
            weak = {"runtime.SharedBacking.atomicLoad=plain", "runtime.SharedBacking.atomicStore=plain"})
    @State
    public static class S extends Litmus {
        @Actor
        public void one() {
            act(0);
        }

        @Actor
        public void two() {
            act(1);
        }

        @Arbiter
        public void outcome(LL_Result r) {
            see(r);
        }
    }

    /** Write to read causality: does a message carry what its sender had read? */
    @JCStressTest
    @Shape(value = "Wx1 | Rx Wy1 | Ry Rx", plain = "x")
    @Outcome(id = ".*, (000|001|010|011|100|101|111) x1 y1", expect = Expect.ACCEPTABLE, desc = ORDERED)
    @Outcome(id = ".*, 110 x1 y1", expect = Expect.ACCEPTABLE_INTERESTING, desc = RELAXED)
    @Outcome(expect = Expect.FORBIDDEN, desc = FORBIDDEN)
    @Tries(value = "G-08", without = "runtime.SharedBacking.atomicStore=empty")
    @State
    public static class WRC extends Litmus {
        @Actor
        public void one() {
            act(0);
        }

        @Actor
        public void two() {
            act(1);
        }

        @Actor
        public void three() {
            act(2);
        }

        @Arbiter
        public void outcome(LL_Result r) {
            see(r);
        }
    }

    /** A message that is passed on: is the data of its first sender there? */
    @JCStressTest
    @Shape(value = "Wx1 Wy1 | Ry Wz1 | Rz Rx", plain = "x")
    @Outcome(id = ".*, (000|001|010|011|100|101|111) x1 y1 z1", expect = Expect.ACCEPTABLE, desc = ORDERED)
    @Outcome(expect = Expect.FORBIDDEN, desc = FORBIDDEN)
    @Tries(value = "G-08", without = "runtime.SharedBacking.atomicStore=empty")
    @State
    public static class ISA2 extends Litmus {
        @Actor
        public void one() {
            act(0);
        }

        @Actor
        public void two() {
            act(1);
        }

        @Actor
        public void three() {
            act(2);
        }

        @Arbiter
        public void outcome(LL_Result r) {
            see(r);
        }
    }
}
