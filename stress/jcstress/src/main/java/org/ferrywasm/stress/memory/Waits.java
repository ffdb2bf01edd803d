package org.ferrywasm.stress.memory;

import java.util.concurrent.atomic.AtomicLong;
import org.ferrywasm.stress.Meeting;
import org.ferrywasm.stress.Session;
import org.ferrywasm.stress.Tries;
import org.ferrywasm.stress.Twin;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.SharedMemory;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.TypedFunc;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LJ_Result;
import org.openjdk.jcstress.infra.results.LLJ_Result;

/**
 * Is a guest that waits for a notification woken by each that is meant for it, and does none get lost or go to two?
 *
 * <p>One lock orders waiting and notifying. Who waits looks at the memory and enters its queue under it; who is notified is taken
 * out of the queue under it.
 */
public final class Waits {
    private static final String NOT_EQUAL = "not equal";

    private Waits() {}

    /** One waits as long as nothing was written; another writes and notifies. */
    @JCStressTest
    @Outcome(id = "not equal, 0", expect = Expect.ACCEPTABLE, desc = "It was written before; nobody waited.")
    @Outcome(id = "woken, 1", expect = Expect.ACCEPTABLE, desc = "It waited, and was woken.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A wake-up was lost, or counted and not given.")
    @Tries(value = "G-03", without = "runtime.WaitQueues.wake=empty")
    @State
    public static class WaitBesideNotify {
        private final Waits.Slot slot = new Waits.Slot();

        @Actor
        public void waiter(LJ_Result r) {
            r.r1 = slot.await(Slot.LONG_NANOS);
        }

        @Actor
        public void notifier(LJ_Result r) {
            r.r2 = slot.writeAndNotify();
        }
    }

    /** A wait times out just when it is notified. */
    @JCStressTest
    @Outcome(id = "timed out, 0", expect = Expect.ACCEPTABLE, desc = "Nobody waited any longer, or yet.")
    @Outcome(id = "woken, 1", expect = Expect.ACCEPTABLE, desc = "It was woken.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A notification was spent on one that timed out, or came from nowhere.")
    @Tries(value = "G-03", without = "runtime.WaitQueues.leave=true")
    @State
    public static class TimeoutBesideNotify {
        private final Waits.Slot slot = new Waits.Slot();

        @Actor
        public void waiter(LJ_Result r) {
            r.r1 = slot.await(slot.shortNanos());
        }

        @Actor
        public void notifier(LJ_Result r) {
            r.r2 = slot.notifyOne();
        }
    }

    /** Two wait, and one of them is notified. */
    @JCStressTest
    @Outcome(id = "timed out, timed out, 0", expect = Expect.ACCEPTABLE, desc = "It came too early or too late.")
    @Outcome(id = "woken, timed out, 1|timed out, woken, 1", expect = Expect.ACCEPTABLE, desc = "One was woken.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Both were, or the wrong number was told.")
    @Tries(value = "G-03", without = "runtime.WaitQueues.leave=true")
    @State
    public static class TwoWaitForOne {
        private final Waits.Slot slot = new Waits.Slot();

        @Actor
        public void one(LLJ_Result r) {
            r.r1 = slot.await(slot.shortNanos());
        }

        @Actor
        public void two(LLJ_Result r) {
            r.r2 = slot.await(slot.shortNanos());
        }

        @Actor
        public void notifier(LLJ_Result r) {
            r.r3 = slot.notifyOne();
        }
    }

    /** The twin: one looks at the memory, and then enters the queue; with no lock around. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = "It goes to sleep, and nobody wakes it.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "It saw what was written, or was seen waiting.")
    @Twin(
            of = {WaitBesideNotify.class, TimeoutBesideNotify.class, TwoWaitForOne.class},
            shows = "0, 0")
    @State
    public static class LooksThenEnters {
        private volatile int written;
        private volatile int waiting;

        @Actor
        public void waiter(II_Result r) {
            r.r1 = written;
            waiting = 1;
        }

        @Actor
        public void notifier(II_Result r) {
            written = 1;
            r.r2 = waiting;
        }
    }

    /** A word to wait for, and the guests that do. */
    private static final class Slot {
        static final long LONG_NANOS = 3_000_000_000L;

        private static final int SLOT_BYTES = 64;
        private static final int PAGE_BYTES = 65_536;
        private static final int PAGES = 32;
        private static final int SLOTS = PAGES * PAGE_BYTES / SLOT_BYTES;
        private static final long SHORTEST_NANOS = 1_000;
        private static final int NANOS_MASK = 0x3FFF;
        private static final int SPINS_MASK = 0xFFF;
        private static final int STRIDE = 127;

        private static final SharedMemory MEMORY =
                SharedMemory.create(new MemType(AddressType.I32, Limits.between(PAGES, PAGES), true, 16));
        private static final AtomicLong NEXT = new AtomicLong();
        private static final ThreadLocal<Guest> GUESTS = ThreadLocal.withInitial(Guest::new);

        private final long number = NEXT.getAndIncrement();
        private final long at = number % SLOTS * SLOT_BYTES;

        private volatile boolean isComing;

        Slot() {
            MEMORY.writeInt(at, 0);
        }

        /** How long it takes another thread to come, more or less. */
        long shortNanos() {
            return SHORTEST_NANOS + (number * STRIDE & NANOS_MASK);
        }

        String await(long nanos) {
            isComing = true;
            return switch ((int) GUESTS.get().wait.call(at, nanos)) {
                case 0 -> "woken";
                case 1 -> NOT_EQUAL;
                case 2 -> "timed out";
                default -> "something else";
            };
        }

        long writeAndNotify() {
            Meeting.await(() -> isComing ? this : null);
            return GUESTS.get().writeAndNotify.call(at);
        }

        /** Waits until one is about to wait, and then for a while that turns from state to state: before, during and after. */
        private void approach() {
            Meeting.await(() -> isComing ? this : null);
            for (long spins = number * STRIDE & SPINS_MASK; spins > 0; spins--) {
                Thread.onSpinWait();
            }
        }

        long notifyOne() {
            approach();
            return GUESTS.get().notify.call(at);
        }
    }

    /** What runs in one thread's Store. */
    private static final class Guest {
        private static final Module MODULE = Module.fromText(Session.ENGINE, """
            (module (import "host" "memory" (memory 0 %d shared))
              (func (export "wait") (param $at i32) (param $nanos i64) (result i32)
                (memory.atomic.wait32 (local.get $at) (i32.const 0) (local.get $nanos)))
              (func (export "notify") (param $at i32) (result i32)
                (memory.atomic.notify (local.get $at) (i32.const 1)))
              (func (export "writeAndNotify") (param $at i32) (result i32)
                (i32.atomic.store (local.get $at) (i32.const 1))
                (memory.atomic.notify (local.get $at) (i32.const 1))))\
            """.formatted(Slot.PAGES));

        private final TypedFunc wait;
        private final TypedFunc notify;
        private final TypedFunc writeAndNotify;

        Guest() {
            Store<@Nullable Void> store = Store.of(Session.ENGINE);
            store.setFuel(1L << 60);
            Instance instance = new Linker<@Nullable Void>(Session.ENGINE)
                    .define("host", "memory", Slot.MEMORY)
                    .instantiate(store, MODULE);
            wait = instance.getFunc("wait").typed();
            notify = instance.getFunc("notify").typed();
            writeAndNotify = instance.getFunc("writeAndNotify").typed();
        }
    }
}
