package org.ferrywasm.cli.suite;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Where one thread waits for something that another one gives it. It looks out for a moment before it parks, so that a
 * hand-over between two threads that are both awake takes a fraction of a microsecond.
 *
 * <p>Who gives writes {@link #thing} and reads {@link #parked}, who takes does it the other way round: at least one sees the
 * other.
 */
final class Handover<E> {
    private static final int LOOKS = 500;

    private volatile @Nullable E thing;
    private volatile @Nullable Thread parked;

    /** Gives something to the thread that waits here now or later; everything given before was taken. */
    void give(E given) {
        thing = given;
        Thread sleeper = parked;
        if (sleeper != null) {
            LockSupport.unpark(sleeper);
        }
    }

    /** Waits for something. */
    E take() {
        for (int i = 0; i < LOOKS; i++) {
            E taken = thing;
            if (taken != null) {
                thing = null;
                return taken;
            }
            Thread.onSpinWait();
        }
        parked = Thread.currentThread();
        E taken;
        while ((taken = thing) == null) {
            LockSupport.park(this);
        }
        parked = null;
        thing = null;
        return taken;
    }
}
