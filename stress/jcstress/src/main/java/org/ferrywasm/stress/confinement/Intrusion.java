package org.ferrywasm.stress.confinement;

import java.util.function.Function;
import org.ferrywasm.stress.Attempt;
import org.ferrywasm.stress.Session;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.Outcome;

/** An owner that does something, and an intruder that does something with the handles, which it got through a data race. */
@Outcome(
        id = "done, wrong thread",
        expect = Expect.ACCEPTABLE,
        desc = "The intruder is refused, the owner undisturbed.")
@Outcome(id = "done, early", expect = Expect.ACCEPTABLE, desc = "The intruder came before there was a handle.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The intruder got in, or in the way.")
final class Intrusion {
    /** How often an intruder looks for a handle. */
    private static final int LOOKS = 1_000;

    /** Plain: it is published through a data race. */
    private @Nullable Session published;

    /** What an intruder does with the handles of another thread's Store. */
    @FunctionalInterface
    interface Deed {
        void with(Session session) throws Exception;
    }

    /** What became of the owner. */
    String owner(Function<Session, String> deed) {
        Session session = Session.mine();
        published = session;
        try {
            return deed.apply(session);
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }

    /** What became of the intruder. */
    String intruder(Deed deed) {
        for (int i = 0; i < LOOKS; i++) {
            Session session = published;
            if (session != null) {
                return Attempt.at(() -> deed.with(session));
            }
            Thread.onSpinWait();
        }
        return Attempt.EARLY;
    }
}
