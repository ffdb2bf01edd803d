package org.ferrywasm.stress.confinement;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.ferrywasm.stress.Attempt;
import org.ferrywasm.stress.Session;
import org.ferrywasm.stress.Tries;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Store;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Is a virtual thread an owner like any other, whichever carriers it and its intruder run on?
 *
 * <p>{@code Thread.currentThread()} is the virtual thread and not its carrier, so the check needs nothing of its own. Here the
 * owner gives up its carrier between two operations, and the intruder may well get the same one.
 */
public final class VirtualThreads {
    private VirtualThreads() {}

    /** Both actors let a virtual thread do it. */
    @JCStressTest
    @Outcome(id = "done, wrong thread", expect = Expect.ACCEPTABLE, desc = "The intruder is refused.")
    @Outcome(id = "done, (in transit|closed)", expect = Expect.ACCEPTABLE, desc = "It came when all was over.")
    @Outcome(id = "done, early", expect = Expect.ACCEPTABLE, desc = "There was no handle yet.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The intruder got in, or the owner was taken for another.")
    @Tries(value = "A-13", without = "vm.Confined.check=empty")
    @State
    public static class OwnerAndIntruder {
        private volatile @Nullable ExternRef published;

        @Actor
        public void owner(LL_Result r) {
            r.r1 = onVirtualThread(() -> Attempt.at(this::own));
        }

        @SuppressWarnings("ThreadPriorityCheck") // gives up the carrier, which is the point
        private void own() {
            try (Store<@Nullable Void> store = Store.of(Session.ENGINE)) {
                ExternRef object = ExternRef.of(store, "object");
                published = object;
                Thread.yield();
                object.value();
            }
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = onVirtualThread(this::intrude);
        }

        private static String onVirtualThread(Supplier<String> action) {
            CompletableFuture<String> said = new CompletableFuture<>();
            Thread.startVirtualThread(() -> said.complete(action.get()));
            return said.join();
        }

        private String intrude() {
            ExternRef object = published;
            for (int i = 0; i < 300 && object == null; i++) {
                Thread.onSpinWait();
                object = published;
            }
            ExternRef seen = object;
            return seen == null ? Attempt.EARLY : Attempt.at(seen::value);
        }
    }
}
