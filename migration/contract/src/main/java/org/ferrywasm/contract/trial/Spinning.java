package org.ferrywasm.contract.trial;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.ferrywasm.contract.spi.Operation.Attempt;
import org.jspecify.annotations.Nullable;

/** A computation of the guest's that takes about as long as it should, on an engine of whatever speed. */
public final class Spinning {
    private static final int FIRST = 100_000;

    /** Long enough for the JVM to have compiled what it will compile. */
    private static final long ENOUGH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** How often an intruder may come too late: the machine may be busy, or was when the guest's speed was measured. */
    private static final int TRIES = 5;

    /** What the guest needs to be well on its way. */
    private static final long HEAD_START_MILLIS = 50;

    private final Canary canary;
    private final int times;

    /** One of about 400 milliseconds. */
    public Spinning(Canary canary) {
        this(canary, 400);
    }

    /** Measures how fast the guest is, on its owner. */
    public Spinning(Canary canary, long milliseconds) {
        this.canary = canary;
        int tried = FIRST;
        long nanos = time(canary, tried);
        while (nanos < ENOUGH_NANOS && tried < Integer.MAX_VALUE / 4) {
            tried *= 2;
            nanos = time(canary, tried);
        }
        double perTime = (double) Math.max(1, nanos) / tried;
        this.times = (int) Math.min(Integer.MAX_VALUE, TimeUnit.MILLISECONDS.toNanos(milliseconds) / perTime);
    }

    private Spinning(Spinning shorter) {
        this.canary = shorter.canary;
        this.times = (int) Math.min(Integer.MAX_VALUE, 2L * shorter.times);
    }

    /**
     * When an intruder tried something, by {@code System.nanoTime}, and when the owner's call was over.
     *
     * @param start when it began
     * @param end when it had its answer
     * @param over when the owner's call was over, after {@code start}
     */
    public record Met(long start, long end, long over) {
        /** Whether it was answered while the owner computed. */
        public boolean isInTime() {
            return end - over <= 0;
        }

        /** How long it took. */
        public long nanos() {
            return end - start;
        }
    }

    /**
     * Has the owner compute, and an intruder try something meanwhile. If it came too late, both try again, and the owner computes
     * for twice as long.
     *
     * @param attempt what it tries, on a thread of its own
     * @param judge is told what was thrown, on that thread
     * @throws Judged if it comes too late time and again: a fault of the kit
     */
    public Met beside(Trial trial, Attempt attempt, Consumer<@Nullable Throwable> judge) throws Exception {
        Spinning spinning = this;
        for (int i = 0; i < TRIES; i++) {
            int sum = spinning.spin();
            CountDownLatch begun = new CountDownLatch(1);
            FutureTask<long[]> intruder = Crew.start("intruder", () -> {
                Crew.await(begun);
                TimeUnit.MILLISECONDS.sleep(HEAD_START_MILLIS);
                long start = System.nanoTime();
                Throwable thrown = Crew.thrown(attempt);
                long end = System.nanoTime();
                judge.accept(thrown);
                return new long[] {start, end};
            });
            begun.countDown();
            trial.equal(sum, spinning.spin(), "what the owner computes");
            long over = System.nanoTime();
            long[] tried = Crew.result("intruder", intruder);
            if (tried[0] - over < 0) {
                return new Met(tried[0], tried[1], over);
            }
            spinning = new Spinning(spinning);
        }
        throw Judged.broken("a fault of the kit: the owner's call was over too soon");
    }

    private static long time(Canary canary, int times) {
        long start = System.nanoTime();
        canary.call("spin", times);
        return System.nanoTime() - start;
    }

    /** How often it goes round. */
    public int times() {
        return times;
    }

    /** Computes, on the owner; what it gives is the same each time. */
    public int spin() {
        return canary.call("spin", times);
    }
}
