package org.ferrywasm.stress.calls;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.ferrywasm.stress.Attempt;
import org.ferrywasm.stress.Meeting;
import org.ferrywasm.stress.Session;
import org.ferrywasm.stress.Tries;
import org.ferrywasm.stress.Twin;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.InterruptHandle;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.SharedMemory;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreParcel;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Does an interrupt stop the call that it was meant for, always, and no other?
 *
 * <p>Each call has a flag of its own. Who asks writes it before looking who sleeps; who goes to sleep says so before looking at the
 * flag. A checkpoint reads it opaquely, and sees it in the end.
 */
public final class Interrupts {
    /** How often a guest goes round that is not meant to come to its end. */
    private static final int ENDLESS = 600_000_000;

    private Interrupts() {}

    /** A call runs to its end while it is interrupted; then the Store runs another. */
    @JCStressTest
    @Outcome(
            id = "(returned|interrupted) undisturbed, asked",
            expect = Expect.ACCEPTABLE,
            desc = "One of the two won, and the next call did not notice.")
    @Outcome(
            id = "returned undisturbed, early",
            expect = Expect.ACCEPTABLE,
            desc = "There was nothing to interrupt yet.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The interrupt hit another call, or neither won.")
    @Tries(value = {"F-08", "A-11"})
    @State
    public static class InterruptBesideCompletion {
        private volatile @Nullable InterruptHandle published;

        @Actor
        public void owner(LL_Result r) {
            Spinner spinner = Spinner.mine();
            Call call = spinner.begin(60);
            published = call.interruptHandle();
            String first = Spinner.end(call);
            r.r1 = first + " " + Spinner.said(spinner.begin(5).resume());
            call.close();
        }

        @Actor
        public void interrupter(LL_Result r) {
            InterruptHandle handle = Meeting.await(() -> published);
            if (handle != null) {
                handle.interrupt();
            }
            r.r2 = handle == null ? Attempt.EARLY : "asked";
        }
    }

    /** A call that was interrupted before it began to run stops, and goes on when it is resumed. */
    @JCStressTest
    @Outcome(id = "interrupted returned, asked", expect = Expect.ACCEPTABLE, desc = "It stopped once and went on.")
    @Outcome(id = "returned returned, .*", expect = Expect.ACCEPTABLE, desc = "The interrupt came too late.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It stopped twice, or not again.")
    @Tries(value = "F-08")
    @State
    public static class TwoInterruptsAreOne {
        private volatile @Nullable InterruptHandle published;

        @Actor
        public void owner(LL_Result r) {
            Call call = Spinner.mine().begin(200);
            InterruptHandle handle = call.interruptHandle();
            published = handle;
            String first = Spinner.end(call);
            r.r1 = first + " " + (first.equals("interrupted") ? Spinner.end(call) : first);
            call.close();
        }

        @Actor
        public void interrupter(LL_Result r) {
            InterruptHandle handle = Meeting.await(() -> published);
            if (handle != null) {
                handle.interrupt();
            }
            r.r2 = handle == null ? Attempt.EARLY : "asked";
        }
    }

    /** A waiting call is interrupted when its answer comes. */
    @JCStressTest
    @Outcome(
            id = "answered, (asked|early)",
            expect = Expect.ACCEPTABLE,
            desc = "The answer was there first, or the interrupt came too late.")
    @Outcome(
            id = "interrupted then answered, asked",
            expect = Expect.ACCEPTABLE,
            desc = "It stopped, and lost nothing.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Both or neither.")
    @Tries(value = {"F-08", "F-09"})
    @State
    public static class InterruptBesideAnswer {
        private volatile @Nullable Waiting published;

        @Actor
        public void owner(LL_Result r) {
            Waiting waiting = new Waiting();
            waiting.waits();
            published = waiting;
            waiting.answer.complete(41);
            String first = waiting.settle();
            r.r1 = first.equals("interrupted") ? "interrupted then " + waiting.settle() : first;
            waiting.store.close();
        }

        @Actor
        public void interrupter(LL_Result r) {
            Waiting waiting = Meeting.await(() -> published);
            if (waiting != null) {
                waiting.handle.interrupt();
            }
            r.r2 = waiting == null ? Attempt.EARLY : "asked";
        }
    }

