package org.ferrywasm.stress.calls;

import java.util.concurrent.CompletionStage;
import org.ferrywasm.stress.Attempt;
import org.ferrywasm.stress.Meeting;
import org.ferrywasm.stress.Tries;
import org.ferrywasm.stress.Twin;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreParcel;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Is an answer ever lost that comes from another thread, just when the call begins to wait for it, moves or ends?
 *
 * <p>The answer is written before the word that tells of it, and that word is read first. Who waits says so before looking whether
 * the answer is there; who answers says so before looking who waits: one of the two sees the other.
 */
public final class Answers {
    private Answers() {}

    /** The answer comes while the call begins to wait. */
    @JCStressTest
    @Outcome(id = "answered, given", expect = Expect.ACCEPTABLE, desc = "The call went on with the answer.")
    @Outcome(id = "still waiting, (given|early)", expect = Expect.ACCEPTABLE, desc = "It did not wait long enough.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It went on with something else, or failed.")
    @Tries(value = {"F-09", "F-06"})
    @State
    public static class AnswerBesideWaiting {
        private volatile @Nullable Waiting published;

        @Actor
        public void owner(LL_Result r) {
            Waiting waiting = new Waiting();
            published = waiting;
            r.r1 = waiting.settle();
            waiting.store.close();
        }

        @Actor
        public void host(LL_Result r) {
            Waiting waiting = Meeting.await(() -> published);
            if (waiting != null) {
                waiting.answer.complete(41);
            }
            r.r2 = waiting == null ? Attempt.EARLY : "given";
        }
    }

    /** The waiting thread asks to be told, and the answer comes at the same time: it is told. */
    @JCStressTest
    @Outcome(
            id = "told, given",
            expect = Expect.ACCEPTABLE,
            desc = "Whoever waits for the call is told that it can go on.")
    @Outcome(id = "not told, early", expect = Expect.ACCEPTABLE, desc = "There was no answer.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A wake-up was lost.")
    @Tries(
            value = {"F-09"},
            without = {"vm.HostWait$Answer.isGiven=nonvolatile"})
    @State
    public static class AnswerBesideAsking {
        private volatile @Nullable Waiting published;
        private @Nullable CompletionStage<Void> ready;

        @Actor
        public void owner(LL_Result r) {
            Waiting waiting = new Waiting();
            published = waiting;
            ready = waiting.call.resume() instanceof org.ferrywasm.vm.Outcome.AwaitingHost awaiting
                    ? awaiting.ready()
                    : null;
        }

        @Actor
        public void host(LL_Result r) {
            Waiting waiting = Meeting.await(() -> published);
            if (waiting != null) {
                waiting.answer.complete(41);
            }
            r.r2 = waiting == null ? Attempt.EARLY : "given";
        }

        @Arbiter
        public void told(LL_Result r) {
            r.r1 = ready == null || ready.toCompletableFuture().isDone() ? "told" : "not told";
        }
    }

    /** The answer comes while the Store moves; the new owner resumes the call. */
    @JCStressTest
    @Outcome(id = "answered, given", expect = Expect.ACCEPTABLE, desc = "The new owner's call went on with the answer.")
    @Outcome(id = "(early|still waiting), .*", expect = Expect.ACCEPTABLE, desc = "Too early, or not long enough.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The answer was lost, or another came.")
    @Tries(
            value = {"F-09", "F-02", "E-19"},
            without = "vm.Call.travel=empty")
    @State
    public static class AnswerBesideMove {
        private volatile @Nullable StoreParcel<?> sent;
        private @Nullable Waiting packed;

        @Actor
        public void sender(LL_Result r) {
            Waiting waiting = new Waiting();
            waiting.waits();
            packed = waiting;
            StoreParcel<?> parcel = waiting.depart();
            sent = parcel;
            waiting.answer.complete(41);
            r.r2 = "given";
        }

