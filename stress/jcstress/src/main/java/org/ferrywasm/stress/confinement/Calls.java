package org.ferrywasm.stress.confinement;

import org.ferrywasm.stress.Session;
import org.ferrywasm.stress.Tries;
import org.ferrywasm.vm.Val;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Can another thread enter a guest, or anything else that a call leads to, while its owner runs it?
 *
 * <p>The owner calls an export without end. An intruder that got the handles through a data race tries to call too. What keeps it
 * out is one plain read: no thread but the owner ever wrote the intruder's name into the tenancy, so the intruder cannot read it
 * there, whatever the order in which it sees other things.
 */
public final class Calls {
    private Calls() {}

    /** The owner calls an export, and so does an intruder. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(
            value = {"A-01", "A-02", "A-04"},
            without = "vm.Confined.check=empty")
    @State
    public static class CallBesideCall {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::increments);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.increment.call());
        }
    }

    /** The owner is in a host call when the intruder calls. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(
            value = {"A-03", "A-01"},
            without = "vm.Confined.check=empty")
    @State
    public static class CallDuringHostCall {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::callsOut);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.increment.call());
        }
    }

    /** The same through a handle that looks at its arguments, which come second: the wrong thread wins. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(
            value = {"A-01", "I-02"},
            without = "vm.Confined.check=empty")
    @State
    public static class UntypedCallBesideCall {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::increments);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.function.call(Val.i32(1), Val.i32(2)));
        }
    }

    /** The intruder begins a call that it would resume later. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(
            value = {"A-06", "F-07"},
            without = "vm.Confined.check=empty")
    @State
    public static class BeginBesideCall {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::increments);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.function.begin());
        }
    }

    /** The intruder resumes a call that the owner has suspended. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(
            value = {"F-07", "A-06"},
            without = "vm.Confined.check=empty")
    @State
    public static class ResumeBesideCall {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::increments);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.suspended.resume(1));
        }
    }

    /** The intruder uses the view that a host function of the owner has of its caller. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(value = "A-14", without = "vm.Confined.check=empty")
    @State
    public static class CallerBesideCall {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::callsOut);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(Session::exportOfCaller);
        }
    }
}