    /** A guest that waits for a notification, on the Java stack, is interrupted just when it goes to sleep. */
    @JCStressTest
    @Outcome(id = "interrupted, asked", expect = Expect.ACCEPTABLE, desc = "It woke, or did not go to sleep.")
    @Outcome(id = "trapped, asked", expect = Expect.ACCEPTABLE, desc = "The same, told as a trap.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A wake-up was lost: it slept for its whole time.")
    @Tries(
            value = {"F-08", "G-03"},
            without = {"runtime.InterruptFlag.raise=empty", "runtime.InterruptFlag.parked=nonvolatile"})
    @State
    public static class InterruptBesideParking {
        private volatile @Nullable InterruptHandle published;

        @Actor
        public void owner(LL_Result r) {
            Call call = Sleeper.mine().begin();
            published = call.interruptHandle();
            r.r1 = Sleeper.sleep(call);
        }

        @Actor
        public void interrupter(LL_Result r) {
            InterruptHandle handle = published;
            while (handle == null) {
                Thread.onSpinWait();
                handle = published;
            }
            handle.interrupt();
            r.r2 = "asked";
        }
    }

    /** A call is interrupted while its Store moves: the new owner's resume is stopped. */
    @JCStressTest
    @Outcome(id = "interrupted, asked", expect = Expect.ACCEPTABLE, desc = "The interrupt reached the call.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It was lost on the way.")
    @Tries(
            value = {"E-19", "F-08"},
            without = "runtime.InterruptFlag.raise=empty")
    @State
    public static class InterruptBesideMove {
        private @Nullable InterruptHandle handle;
        private volatile @Nullable StoreParcel<?> sent;
        private volatile boolean isAsked;

        @Actor
        public void mover(LL_Result r) {
            Waiting waiting = new Waiting();
            waiting.waits();
            handle = waiting.handle;
            StoreParcel<?> parcel = waiting.depart();
            sent = parcel;
            Store<?> store = parcel.attach();
            Meeting.await(() -> isAsked ? waiting : null);
            r.r1 = waiting.settle();
            store.close();
        }

        @Actor
        public void interrupter(LL_Result r) {
            InterruptHandle seen = handle;
            while (seen == null && sent == null) {
                Thread.onSpinWait();
                seen = handle;
            }
            InterruptHandle known = seen == null ? handle : seen;
            if (known != null) {
                known.interrupt();
            }
            isAsked = true;
            r.r2 = known == null ? "nobody" : "asked";
        }
    }

