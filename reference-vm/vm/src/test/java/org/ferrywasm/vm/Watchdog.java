package org.ferrywasm.vm;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Ends a Store's calls that hang, long after they should have ended, so that a test fails instead of hanging. */
final class Watchdog {
    private static final Executor LATER = CompletableFuture.delayedExecutor(40, TimeUnit.SECONDS);

    private Watchdog() {}

    /** Gives the calls that begin in a Store from now on a deadline that comes when nobody expects it any more. */
    static <S extends Store<?>> S watching(S store) {
        store.setEpochDeadline(1);
        LATER.execute(store.engine()::incrementEpoch);
        return store;
    }
}
