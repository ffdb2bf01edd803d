package org.ferrywasm.contract.trial;

import java.util.concurrent.TimeUnit;

/** A computation of the guest's that takes about as long as it should, on an engine of whatever speed. */
public final class Spinning {
    private static final int FIRST = 100_000;

    /** Long enough for the JVM to have compiled what it will compile. */
    private static final long ENOUGH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

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