    /** An epoch begins just when a call begins to run whose deadline it is. */
    @JCStressTest
    @Outcome(
            id = "interrupted, asked",
            expect = Expect.ACCEPTABLE,
            desc = "The deadline was seen, before or while it ran.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "An epoch was lost: it ran for seconds.")
    @Tries(
            value = {"F-08", "E-19"},
            without = "vm.EpochClock.watch=empty")
    @State
    public static class EpochBesideBeginning {
        private volatile @Nullable Call published;

        @Actor
        public void owner(LL_Result r) {
            Call call = Spinner.mine().begin(ENDLESS);
            call.setEpochDeadline(1);
            published = call;
            r.r1 = Spinner.end(call);
            call.close();
        }

        @Actor
        public void clock(LL_Result r) {
            r.r2 = Meeting.await(() -> published) == null ? Attempt.EARLY : "asked";
            Session.ENGINE.incrementEpoch();
        }
    }

    /** An epoch begins while the Store moves whose call waits for it. */
    @JCStressTest
    @Outcome(
            id = "interrupted, asked",
            expect = Expect.ACCEPTABLE,
            desc = "The deadline reached the call where it was.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The epoch was lost on the way: it ran for seconds.")
    @Tries(value = "E-19", without = "vm.EpochClock.watch=empty")
    @State
    public static class EpochBesideMove {
        private volatile boolean isSet;
        private volatile boolean isAsked;

        @Actor
        public void mover(LL_Result r) {
            Waiting waiting = new Waiting();
            Call call = waiting.spins(ENDLESS);
            call.setEpochDeadline(1);
            isSet = true;
            Store<?> store = waiting.store.detach(call).attach();
            Meeting.await(() -> isAsked ? waiting : null);
            r.r1 = Spinner.end(call);
            store.close();
        }

        @Actor
        public void clock(LL_Result r) {
            r.r2 = Meeting.await(() -> isSet ? this : null) == null ? Attempt.EARLY : "asked";
            Session.ENGINE.incrementEpoch();
            isAsked = true;
        }
    }

    /** The twin: one flag for all calls of a Store. */
    @JCStressTest
    @Outcome(id = "first", expect = Expect.ACCEPTABLE, desc = "The interrupt met the call that it was meant for.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "It came too late, and met nothing.")
    @Outcome(id = ".*, second", expect = Expect.ACCEPTABLE_INTERESTING, desc = "It met the next call.")
    @Twin(
            of = {InterruptBesideCompletion.class, TwoInterruptsAreOne.class},
            shows = ".*, second")
    @State
    public static class OneFlagForAll {
        private volatile boolean isAsked;
        private volatile int running;

        @Actor
        public void owner(LL_Result r) {
            running = 1;
            boolean first = isAsked;
            isAsked = false;
            running = 2;
            boolean second = isAsked;
            r.r2 = second ? "second" : first ? "first" : "none";
        }

        @Actor
        public void interrupter(LL_Result r) {
            if (running == 1) {
                isAsked = true;
            }
            r.r1 = "asked";
        }
    }

    /** The twin: who asks and who sleeps look at each other's flag with nothing between: a wake-up may be lost. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = "It sleeps, and nobody wakes it.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "One saw the other.")
    @Twin(
            of = {
                InterruptBesideParking.class,
                InterruptBesideAnswer.class,
                InterruptBesideMove.class,
                EpochBesideBeginning.class,
                EpochBesideMove.class
            },
            shows = "0, 0")
    @State
    public static class OpaqueHandshake {
        private static final VarHandle SLEEPS = handle("sleeps");
        private static final VarHandle ASKED = handle("asked");

        @SuppressWarnings("UnusedVariable") // by its VarHandle
        private int sleeps;

        @SuppressWarnings("UnusedVariable") // by its VarHandle
        private int asked;

        private static VarHandle handle(String field) {
            try {
                return MethodHandles.lookup().findVarHandle(OpaqueHandshake.class, field, int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        @Actor
        public void sleeper(II_Result r) {
            SLEEPS.setOpaque(this, 1);
            r.r1 = (int) ASKED.getOpaque(this);
        }

        @Actor
        public void interrupter(II_Result r) {
            ASKED.setOpaque(this, 1);
            r.r2 = (int) SLEEPS.getOpaque(this);
        }
    }

    /** A guest of the current thread that runs for as long as it is told. */
    private static final class Spinner {
        private static final ThreadLocal<Spinner> MINE = ThreadLocal.withInitial(Spinner::new);
        private static final Module GUEST = Module.fromText(Session.ENGINE, """
            (module (func (export "spin") (param $times i32)
              (loop $again
                (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))))\
            """);

        private final Instance instance;

        Spinner() {
            Store<@Nullable Void> store = Store.of(Session.ENGINE);
            store.setFuel(1L << 60);
            instance = new Linker<@Nullable Void>(Session.ENGINE).instantiate(store, GUEST);
        }

        static Spinner mine() {
            return MINE.get();
        }

        Call begin(int times) {
            return instance.getFunc("spin").begin(Val.i32(times));
        }

        static String end(Call call) {
            return switch (call.resume()) {
                case org.ferrywasm.vm.Outcome.Returned _ -> "returned";
                case org.ferrywasm.vm.Outcome.Interrupted _ -> "interrupted";
                default -> "something else";
            };
        }

        static String said(org.ferrywasm.vm.Outcome outcome) {
            return outcome instanceof org.ferrywasm.vm.Outcome.Returned ? "undisturbed" : "disturbed";
        }
    }

    /** A guest of the current thread that waits for a notification that never comes. */
    private static final class Sleeper {
        private static final ThreadLocal<Sleeper> MINE = ThreadLocal.withInitial(Sleeper::new);
        private static final long NANOS = 3_000_000_000L;
        private static final Module GUEST = Module.fromText(Session.ENGINE, """
            (module (import "host" "memory" (memory 1 1 shared))
              (func (export "sleep") (param $nanos i64) (result i32)
                (memory.atomic.wait32 (i32.const 0) (i32.const 0) (local.get $nanos))))\
            """);

        private final Instance instance;

        Sleeper() {
            Store<@Nullable Void> store = Store.of(Session.ENGINE);
            store.setFuel(1L << 60);
            SharedMemory memory = SharedMemory.create(new MemType(AddressType.I32, Limits.between(1, 1), true, 16));
            instance = new Linker<@Nullable Void>(Session.ENGINE)
                    .define("host", "memory", memory)
                    .instantiate(store, GUEST);
        }

        static Sleeper mine() {
            return MINE.get();
        }

        Call begin() {
            return instance.getFunc("sleep").begin(Val.i64(NANOS));
        }

        /** Runs it on the Java stack, where it blocks its thread. */
        static String sleep(Call call) {
            try {
                List<Val> results = call.run();
                return results.equals(List.of(Val.i32(2))) ? "slept" : "woken";
            } catch (Trap e) {
                return "trapped";
            }
        }
    }
}
