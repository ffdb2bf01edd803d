package org.ferrywasm.contract.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Operation.Attempt;
import org.jspecify.annotations.Nullable;

/** Threads that try the same thing again and again, until they are told to stop. */
public final class Intruders {
    private final Trial trial;
    private final String what;
    private final Set<Failure> kinds;
    private final CountDownLatch begun;
    private final List<FutureTask<@Nullable Void>> tasks = new ArrayList<>();
    private final AtomicLong tried = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> oddity = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> refusal = new AtomicReference<>();
    private volatile boolean isOver;

    private Intruders(Trial trial, String what, Set<Failure> kinds, int threads) {
        this.trial = trial;
        this.what = what;
        this.kinds = kinds;
        this.begun = new CountDownLatch(threads);
    }

    /** Starts threads that try something which belongs to another thread, and waits until each has tried once. */
    public static Intruders start(Trial trial, String what, int threads, Attempt attempt) {
        return start(trial, what, Set.of(Failure.WRONG_THREAD), threads, attempt);
    }

    /** Starts threads that try something which may be refused in some ways, and waits until each has tried once. */
    public static Intruders start(Trial trial, String what, Set<Failure> kinds, int threads, Attempt attempt) {
        Intruders intruders = new Intruders(trial, what, kinds, threads);
        for (int i = 0; i < threads; i++) {
            intruders.tasks.add(Crew.start("intruder-" + i, () -> {
                intruders.tryOnce(attempt);
                intruders.begun.countDown();
                while (!intruders.isOver) {
                    intruders.tryOnce(attempt);
                }
                return null;
            }));
        }
        Crew.await(intruders.begun);
        return intruders;
    }

    private void tryOnce(Attempt attempt) {
        tried.incrementAndGet();
        Throwable thrown = Crew.thrown(attempt);
        if (thrown == null) {
            accepted.incrementAndGet();
        } else if (kinds.contains(trial.adapter().failure(thrown))) {
            refusal.setPlain(thrown);
        } else {
            oddity.compareAndSet(null, thrown);
        }
    }

    /** Stops them, and gives how many attempts were accepted. */
    public long stop() {
        isOver = true;
        for (FutureTask<@Nullable Void> task : tasks) {
            Crew.result("intruder", task);
        }
        trial.note(tried.get() + " attempts");
        return accepted.get();
    }

    /** Stops them, and judges: every attempt must have been refused, as another thread's. */
    public void mustHaveBeenRefused() {
        long count = stop();
        if (count > 0) {
            throw Judged.broken("accepted " + count + " of " + tried.get() + ": " + what);
        }
        trial.refusal(kinds, what, oddity.get() == null ? refusal.get() : oddity.get());
    }
}
