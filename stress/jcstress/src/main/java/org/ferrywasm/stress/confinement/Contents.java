package org.ferrywasm.stress.confinement;

import org.ferrywasm.stress.Session;
import org.ferrywasm.stress.Tries;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.vm.Val;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Can another thread read or write what belongs to a Store?
 *
 * <p>Memories, tables and globals of a Store are plain Java arrays and fields: a foreign write would be a data race, and a foreign
 * read could see anything. So neither may get past the door, through whichever handle.
 */
public final class Contents {
    private Contents() {}

    /** The intruder reads the memory that the owner writes. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(
            value = {"A-06", "A-08"},
            without = "vm.Confined.check=empty")
    @State
    public static class MemoryRead {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::writes);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.memory.readLong(0));
        }
    }

    /** The intruder writes where the owner writes. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(
            value = {"A-06", "A-08"},
            without = "vm.Confined.check=empty")
    @State
    public static class MemoryWrite {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::writes);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.memory.writeLong(0, -1));
        }
    }

    /** The intruder grows the memory that the owner writes. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(value = "A-08", without = "vm.Confined.check=empty")
    @State
    public static class MemoryGrow {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::writes);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.memory.grow(0));
        }
    }

    /** The intruder uses a view that the owner has open. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(
            value = {"A-06", "A-08"},
            without = "vm.Confined.check=empty")
    @State
    public static class MemoryView {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::writes);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.view.writeByte(0, (byte) 1));
        }
    }

    /** The intruder sets the element that the owner sets. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(
            value = {"A-09", "A-06"},
            without = "vm.Confined.check=empty")
    @State
    public static class TableSet {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::setsElement);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.table.set(0, Val.nullRef(AbsHeapType.EXTERN)));
        }
    }

    /** The intruder grows the table that the owner sets. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(
            value = {"A-07", "A-09"},
            without = "vm.Confined.check=empty")
    @State
    public static class TableGrow {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::setsElement);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.table.grow(0, Val.nullRef(AbsHeapType.EXTERN)));
        }
    }

    /** The intruder sets the global that the guest counts in. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(value = "A-06", without = "vm.Confined.check=empty")
    @State
    public static class GlobalSet {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::increments);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.counter.set(Val.i64(-1)));
        }
    }

    /** The intruder reads it. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(value = "A-06", without = "vm.Confined.check=empty")
    @State
    public static class GlobalGet {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::increments);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.counter.get());
        }
    }

    /** The intruder asks a reference for its object. */
    @JCStressTest
    @JCStressMeta(Intrusion.class)
    @Tries(value = "A-06", without = "vm.Confined.check=empty")
    @State
    public static class HostObject {
        private final Intrusion intrusion = new Intrusion();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = intrusion.owner(Session::increments);
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = intrusion.intruder(session -> session.object.value());
        }
    }
}
