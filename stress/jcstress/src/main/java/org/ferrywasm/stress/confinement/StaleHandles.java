package org.ferrywasm.stress.confinement;

import org.ferrywasm.stress.Attempt;
import org.ferrywasm.stress.Session;
import org.ferrywasm.stress.Tries;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Store;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Does a handle that was left behind stay stale when its Store comes back to the same thread, while others look on?
 *
 * <p>A tenancy never starts twice: the Store comes back with another one, and the handle keeps pointing at the old. An intruder
 * that races with the move sees any one of the refusals, and never gets in.
 */
public final class StaleHandles {
    private StaleHandles() {}

    /** The owner moves its Store to itself, and leaves a handle behind that an intruder has too. */
    @Outcome(id = "stale, wrong thread", expect = Expect.ACCEPTABLE, desc = "The intruder came before the move.")
    @Outcome(id = "stale, in transit", expect = Expect.ACCEPTABLE, desc = "The intruder came while the Store moved.")
    @Outcome(id = "stale, stale", expect = Expect.ACCEPTABLE, desc = "The intruder came after the move.")
    @Outcome(id = "stale, early", expect = Expect.ACCEPTABLE, desc = "The intruder came before there was a handle.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A stale handle came back to life.")
    static final class Verdicts {
        private Verdicts() {}
    }

    /** As above. */
    @JCStressTest
    @JCStressMeta(Verdicts.class)
    @Tries(
            value = {"A-18", "E-03", "E-15"},
            without = "vm.Tenancy.end=empty")
    @State
    public static class ThereAndBack {
        private @Nullable ExternRef left;

        @Actor
        public void owner(LL_Result r) {
            Store<@Nullable Void> store = Store.of(Session.ENGINE);
            ExternRef handle = ExternRef.of(store, "left behind");
            left = handle;
            Store<@Nullable Void> back = store.detach().attach();
            r.r1 = Attempt.at(handle::value);
            back.close();
        }

        @Actor
        public void intruder(LL_Result r) {
            ExternRef handle = left;
            for (int i = 0; i < 300 && handle == null; i++) {
                Thread.onSpinWait();
                handle = left;
            }
            ExternRef seen = handle;
            r.r2 = seen == null ? Attempt.EARLY : Attempt.at(seen::value);
        }
    }

    /** The Store is closed meanwhile: the handle says so to its owner. */
    @JCStressTest
    @Outcome(id = "closed, wrong thread", expect = Expect.ACCEPTABLE, desc = "The intruder came before the end.")
    @Outcome(id = "closed, in transit", expect = Expect.ACCEPTABLE, desc = "It saw the owner gone, and not yet why.")
    @Outcome(id = "closed, closed", expect = Expect.ACCEPTABLE, desc = "The intruder came after the end.")
    @Outcome(id = "closed, early", expect = Expect.ACCEPTABLE, desc = "It came before there was a handle.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A handle outlived its Store.")
    @Tries(
            value = {"H-01", "H-02"},
            without = "vm.Tenancy.end=empty")
    @State
    public static class Closed {
        private @Nullable ExternRef left;

        @Actor
        public void owner(LL_Result r) {
            Store<@Nullable Void> store = Store.of(Session.ENGINE);
            ExternRef handle = ExternRef.of(store, "left behind");
            left = handle;
            store.close();
            r.r1 = Attempt.at(handle::value);
        }

        @Actor
        public void intruder(LL_Result r) {
            ExternRef handle = left;
            for (int i = 0; i < 300 && handle == null; i++) {
                Thread.onSpinWait();
                handle = left;
            }
            ExternRef seen = handle;
            r.r2 = seen == null ? Attempt.EARLY : Attempt.at(seen::value);
        }
    }
}
