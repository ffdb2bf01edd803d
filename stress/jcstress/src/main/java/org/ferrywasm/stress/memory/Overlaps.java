package org.ferrywasm.stress.memory;

import org.ferrywasm.stress.Tries;
import org.ferrywasm.stress.Twin;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.J_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Is an update of a word ever lost to another of the same word, of the same width or another one?
 *
 * <p>Java knows no atomic access to a part of an array's element. The VM does them all on the 64-bit word around: by compare-and-set,
 * so that they are atomic to one another.
 */
public final class Overlaps {
    private Overlaps() {}

    /** Two add to the same. */
    @JCStressTest
    @Outcome(id = ".*, both", expect = Expect.ACCEPTABLE, desc = "Both are there.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One of them was lost.")
    @Tries(value = "G-01", without = "runtime.SharedBacking.atomicUpdate=sets")
    @State
    public static class AddBesideAdd extends Word {
        public AddBesideAdd() {
            super(false);
        }

        @Actor
        public void one() {
            wide(Access.ADD_ONE);
        }

        @Actor
        public void two() {
            narrow(Access.ADD_ONE);
        }

        @Arbiter
        public void outcome(LL_Result r) {
            r.r1 = toString();
            r.r2 = all() == 2 ? "both" : "lost";
        }
    }

    /** One adds to a word, another to its last bytes. */
    @JCStressTest
    @Outcome(id = ".*, both", expect = Expect.ACCEPTABLE, desc = "Both are there.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One of them was lost.")
    @Tries(value = "G-06", without = "runtime.SharedBacking.atomicUpdate=sets")
    @State
    public static class WideBesideNarrow extends Word {
        public WideBesideNarrow() {
            super(true);
        }

        @Actor
        public void one() {
            wide(Access.ADD_ONE);
        }

        @Actor
        public void two() {
            narrow(Access.ADD_ONE);
        }

        @Arbiter
        public void outcome(LL_Result r) {
            r.r1 = toString();
            r.r2 = all() == both(1, 1) ? "both" : "lost";
        }
    }

    /** One adds to a word, another exchanges its last bytes. */
    @JCStressTest
    @Outcome(id = ".*, both", expect = Expect.ACCEPTABLE, desc = "Both are there.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One of them was lost.")
    @Tries(value = "G-06", without = "runtime.SharedBacking.atomicUpdate=sets")
    @State
    public static class AddBesideExchange extends Word {
        public AddBesideExchange() {
            super(true);
        }

        @Actor
        public void one() {
            wide(Access.ADD_ONE);
        }

        @Actor
        public void two() {
            narrow(Access.EXCHANGE_SEVEN);
        }

        @Arbiter
        public void outcome(LL_Result r) {
            r.r1 = toString();
            r.r2 = all() == both(1, 7) ? "both" : "lost";
        }
    }

    /** One adds to a word, another compares and exchanges its last bytes. */
    @JCStressTest
    @Outcome(id = ".*, both", expect = Expect.ACCEPTABLE, desc = "Both are there.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One of them was lost.")
    @Tries(value = "G-06", without = "runtime.SharedBacking.atomicCompareExchange=sets")
    @State
    public static class AddBesideCompareExchange extends Word {
        public AddBesideCompareExchange() {
            super(true);
        }

        @Actor
        public void one() {
            wide(Access.ADD_ONE);
        }

        @Actor
        public void two() {
            narrow(Access.ZERO_TO_SEVEN);
        }

        @Arbiter
        public void outcome(LL_Result r) {
            r.r1 = toString();
            r.r2 = all() == both(1, 7) ? "both" : "lost";
        }
    }

    /** One adds to a word, another stores atomically to its last bytes. */
    @JCStressTest
    @Outcome(id = ".*, both", expect = Expect.ACCEPTABLE, desc = "Both are there.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One of them was lost.")
    @Tries(value = "G-06", without = "runtime.SharedBacking.atomicUpdate=sets")
    @State
    public static class AddBesideStore extends Word {
        public AddBesideStore() {
            super(true);
        }

        @Actor
        public void one() {
            wide(Access.ADD_ONE);
        }

        @Actor
        public void two() {
            narrow(Access.STORE_SEVEN);
        }

        @Arbiter
        public void outcome(LL_Result r) {
            r.r1 = toString();
            r.r2 = all() == both(1, 7) ? "both" : "lost";
        }
    }

