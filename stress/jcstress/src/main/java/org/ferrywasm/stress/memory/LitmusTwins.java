package org.ferrywasm.stress.memory;

import org.ferrywasm.stress.Twin;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * The twins of the litmus shapes. Some are guests whose accesses stand in the wrong order, and show what x86 never reorders; some
 * are a few plain fields, and show what the compiler reorders, or a store buffer.
 */
public final class LitmusTwins {
    private static final String WRONG = "What the shape forbids.";
    private static final String RIGHT = "What it allows.";

    private LitmusTwins() {}

    /** A guest that announces its message before it is written. */
    @JCStressTest
    @Shape("Wy1 Wx1 | Ry Rx")
    @Outcome(id = ".*, 10 x1 y1", expect = Expect.ACCEPTABLE_INTERESTING, desc = WRONG)
    @Outcome(expect = Expect.ACCEPTABLE, desc = RIGHT)
    @Twin(
            of = {
                AtomicLitmus.MP.class,
                AtomicLitmus.S.class,
                MessageLitmus.MP.class,
                MessageLitmus.S.class,
                PlainLitmus.MP.class,
                PlainLitmus.S.class
            },
            shows = ".*, 10 x1 y1")
    @State
    public static class AnnouncedFirst extends Litmus {
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

    /** A guest whose writes to one location stand in the wrong order. */
    @JCStressTest
    @Shape("Wx2 Wx1 | Rx")
    @Outcome(id = ".* x1", expect = Expect.ACCEPTABLE_INTERESTING, desc = WRONG)
    @Outcome(expect = Expect.ACCEPTABLE, desc = RIGHT)
    @Twin(
            of = {
                AtomicLitmus.CoWW.class,
                AtomicLitmus.CoRW.class,
                AtomicLitmus.CoWR.class,
                AtomicLitmus.TwoPlusTwoW.class,
                PlainLitmus.CoWW.class,
                PlainLitmus.CoRW.class,
                PlainLitmus.CoWR.class,
                PlainLitmus.TwoPlusTwoW.class
            },
            shows = ".* x1")
    @State
    public static class WrittenBackwards extends Litmus {
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

    /** A guest that writes before it reads, where it should read first: each may read what the other writes. */
    @JCStressTest
    @Shape("Wy1 Rx | Wx1 Ry")
    @Outcome(id = ".*, 11 x1 y1", expect = Expect.ACCEPTABLE_INTERESTING, desc = WRONG)
    @Outcome(expect = Expect.ACCEPTABLE, desc = RIGHT)
    @Twin(
            of = {AtomicLitmus.LB.class, MessageLitmus.LB.class, PlainLitmus.LB.class},
            shows = ".*, 11 x1 y1")
    @State
    public static class WrittenBeforeRead extends Litmus {
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

    /** Guests that read before they write, where they should write first: each may miss the other's write. */
    @JCStressTest
    @Shape("Ry Wx1 | Rx Wy1")
    @Outcome(id = ".*, 00 x1 y1", expect = Expect.ACCEPTABLE_INTERESTING, desc = WRONG)
    @Outcome(expect = Expect.ACCEPTABLE, desc = RIGHT)
    @Twin(
            of = {AtomicLitmus.SB.class, AtomicLitmus.R.class, PlainLitmus.SB.class, PlainLitmus.R.class},
            shows = ".*, 00 x1 y1")
    @State
    public static class ReadBeforeWritten extends Litmus {
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

    /** Store buffering with plain fields: the writes wait in the store buffers of their processors. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = WRONG)
    @Outcome(expect = Expect.ACCEPTABLE, desc = RIGHT)
    @Twin(
            of = {AtomicLitmus.SB.class, AtomicLitmus.R.class},
            shows = "0, 0")
    @State
    public static class PlainStoreBuffering {
        private int x;
        private int y;

        @Actor
        public void one(II_Result r) {
            x = 1;
            r.r1 = y;
        }

        @Actor
        public void two(II_Result r) {
            y = 1;
            r.r2 = x;
        }
    }

    /** Two plain reads of a field through two names: the compiler may use an earlier read for the second. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = WRONG)
    @Outcome(expect = Expect.ACCEPTABLE, desc = RIGHT)
    @Twin(
            of = {AtomicLitmus.CoRR.class, AtomicLitmus.MP.class, MessageLitmus.MP.class},
            shows = "1, 0")
    @State
    public static class PlainReads {
        private final Cell cell = new Cell();
        private final Cell same = cell;

        @Actor
        public void one() {
            cell.x = 1;
        }

        @Actor
        public void two(II_Result r) {
            Cell first = cell;
            Cell second = same;
            int early = second.x;
            r.r1 = first.x;
            r.r2 = second.x;
            if (early > 1) {
                r.r1 = early;
            }
        }

        private static final class Cell {
            private int x;
        }
    }

    /** A messenger that sends the message on before it has read what it is about. */
    @JCStressTest
    @Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = WRONG)
    @Outcome(expect = Expect.ACCEPTABLE, desc = RIGHT)
    @Twin(
            of = {
                AtomicLitmus.WRC.class,
                AtomicLitmus.ISA2.class,
                AtomicLitmus.RWC.class,
                MessageLitmus.WRC.class,
                MessageLitmus.ISA2.class,
                PlainLitmus.WRC.class,
                PlainLitmus.ISA2.class,
                PlainLitmus.RWC.class
            },
            shows = "1, 1, 0")
    @State
    public static class SentBeforeRead {
        private volatile int x;
        private volatile int y;

        @Actor
        @SuppressWarnings(
                "ThreadPriorityCheck") // nothing rests on it: where it lets another run, the outcome is seen sooner
        public void one() {
            Thread.yield();
            x = 1;
        }

        @Actor
        @SuppressWarnings("ThreadPriorityCheck") // as above
        public void two(III_Result r) {
            y = 1;
            Thread.yield();
            r.r1 = x;
        }

        @Actor
        public void three(III_Result r) {
            r.r2 = y;
            r.r3 = x;
        }
    }

    /** Two readers that both read the same location first, and have time between: each is right, and they seem to disagree. */
    @JCStressTest
    @Outcome(id = "1, 0, 1, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = WRONG)
    @Outcome(expect = Expect.ACCEPTABLE, desc = RIGHT)
    @Twin(
            of = {AtomicLitmus.IRIW.class, PlainLitmus.IRIW.class},
            shows = "1, 0, 1, 0")
    @State
    public static class ReadTheSameFirst {
        private volatile int x;
        private volatile int y;

        @Actor
        @SuppressWarnings(
                "ThreadPriorityCheck") // nothing rests on it: where it lets another run, the outcome is seen sooner
        public void one() {
            x = 1;
            Thread.yield();
        }

        @Actor
        @SuppressWarnings("ThreadPriorityCheck") // as above
        public void two() {
            Thread.yield();
            y = 1;
        }

        @Actor
        public void three(IIII_Result r) {
            r.r1 = x;
            r.r2 = y;
        }

        @Actor
        @SuppressWarnings("ThreadPriorityCheck") // as above
        public void four(IIII_Result r) {
            r.r4 = x;
            Thread.yield();
            r.r3 = y;
        }
    }
}
