package org.ferrywasm.stress.transfer;

import org.ferrywasm.stress.Tries;
import org.ferrywasm.stress.Twin;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Does the new owner see all that the old one wrote, even if the parcel itself came through a data race?
 *
 * <p>A parcel that is seen at all is seen with its final field, and the cell behind that. The old owner's last act is to release
 * the cell's word, the new owner's first to compare and set it with acquire: whatever was written before is seen after. The
 * twins have the same two writes the wrong way round, or without order.
 */
public final class Contents {
    private Contents() {}

    /** Bytes of a memory. */
    @JCStressTest
    @JCStressMeta(Handover.class)
    @Tries(
            value = {"E-01", "E-13"},
            without = "vm.Confined.travel=empty",
            weak = "vm.Transit.send=plain")
    @State
    public static class MemoryBytes {
        private final Handover handover = new Handover();

        @Actor
        public void sender(LL_Result r) {
            r.r1 = handover.send(Cargoes.Bytes::new);
        }

        @Actor
        public void receiver(LL_Result r) {
            r.r2 = handover.receive();
        }

        @Arbiter
        public void after(LL_Result r) {
            handover.clear();
        }
    }

    /** Globals, of numbers and of references. */
    @JCStressTest
    @JCStressMeta(Handover.class)
    @Tries(
            value = {"E-01", "E-13"},
            without = "vm.Confined.travel=empty",
            weak = "vm.Transit.send=plain")
    @State
    public static class Globals {
        private final Handover handover = new Handover();

        @Actor
        public void sender(LL_Result r) {
            r.r1 = handover.send(Cargoes.Globals::new);
        }

        @Actor
        public void receiver(LL_Result r) {
            r.r2 = handover.receive();
        }

        @Arbiter
        public void after(LL_Result r) {
            handover.clear();
        }
    }

    /** Elements of a table, and its growth. */
    @JCStressTest
    @JCStressMeta(Handover.class)
    @Tries(
            value = {"E-01", "E-13"},
            without = "vm.Confined.travel=empty",
            weak = "vm.Transit.send=plain")
    @State
    public static class Tables {
        private final Handover handover = new Handover();

        @Actor
        public void sender(LL_Result r) {
            r.r1 = handover.send(Cargoes.Elements::new);
        }

        @Actor
        public void receiver(LL_Result r) {
            r.r2 = handover.receive();
        }

        @Arbiter
        public void after(LL_Result r) {
            handover.clear();
        }
    }

    /** Structures in the heap of the guest. */
    @JCStressTest
    @JCStressMeta(Handover.class)
    @Tries(
            value = {"E-01", "E-13"},
            without = "vm.Confined.travel=empty",
            weak = "vm.Transit.send=plain")
    @State
    public static class Heap {
        private final Handover handover = new Handover();

        @Actor
        public void sender(LL_Result r) {
            r.r1 = handover.send(Cargoes.Structures::new);
        }

        @Actor
        public void receiver(LL_Result r) {
            r.r2 = handover.receive();
        }

        @Arbiter
        public void after(LL_Result r) {
            handover.clear();
        }
    }

    /** Host objects, their contents and counts. */
    @JCStressTest
    @JCStressMeta(Handover.class)
    @Tries(
            value = {"E-01", "E-04", "C-09"},
            without = "runtime.HostTable.retain=empty",
            weak = "vm.Transit.send=plain")
    @State
    public static class HostObjects {
        private final Handover handover = new Handover();

        @Actor
        public void sender(LL_Result r) {
            r.r1 = handover.send(Cargoes.Objects::new);
        }

        @Actor
        public void receiver(LL_Result r) {
            r.r2 = handover.receive();
        }

        @Arbiter
        public void after(LL_Result r) {
            handover.clear();
        }
    }

    /** The data of the Store, and its fuel. */
    @JCStressTest
    @JCStressMeta(Handover.class)
    @Tries(
            value = {"D-09", "E-13"},
            weak = "vm.Transit.send=plain")
    @State
    public static class StoreData {
        private final Handover handover = new Handover();

