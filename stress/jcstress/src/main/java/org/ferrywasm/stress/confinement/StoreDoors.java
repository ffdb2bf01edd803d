package org.ferrywasm.stress.confinement;

import org.ferrywasm.stress.Session;
import org.ferrywasm.stress.Tries;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Memory;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Can another thread change what a Store is, or end it?
 *
 * <p>Making something in a Store, giving it fuel, collecting, moving and closing it all write the Store's own lists and counts,
 * which are plain.
 */
public final class StoreDoors {
    private StoreDoors() {}

    /** The intruder instantiates a module in the owner's Store. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(value = "A-10", without = "vm.Confined.check=empty")
    @State
    public static class Instantiation {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::increments);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.instantiate());
        }
    }

    /** The intruder puts an object of its own in. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(
            value = {"A-10", "C-09"},
            without = "vm.Confined.check=empty")
    @State
    public static class NewReference {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::increments);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> ExternRef.of(session.store, "intruder"));
        }
    }

    /** The intruder makes a memory there. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(value = "A-10", without = "vm.Confined.check=empty")
    @State
    public static class NewMemory {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::increments);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> Memory.create(session.store, session.memory.type()));
        }
    }

    /** The intruder gives up a handle of the owner's, whose count is plain. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(
            value = {"C-09", "A-06"},
            without = "vm.Confined.check=empty")
    @State
    public static class CloseOfHandle {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::makesAndClosesHandle);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.object.close());
        }
    }

    /** The intruder takes the fuel away. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(value = "A-11", without = "vm.Confined.check=empty")
    @State
    public static class FuelSet {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::increments);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.store.setFuel(1L << 50));
        }
    }

    /** The intruder asks for the fuel. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(value = "A-11", without = "vm.Confined.check=empty")
    @State
    public static class FuelGet {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::increments);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.store.getFuel());
        }
    }

    /** The intruder collects the heap that the owner puts objects in. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(value = "A-06", without = "vm.Confined.check=empty")
    @State
    public static class Collection {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::keeps);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.store.gc());
        }
    }

    /** The intruder recounts what the owner counts. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(value = "A-06", without = "vm.Confined.check=empty")
    @State
    public static class Audit {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::increments);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.store.audit());
        }
    }

    /** The intruder takes the Store away. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(value = "E-06", without = "vm.Confined.check=empty")
    @State
    public static class Detach {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::increments);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.store.detach());
        }
    }

    /** The intruder closes the Store. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(
            value = {"H-02", "H-03"},
            without = "vm.Confined.check=empty")
    @State
    public static class Close {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::increments);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.store.close());
        }
    }
}