    /** One adds to a word, another stores plainly to its last bytes, which the addition does not change. */
    @JCStressTest
    @Outcome(id = ".*, both", expect = Expect.ACCEPTABLE, desc = "Both are there.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One of them was lost.")
    @Tries(value = "G-06", without = "runtime.SharedBacking.atomicUpdate=sets")
    @State
    public static class AddBesidePlainStore extends Word {
        public AddBesidePlainStore() {
            super(true);
        }

        @Actor
        public void one() {
            wide(Access.ADD_ONE);
        }

        @Actor
        public void two() {
            narrow(Access.STORE_SEVEN_PLAINLY);
        }

        @Arbiter
        public void outcome(LL_Result r) {
            r.r1 = toString();
            r.r2 = all() == both(1, 7) ? "both" : "lost";
        }
    }

    /** Two compare and exchange the same: one of them finds what it expects. */
    @JCStressTest
    @Outcome(id = ".*, (0, 7|7, 0)", expect = Expect.ACCEPTABLE, desc = "One came first.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Both came first, or none.")
    @Tries(value = "G-01", without = "runtime.SharedBacking.atomicCompareExchange=sets")
    @State
    public static class CompareExchangeTwice extends Word {
        public CompareExchangeTwice() {
            super(false);
        }

        @Actor
        public void one(LLL_Result r) {
            r.r2 = wide(Access.ZERO_TO_SEVEN);
        }

        @Actor
        public void two(LLL_Result r) {
            r.r3 = narrow(Access.ZERO_TO_SEVEN);
        }

        @Arbiter
        public void outcome(LLL_Result r) {
            r.r1 = toString();
        }
    }

    /** A plain load beside a plain store of the same width: it is not torn. */
    @JCStressTest
    @Outcome(id = ".*, (before|after)", expect = Expect.ACCEPTABLE, desc = "All of it, or nothing.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A part of it.")
    @Tries(value = "G-01", without = "runtime.SharedBacking.store64=empty")
    @State
    public static class Untorn extends Word {
        private long seen;

        public Untorn() {
            super(false);
        }

        @Actor
        public void one() {
            wide(Access.STORE_ONES_PLAINLY);
        }

        @Actor
        public void two() {
            seen = wide(Access.LOAD_PLAINLY);
        }

        @Arbiter
        public void outcome(LL_Result r) {
            r.r1 = toString();
            r.r2 = all() != ones() ? "lost" : seen == 0 ? "before" : seen == ones() ? "after" : "torn";
        }
    }

    /** The twin: a lock for each width keeps those of that width apart, and no others. */
    @JCStressTest
    @Outcome(id = "4294967297", expect = Expect.ACCEPTABLE, desc = "Both are there.")
    @Outcome(expect = Expect.ACCEPTABLE_INTERESTING, desc = "One of them was lost.")
    @Twin(
            of = {
                AddBesideAdd.class,
                WideBesideNarrow.class,
                AddBesideExchange.class,
                AddBesideCompareExchange.class,
                AddBesideStore.class,
                AddBesidePlainStore.class,
                CompareExchangeTwice.class
            },
            shows = "1|4294967296")
    @State
    public static class LockForEachWidth {
        private static final long HIGH = 1L << Integer.SIZE;

        private final Object wideLock = new Object();
        private final Object narrowLock = new Object();
        private long word;

        @Actor
        public void one() {
            synchronized (wideLock) {
                word += 1;
            }
        }

        @Actor
        public void two() {
            synchronized (narrowLock) {
                word += HIGH;
            }
        }

        @Arbiter
        public void outcome(J_Result r) {
            r.r1 = word;
        }
    }

    /** The twin: a word in two halves. */
    @JCStressTest
    @Outcome(id = "(0, 0|1, 1)", expect = Expect.ACCEPTABLE, desc = "All of it, or nothing.")
    @Outcome(expect = Expect.ACCEPTABLE_INTERESTING, desc = "A half.")
    @Twin(of = Untorn.class, shows = "0, 1|1, 0")
    @State
    public static class TwoHalves {
        private volatile int low;
        private volatile int high;

        @Actor
        public void one() {
            low = 1;
            high = 1;
        }

        @Actor
        public void two(II_Result r) {
            r.r1 = low;
            r.r2 = high;
        }
    }
}
