package org.ferrywasm.stress.memory;

import java.util.concurrent.atomic.AtomicLong;
import org.ferrywasm.stress.Attempt;
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
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.TypedFunc;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * May a shared memory grow while others use it?
 *
 * <p>Its bytes are in chunks that never move, so growing changes the size alone, by compare-and-set; each access reads it afresh.
 * A chunk is allocated by whoever touches it first.
 */
public final class Growth {
    private Growth() {}

    /** Two grow a memory at the same time, and each uses what it has gained. */
    @JCStressTest
    @Outcome(id = "(alone|full), (alone|full)", expect = Expect.ACCEPTABLE, desc = "Each has a piece of its own.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Both have the same, or one cannot reach its own.")
    @Tries(
            value = {"G-02", "G-09"},
            without = "runtime.SharedBacking.grow=sets")
    @State
    public static class GrowBesideGrow {
        private final Growing memory = Growing.current();
        private final int number = memory.nextNumber();
        private long first;
        private long second;

        @Actor
        public void one() {
            first = memory.guest().grow(1 + 2L * number);
        }

        @Actor
        public void two() {
            second = memory.guest().grow(2 + 2L * number);
        }

        @Arbiter
        public void outcome(LL_Result r) {
            r.r1 = said(first, 1 + 2L * number);
            r.r2 = said(second, 2 + 2L * number);
        }

        private String said(long address, long mark) {
            return address < 0 ? "full" : memory.shared.readLong(address) == mark ? "alone" : "not alone";
        }
    }

    /** One grows a memory, writes to what it has gained and tells the other, who is in a loop already, where that is. */
    @JCStressTest
    @Outcome(
            id = "(grown|full), (seen|early)",
            expect = Expect.ACCEPTABLE,
            desc = "What the message tells of is there, and within bounds.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A trap, or a store that was lost.")
    @Tries(
            value = "G-09",
            without = {"runtime.SharedBacking.atomicStore=empty", "runtime.SharedBacking.grow=true"},
            weak = {"runtime.SharedBacking.atomicStore=plain", "runtime.SharedBacking.atomicLoad=plain"})
    @State
    public static class GrowThenTell {
        private final Growing memory = Growing.current();
        private final int number = memory.nextNumber();

        @Actor
        public void teller(LL_Result r) {
            r.r1 = memory.guest().growAndTell(number) < 0 ? "full" : "grown";
        }

        @Actor
        public void listener(LL_Result r) {
            try {
                r.r2 = switch ((int) memory.guest().listen(number)) {
                    case 0 -> Attempt.EARLY;
                    case Growing.MARK -> "seen";
                    default -> "lost";
                };
            } catch (Trap e) {
                r.r2 = "trap";
            }
        }

        @Arbiter
        public void outcome(LL_Result r) {
            if (r.r1.equals("grown") != memory.isTold(number)) {
                r.r2 = "never told";
            }
        }
    }