        @Actor
        public void sender(LL_Result r) {
            r.r1 = handover.send(Cargoes.Data::new);
        }

        @Actor
        public void receiver(LL_Result r) {
            r.r2 = handover.receive();
        }

        @Arbiter
        public void after(LL_Result r) {
            handover.clear();
        }
    }

    /** State that may change, in its box. */
    @JCStressTest
    @JCStressMeta(Handover.class)
    @Tries(
            value = {"D-13", "E-13"},
            without = "vm.Inspection.board=empty",
            weak = "vm.Transit.send=plain")
    @State
    public static class OwnedState {
        private final Handover handover = new Handover();

        @Actor
        public void sender(LL_Result r) {
            r.r1 = handover.send(Cargoes.Boxed::new);
        }

        @Actor
        public void receiver(LL_Result r) {
            r.r2 = handover.receive();
        }

        @Arbiter
        public void after(LL_Result r) {
            handover.clear();
        }
    }

    /** A call in the depth of a recursion, with locals. */
    @JCStressTest
    @JCStressMeta(Handover.class)
    @Tries(
            value = {"F-02", "E-13"},
            without = "vm.Call.travel=empty",
            weak = "vm.Transit.send=plain")
    @State
    public static class SuspendedFrames {
        private final Handover handover = new Handover();

        @Actor
        public void sender(LL_Result r) {
            r.r1 = handover.send(Cargoes.Frames::new);
        }

        @Actor
        public void receiver(LL_Result r) {
            r.r2 = handover.receive();
        }

        @Arbiter
        public void after(LL_Result r) {
            handover.clear();
        }
    }

    /** An instance, whose exports the new owner calls. */
    @JCStressTest
    @JCStressMeta(Handover.class)
    @Tries(
            value = {"E-04", "E-13"},
            without = "vm.Confined.travel=empty",
            weak = "vm.Transit.send=plain")
    @State
    public static class InstanceAndFunctions {
        private final Handover handover = new Handover();

        @Actor
        public void sender(LL_Result r) {
            r.r1 = handover.send(Cargoes.Exports::new);
        }

        @Actor
        public void receiver(LL_Result r) {
            r.r2 = handover.receive();
        }

        @Arbiter
        public void after(LL_Result r) {
            handover.clear();
        }
    }

    /** The twin: a parcel that is ready before it is packed. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = "The parcel was ready, and empty.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "It was packed, or not ready.")
    @Twin(
            of = {
                MemoryBytes.class,
                Globals.class,
                Tables.class,
                Heap.class,
                HostObjects.class,
                StoreData.class,
                OwnedState.class,
                SuspendedFrames.class,
                InstanceAndFunctions.class
            },
            shows = "1, 0")
    @State
    public static class ReadyBeforePacked {
        private int content;
        private volatile int ready;

        @Actor
        public void sender(II_Result r) {
            ready = 1;
            content = 1;
        }

        @Actor
        public void receiver(II_Result r) {
            r.r1 = ready;
            r.r2 = content;
        }
    }

    /** The twin: a parcel whose word is plain. The compiler may look into it before it looks whether it is ready. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = "The parcel was ready, and empty.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "It was packed, or not ready.")
    @Twin(
            of = {
                MemoryBytes.class,
                Globals.class,
                Tables.class,
                Heap.class,
                HostObjects.class,
                StoreData.class,
                OwnedState.class,
                SuspendedFrames.class,
                InstanceAndFunctions.class
            },
            shows = "1, 0")
    @State
    public static class PlainWord {
        private final Parcel sent = new Parcel();

        /** The same parcel, as far as the compiler can tell perhaps another: it reads once what it may read once. */
        private final Parcel received = sent;

        @Actor
        public void sender(II_Result r) {
            sent.content = 1;
            sent.ready = 1;
        }

        @Actor
        public void receiver(II_Result r) {
            Parcel first = sent;
            Parcel second = received;
            int unused = second.content;
            r.r1 = first.ready;
            r.r2 = second.content;
            if (unused > 1) {
                r.r1 = unused;
            }
        }

        private static final class Parcel {
            private int content;
            private int ready;
        }
    }
}
