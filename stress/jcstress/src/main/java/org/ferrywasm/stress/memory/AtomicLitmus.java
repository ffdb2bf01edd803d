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
 * Do atomic accesses of guests have one order that all threads agree on?
 *
 * <p>The VM makes them volatile accesses of Java, or by compare-and-set on the word around: both are sequentially consistent, as
 * WebAssembly asks. Twins: {@link LitmusTwins}.
 */
public final class AtomicLitmus {
    private static final String ORDERED =
            "Wasm: allowed. Java, volatile: allowed. As if one access came after the other.";
    private static final String FORBIDDEN = "Wasm: forbidden. Java, volatile: forbidden.";

    private AtomicLitmus() {}

    /** Do two reads of one location see its writes in their order? */
    @JCStressTest
    @Shape("Wx1 | Rx Rx")
    @Outcome(id = ".*, (00|01|11) x1", expect = Expect.ACCEPTABLE, desc = ORDERED)
    @Outcome(expect = Expect.FORBIDDEN, desc = FORBIDDEN)
    @Tries(
            value = "G-08",
            without = "runtime.SharedBacking.atomicStore=empty",
            weak = "runtime.SharedBacking.atomicLoad=plain")
    @State
    public static class CoRR extends Litmus {
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

    /** Do two writes of one thread to one location stay in their order? */
    @JCStressTest
    @Shape("Wx1 Wx2 | Rx")
    @Outcome(id = ".*, (0|1|2) x2", expect = Expect.ACCEPTABLE, desc = ORDERED)
    @Outcome(expect = Expect.FORBIDDEN, desc = FORBIDDEN)
    @Tries(value = "G-08", without = "runtime.SharedBacking.atomicStore=empty")
    @State
    public static class CoWW extends Litmus {
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

    /** Does a read see a write that comes after a later write of its own thread? */
    @JCStressTest
    @Shape("Rx Wx2 | Wx1")
    @Outcome(id = ".*, (0 x1|(0|1) x2)", expect = Expect.ACCEPTABLE, desc = ORDERED)
    @Outcome(expect = Expect.FORBIDDEN, desc = FORBIDDEN)
    @Tries(value = "G-08", without = "runtime.SharedBacking.atomicStore=empty")
    @State
    public static class CoRW extends Litmus {
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

    /** Does a read see a write that its own thread has overwritten? */
    @JCStressTest
    @Shape("Wx1 Rx | Wx2")
    @Outcome(id = ".*, (1 x1|(1|2) x2)", expect = Expect.ACCEPTABLE, desc = ORDERED)
    @Outcome(expect = Expect.FORBIDDEN, desc = FORBIDDEN)
    @Tries(value = "G-08", without = "runtime.SharedBacking.atomicStore=empty")
    @State
    public static class CoWR extends Litmus {
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

    /** Store buffering: may each thread miss what the other wrote before it read? */
    @JCStressTest
    @Shape("Wx1 Ry | Wy1 Rx")
    @Outcome(id = ".*, (01|10|11) x1 y1", expect = Expect.ACCEPTABLE, desc = ORDERED)
    @Outcome(expect = Expect.FORBIDDEN, desc = FORBIDDEN)
    @Tries(
            value = "G-08",
            without = {"runtime.SharedBacking.atomicStore=plain", "runtime.SharedBacking.atomicStore=empty"})
    @State
    public static class SB extends Litmus {
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

    /** Message passing: is the data there when the flag is seen? */
    @JCStressTest
    @Shape("Wx1 Wy1 | Ry Rx")
    @Outcome(id = ".*, (00|01|11) x1 y1", expect = Expect.ACCEPTABLE, desc = ORDERED)
    @Outcome(expect = Expect.FORBIDDEN, desc = FORBIDDEN)
    @Tries(
            value = "G-08",
            without = "runtime.SharedBacking.atomicStore=empty",
            weak = "runtime.SharedBacking.atomicLoad=plain")
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
    @Shape("Rx Wy1 | Ry Wx1")
    @Outcome(id = ".*, (00|01|10) x1 y1", expect = Expect.ACCEPTABLE, desc = ORDERED)
    @Outcome(expect = Expect.FORBIDDEN, desc = FORBIDDEN)
    @Tries(
            value = "G-08",
            without = "runtime.SharedBacking.atomicStore=empty",
            weak = "runtime.SharedBacking.atomicLoad=plain")
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
    @Shape("Wx2 Wy1 | Ry Wx1")
    @Outcome(id = ".*, ((0|1) x1 y1|0 x2 y1)", expect = Expect.ACCEPTABLE, desc = ORDERED)
    @Outcome(expect = Expect.FORBIDDEN, desc = FORBIDDEN)
    @Tries(value = "G-08", without = "runtime.SharedBacking.atomicStore=empty")
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

    /** Is a read ordered after its own thread's write, when that overwrote another's? */
    @JCStressTest
    @Shape("Wx1 Wy1 | Wy2 Rx")
    @Outcome(id = ".*, ((0|1) x1 y1|1 x1 y2)", expect = Expect.ACCEPTABLE, desc = ORDERED)
    @Outcome(expect = Expect.FORBIDDEN, desc = FORBIDDEN)
    @Tries(
            value = "G-08",
            without = {"runtime.SharedBacking.atomicStore=plain", "runtime.SharedBacking.atomicStore=empty"})
    @State
    public static class R extends Litmus {
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

    /** Two writes each, in opposite orders: may both first ones win? */
    @JCStressTest
    @Shape("Wx1 Wy2 | Wy1 Wx2")
    @Outcome(id = ".*, (x1 y2|x2 y1|x2 y2)", expect = Expect.ACCEPTABLE, desc = ORDERED)
    @Outcome(expect = Expect.FORBIDDEN, desc = FORBIDDEN)
    @Tries(value = "G-08", without = "runtime.SharedBacking.atomicStore=empty")
    @State
    public static class TwoPlusTwoW extends Litmus {
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
    @Shape("Wx1 | Rx Wy1 | Ry Rx")
    @Outcome(id = ".*, (000|001|010|011|100|101|111) x1 y1", expect = Expect.ACCEPTABLE, desc = ORDERED)
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
    @Shape("Wx1 Wy1 | Ry Wz1 | Rz Rx")
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

    /** Read to write causality: may two threads disagree on a write that one has read? */
    @JCStressTest
    @Shape("Wx1 | Rx Ry | Wy1 Rx")
    @Outcome(id = ".*, (000|001|010|011|101|110|111) x1 y1", expect = Expect.ACCEPTABLE, desc = ORDERED)
    @Outcome(expect = Expect.FORBIDDEN, desc = FORBIDDEN)
    @Tries(value = "G-08", without = "runtime.SharedBacking.atomicStore=empty")
    @State
    public static class RWC extends Litmus {
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

    /** Independent reads of independent writes: do two readers agree on the order of the writes? */
    @JCStressTest
    @Shape("Wx1 | Wy1 | Rx Ry | Ry Rx")
    @Outcome(
            id = ".*, (0000|0001|0010|0011|0100|0101|0110|0111|1000|1001|1011|1100|1101|1110|1111) x1 y1",
            expect = Expect.ACCEPTABLE,
            desc = ORDERED)
    @Outcome(expect = Expect.FORBIDDEN, desc = FORBIDDEN)
    @Tries(value = "G-08", without = "runtime.SharedBacking.atomicStore=empty")
    @State
    public static class IRIW extends Litmus {
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

        @Actor
        public void four() {
            act(3);
        }

        @Arbiter
        public void outcome(LL_Result r) {
            see(r);
        }
    }
}