    /** Two touch the same chunk first. */
    @JCStressTest
    @Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "Both stores are there.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One went to a chunk that nobody else sees.")
    @Tries(
            value = {"G-09", "G-01"},
            without = "runtime.SharedBacking.install=sets")
    @State
    public static class FirstTouch {
        private static final int OTHER = 64;

        private final SharedMemory memory =
                SharedMemory.create(new MemType(AddressType.I32, Limits.between(1, 1), true, 16));

        @Actor
        public void one() {
            memory.writeByte(0, (byte) 1);
        }

        @Actor
        public void two() {
            memory.writeByte(OTHER, (byte) 1);
        }

        @Arbiter
        public void outcome(ZZ_Result r) {
            r.r1 = memory.readByte(0) == 1;
            r.r2 = memory.readByte(OTHER) == 1;
        }
    }

    /** One uses a memory while another lets go of a Store that uses it too. */
    @JCStressTest
    @Outcome(id = "seen, done", expect = Expect.ACCEPTABLE, desc = "They do not disturb each other.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The memory went with the Store.")
    @Tries(value = "G-05", without = "runtime.SharedBacking.store64=empty")
    @State
    public static class UseBesideClose {
        private final Growing memory = Growing.current();
        private final int number = memory.nextNumber();

        @Actor
        public void user(LL_Result r) {
            memory.guest().mark(number);
            r.r1 = memory.isMarked(number) ? "seen" : "lost";
        }

        @Actor
        public void leaver(LL_Result r) {
            r.r2 = Attempt.at(() -> memory.useAndClose());
        }
    }

    /** The twin: a size that is read, and then written. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = "Both have the same.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "One came first.")
    @Twin(
            of = {GrowBesideGrow.class, FirstTouch.class},
            shows = "0, 0")
    @State
    public static class ReadThenWritten {
        private volatile int size;

        @Actor
        public void one(II_Result r) {
            int old = size;
            size = old + 1;
            r.r1 = old;
        }

        @Actor
        public void two(II_Result r) {
            int old = size;
            size = old + 1;
            r.r2 = old;
        }
    }

    /** The twin: it tells of what it has yet to gain. */
    @JCStressTest
    @Outcome(
            id = "1, 0",
            expect = Expect.ACCEPTABLE_INTERESTING,
            desc = "The listener looked, and it was out of bounds.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "It was there, or it was not told.")
    @Twin(
            of = {GrowThenTell.class, UseBesideClose.class},
            shows = "1, 0")
    @State
    public static class ToldTooSoon {
        private volatile int told;
        private volatile int size;

        @Actor
        public void teller() {
            told = 1;
            size = 1;
        }

        @Actor
        public void listener(II_Result r) {
            r.r1 = told;
            r.r2 = size;
        }
    }

    /**
     * A shared memory that grows. It begins with room for what states tell each other, a slot for each; when it is half as large as
     * it may be, later states have another.
     */
    private static final class Growing {
        static final int MARK = 77;

        private static final int STEP_BYTES = 64;
        private static final int SLOT_BYTES = 16;
        private static final int SLOTS = 1 << 17;
        private static final long MOST_BYTES = 64L << 20;
        private static final long LEAST_BYTES = (long) SLOTS * SLOT_BYTES;
        private static volatile Growing current = new Growing();

        final SharedMemory shared =
                SharedMemory.create(new MemType(AddressType.I32, Limits.between(LEAST_BYTES, MOST_BYTES), true, 0));
        private final AtomicLong numbers = new AtomicLong();
        private final ThreadLocal<Guest> guests =
                ThreadLocal.withInitial(() -> new Guest(Store.of(Session.ENGINE), shared));

        static Growing current() {
            Growing seen = current;
            if (seen.numbers.get() >= SLOTS / 2 || seen.shared.sizeBytes() > MOST_BYTES / 2) {
                current = new Growing();
            }
            return current;
        }

        int nextNumber() {
            return (int) (numbers.getAndIncrement() % SLOTS);
        }

        Guest guest() {
            return guests.get();
        }

        boolean isTold(int number) {
            return shared.readInt((long) number * SLOT_BYTES) != 0;
        }

        boolean isMarked(int number) {
            return shared.readLong((long) number * SLOT_BYTES + Long.BYTES) == MARK;
        }

        void useAndClose() {
            try (Store<@Nullable Void> store = Store.of(Session.ENGINE)) {
                store.setFuel(1L << 60);
                new Guest(store, shared).mark(SLOTS - 1);
            }
        }
    }

    /** What runs in one thread's Store. */
    private static final class Guest {
        private static final Module MODULE = Module.fromText(Session.ENGINE, """
            (module (import "host" "memory" (memory 0 %1$d shared (pagesize 1)))
              (func $gain (result i32)
                (local $at i32)
                (local.set $at (memory.grow (i32.const %2$d)))
                (if (i32.ne (local.get $at) (i32.const -1)) (then
                  (i32.store8 offset=%3$d (local.get $at) (i32.const 1))))
                (local.get $at))
              (func (export "grow") (param $mark i64) (result i64)
                (local $at i32)
                (local.set $at (call $gain))
                (if (i32.ne (local.get $at) (i32.const -1)) (then
                  (i64.store (local.get $at) (local.get $mark))))
                (i64.extend_i32_s (local.get $at)))
              (func (export "growAndTell") (param $number i32) (result i64)
                (local $at i32)
                (local.set $at (call $gain))
                (if (i32.ne (local.get $at) (i32.const -1)) (then
                  (i64.store (local.get $at) (i64.const %5$d))
                  (i32.store offset=8 (local.get $at) (i32.const %5$d))
                  (i32.store16 offset=16 (local.get $at) (i32.const %5$d))
                  (i32.store8 offset=24 (local.get $at) (i32.const %5$d))
                  (i64.atomic.store (i32.mul (local.get $number) (i32.const %4$d)) (i64.extend_i32_u (local.get $at)))))
                (i64.extend_i32_s (local.get $at)))
              (func (export "listen") (param $number i32) (result i64)
                (local $at i32) (local $looks i32)
                (local.set $looks (i32.const 200))
                (loop $again
                  (local.set $at
                    (i32.wrap_i64 (i64.atomic.load (i32.mul (local.get $number) (i32.const %4$d)))))
                  (br_if $again (i32.and
                    (i32.eqz (local.get $at))
                    (i32.ne (i32.const 0) (local.tee $looks (i32.sub (local.get $looks) (i32.const 1)))))))
                (if (i32.eqz (local.get $at)) (then (return (i64.const 0))))
                (if (i32.eqz (i32.load8_u offset=%3$d (local.get $at))) (then (return (i64.const 1))))
                (if (i64.ne (i64.load (local.get $at)) (i64.load8_u offset=24 (local.get $at))) (then
                  (return (i64.const 1))))
                (if (i32.ne (i32.load offset=8 (local.get $at)) (i32.load16_u offset=16 (local.get $at))) (then
                  (return (i64.const 1))))
                (i64.load (local.get $at)))
              (func (export "mark") (param $number i32) (result i64)
                (i64.store offset=8 (i32.mul (local.get $number) (i32.const %4$d)) (i64.const %5$d))
                (i64.const 0)))\
            """.formatted(
                Growing.MOST_BYTES, Growing.STEP_BYTES, Growing.STEP_BYTES - 1, Growing.SLOT_BYTES, Growing.MARK));

        private final TypedFunc grow;
        private final TypedFunc growAndTell;
        private final TypedFunc listen;
        private final TypedFunc mark;

        Guest(Store<@Nullable Void> store, SharedMemory memory) {
            store.setFuel(1L << 60);
            Instance instance = new Linker<@Nullable Void>(Session.ENGINE)
                    .define("host", "memory", memory)
                    .instantiate(store, MODULE);
            grow = instance.getFunc("grow").typed();
            growAndTell = instance.getFunc("growAndTell").typed();
            listen = instance.getFunc("listen").typed();
            mark = instance.getFunc("mark").typed();
        }

        /** Gains a piece and marks it; its address, or -1. */
        long grow(long mark) {
            return grow.call(mark);
        }

        /** Gains a piece, fills it, and leaves its address in a slot; the address, or -1. */
        long growAndTell(int number) {
            return growAndTell.call(number);
        }

        /** Looks for an address in a slot; 0 if none comes, or what is there. */
        long listen(int number) {
            return listen.call(number);
        }

        /** Writes to a slot, beside the address. */
        void mark(int number) {
            mark.call(number);
        }
    }
}
