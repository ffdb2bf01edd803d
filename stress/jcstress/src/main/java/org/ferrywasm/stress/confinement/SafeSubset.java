package org.ferrywasm.stress.confinement;

import java.util.Objects;
import org.ferrywasm.stress.Attempt;
import org.ferrywasm.stress.Session;
import org.ferrywasm.stress.Tries;
import org.ferrywasm.stress.Twin;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * What any thread may ask of any handle: does it ever throw, or disturb the owner?
 *
 * <p>Names, identity and who owns it are all that is answered, and messages are made of them. None reads what the owner writes.
 */
public final class SafeSubset {
    private static final int LOOKS = 1_000;

    private SafeSubset() {}

    /** An owner that calls and closes handles, and a thread that prints and compares them. */
    @JCStressTest
    @Outcome(id = "done, done", expect = Expect.ACCEPTABLE, desc = "Neither noticed the other.")
    @Outcome(id = "done, early", expect = Expect.ACCEPTABLE, desc = "There was nothing to ask yet.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One threw, or the owner was disturbed.")
    @Tries(
            value = {"A-12", "I-03"},
            without = "vm.Confined.isCurrentThreadOwner=true")
    @State
    public static class NamesAndIdentity {
        private @Nullable Session published;

        @Actor
        public void owner(LL_Result r) {
            Session session = Session.mine();
            published = session;
            session.makesAndClosesHandle();
            r.r1 = session.increments();
        }

        @Actor
        public void other(LL_Result r) {
            Session session = published;
            for (int i = 0; i < LOOKS && session == null; i++) {
                Thread.onSpinWait();
                session = published;
            }
            Session seen = session;
            r.r2 = seen == null ? Attempt.EARLY : Attempt.at(() -> ask(seen));
        }

        private static void ask(Session session) {
            boolean isOdd = session.store.isOwnedByCurrentThread()
                    || !session.store.toString().contains(Long.toString(session.store.id()))
                    || Objects.hash(session.object, session.function, session.memory) == 0
                    || session.memory.toString().isEmpty()
                    || session.suspended.toString().isEmpty();
            if (isOdd) {
                throw new IllegalStateException("not what it is");
            }
        }
    }

    /** The twin: a handle whose name tells its state, kept in two fields that its owner changes one after the other. */
    @JCStressTest
    @Outcome(id = "done, done", expect = Expect.ACCEPTABLE, desc = "Neither noticed the other.")
    @Outcome(expect = Expect.ACCEPTABLE_INTERESTING, desc = "The name was of half a change.")
    @Twin(of = NamesAndIdentity.class, shows = "done, half")
    @State
    public static class NamesThatTellState {
        private int opened;
        private int closed;

        @Actor
        public void owner(LL_Result r) {
            for (int i = 0; i < 10; i++) {
                opened++;
                closed++;
            }
            r.r1 = Attempt.DONE;
        }

        @Actor
        public void other(LL_Result r) {
            r.r2 = opened == closed ? Attempt.DONE : "half";
        }
    }
}