        @Actor
        public void receiver(LL_Result r) {
            StoreParcel<?> parcel = Meeting.await(() -> sent);
            if (parcel == null) {
                r.r1 = Attempt.EARLY;
                return;
            }
            try (Store<?> store = parcel.attach()) {
                Waiting waiting = packed;
                r.r1 = waiting == null || !store.isOwnedByCurrentThread() ? "lost" : waiting.settle();
            } catch (RuntimeException e) {
                r.r1 = e.getClass().getSimpleName();
            }
        }

        @Arbiter
        public void clear(LL_Result r) {
            if (sent != null) {
                sent.close();
            }
        }
    }

    /** Somebody who is not the owner resumes the waiting call when the answer comes. */
    @JCStressTest
    @Outcome(id = "answered, wrong thread", expect = Expect.ACCEPTABLE, desc = "Only the owner resumed it.")
    @Outcome(
            id = "answered, (early|closed|in transit)",
            expect = Expect.ACCEPTABLE,
            desc = "The other came too early or late.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Another thread ran the guest.")
    @Tries(
            value = {"F-09", "F-07"},
            without = "vm.Confined.check=empty")
    @State
    public static class ResumeByOther {
        private volatile @Nullable Waiting published;

        @Actor
        public void owner(LL_Result r) {
            Waiting waiting = new Waiting();
            waiting.waits();
            waiting.answer.complete(41);
            published = waiting;
            try {
                r.r1 = waiting.settle();
                waiting.store.close();
            } catch (RuntimeException e) {
                r.r1 = e.getClass().getSimpleName();
            }
        }

        @Actor
        public void other(LL_Result r) {
            Waiting waiting = Meeting.await(() -> published);
            r.r2 = waiting == null ? Attempt.EARLY : Attempt.at(waiting.call::resume);
        }
    }

    /** The owner gives the call up when its answer comes. */
    @JCStressTest
    @Outcome(id = "dropped, (given|early)", expect = Expect.ACCEPTABLE, desc = "It ended, and the Store goes on.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It was resumed, or left something.")
    @Tries(
            value = {"F-05"},
            without = "vm.StoreCalls.end=empty")
    @State
    public static class CancelBesideAnswer {
        private volatile @Nullable Waiting published;

        @Actor
        public void owner(LL_Result r) {
            Waiting waiting = new Waiting();
            waiting.waits();
            published = waiting;
            try (Store<?> store = waiting.store) {
                waiting.call.close();
                store.audit();
                r.r1 = waiting.call.isEnded() && waiting.another().equals("undisturbed") ? "dropped" : "not dropped";
            } catch (RuntimeException | AssertionError e) {
                r.r1 = e.getClass().getSimpleName();
            }
        }

        @Actor
        public void host(LL_Result r) {
            Waiting waiting = Meeting.await(() -> published);
            if (waiting != null) {
                waiting.answer.complete(41);
            }
            r.r2 = waiting == null ? Attempt.EARLY : "given";
        }
    }

    /** The twin: an answer whose word is written before it. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = "The answer was announced, and not there.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "It was there, or not announced.")
    @Twin(
            of = {AnswerBesideWaiting.class, AnswerBesideMove.class, ResumeByOther.class},
            shows = "1, 0")
    @State
    public static class AnnouncedFirst {
        private int value;
        private volatile int isGiven;

        @Actor
        public void host(II_Result r) {
            isGiven = 1;
            value = 1;
        }

        @Actor
        public void owner(II_Result r) {
            r.r1 = isGiven;
            r.r2 = value;
        }
    }

    /** The twin: each says what it does in a plain field, and looks at the other's: both may miss the other. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = "Neither saw the other: a lost wake-up.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "One saw the other.")
    @Twin(
            of = {AnswerBesideAsking.class, CancelBesideAnswer.class},
            shows = "0, 0")
    @State
    public static class PlainHandshake {
        private int asks;
        private int isGiven;

        @Actor
        public void owner(II_Result r) {
            asks = 1;
            r.r1 = isGiven;
        }

        @Actor
        public void host(II_Result r) {
            isGiven = 1;
            r.r2 = asks;
        }
    }
}
