package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.ferrywasm.architecture.ObjectGraph;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.SharedMemory;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.TrapReason;
import org.ferrywasm.vm.Val;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Group G of the contract, all but waiting (see {@code WaitClausesTest}) and litmus shapes (see {@code LitmusClausesTest}). */
@Timeout(300)
class SharedMemoryClausesTest {
    private static final int PAGE = 1 << 16;

    /** A loop that executes an instruction some times. */
    private static String repeat(String name, String instruction) {
        return """
            (func (export "%s") (param $n i32)
              (loop $again %s
                (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
            """.formatted(name, instruction);
    }

    @Clause("G-01")
    @Test
    void g01_aMillionAtomicAdditionsAreExact() {
        SharedGuest guests = new SharedGuest(
                repeat("add32", "(drop (i32.atomic.rmw.add (i32.const 0) (i32.const 1)))")
                        + repeat("add64", "(drop (i64.atomic.rmw.add (i32.const 8) (i64.const 1)))")
                        + repeat("add16", "(drop (i32.atomic.rmw16.add_u (i32.const 16) (i32.const 1)))")
                        + repeat("add8", "(drop (i32.atomic.rmw8.add_u (i32.const 24) (i32.const 1)))"),
                1,
                1);

        guests.run(Collections.nCopies(4, new SharedGuest.Task("add32", 250_000)));
        guests.run(Collections.nCopies(4, new SharedGuest.Task("add64", 250_000)));
        guests.run(Collections.nCopies(4, new SharedGuest.Task("add16", 16_385)));
        guests.run(Collections.nCopies(4, new SharedGuest.Task("add8", 16_385)));

        assertThat(guests.memory.readInt(0)).isEqualTo(1_000_000);
        assertThat(guests.memory.readLong(8)).isEqualTo(1_000_000);
        assertThat(guests.memory.readLong(16)).isEqualTo(4);
        assertThat(guests.memory.readLong(24)).isEqualTo(4);
    }

    @Clause("G-01")
    @Test
    void g01_alignedPlainAccessesDoNotTear() {
        for (String type : List.of("16", "32", "64")) {
            String load = type.equals("64") ? "i64.load" : "i64.load" + type + "_s";
            String store = type.equals("64") ? "i64.store" : "i64.store" + type;
            SharedGuest guests = new SharedGuest("""
                (func (export "write") (param $n i32) (param $value i32)
                  (loop $again
                    (%1$s (i32.const 64) (i64.extend_i32_s (local.get $value)))
                    (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
                (func (export "torn") (param $n i32) (result i32)
                  (local $value i64) (local $torn i32)
                  (loop $again
                    (local.set $value (%2$s (i32.const 64)))
                    (local.set $torn (i32.add (local.get $torn)
                      (i64.gt_u (i64.add (local.get $value) (i64.const 1)) (i64.const 1))))
                    (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                  (local.get $torn))
                """.formatted(store, load), 1, 1);

            List<Val> results = guests.run(List.of(
                    new SharedGuest.Task("write", 300_000, 0),
                    new SharedGuest.Task("write", 300_000, -1),
                    new SharedGuest.Task("torn", 300_000)));

            assertThat(results.getLast().asInt())
                    .as("torn values of %s bits", type)
                    .isZero();
            guests.memory.writeLong(64, 0x0001_0001_0001_0001L);
            assertThat(guests.function("torn").call(Val.i32(1))).as("canary").containsExactly(Val.i32(1));
        }
    }

    private static final String GROWING = """
        (func (export "grow") (param $n i32) (param $to i32) (result i32)
          (local $old i32) (local $bad i32)
          (loop $again
            (local.set $old (memory.grow (i32.const 1)))
            (i32.store (local.get $to) (local.get $old))
            (local.set $to (i32.add (local.get $to) (i32.const 4)))
            (i32.store (i32.shl (local.get $old) (i32.const 16)) (local.get $old))
            (drop (i64.load (i32.sub (i32.shl (memory.size) (i32.const 16)) (i32.const 8))))
            (local.set $bad (i32.add (local.get $bad) (i32.le_u (memory.size) (local.get $old))))
            (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
          (local.get $bad))
        """;

    @Clause("G-02")
    @Test
    void g02_fourThreadsGrowAndEachOldSizeIsGivenOnce() {
        int each = 64;
        SharedGuest guests = new SharedGuest(GROWING, 1, 1 + 4 * each);

        List<Val> bad = guests.run(IntStream.range(0, 4)
                .mapToObj(i -> new SharedGuest.Task("grow", each, 1024 * (i + 1)))
                .toList());

        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            List<Integer> sizes = new ArrayList<>();
            for (int j = 0; j < each; j++) {
                sizes.add(guests.memory.readInt(1024L * (i + 1) + 4L * j));
            }
            assertThat(sizes).isSorted();
            all.addAll(sizes);
        }
        assertThat(bad).containsOnly(Val.i32(0));
        assertThat(all).doesNotHaveDuplicates().hasSize(4 * each).contains(1, 4 * each);
        assertThat(guests.memory.size()).isEqualTo(1 + 4 * each);
        assertThat(guests.memory.grow(1)).isEqualTo(-1);
        all.forEach(old -> assertThat(guests.memory.readInt((long) old * PAGE)).isEqualTo(old));
    }

    @Clause("G-02")
    @Test
    void g02_theHostGrowsBesideGuests() {
        SharedGuest guests = new SharedGuest(GROWING, 1, 129);
        SharedMemory memory = guests.memory;
        Callable<List<Long>> host = () -> {
            List<Long> sizes = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                long old = memory.grow(1);
                memory.writeInt(old * PAGE + 8, (int) old);
                sizes.add(old);
            }
            return sizes;
        };
        Callable<List<Long>> guest = () -> {
            guests.function("grow").call(Val.i32(64), Val.i32(1024));
            return LongStream.range(0, 64)
                    .map(i -> memory.readInt(1024 + 4 * i))
                    .boxed()
                    .toList();
        };

        List<Long> sizes = Crew.together(List.of(host, guest)).stream()
                .flatMap(List::stream)
                .sorted()
                .toList();

        assertThat(sizes).isEqualTo(LongStream.rangeClosed(1, 128).boxed().toList());
    }

    @Clause("G-04")
    @Test
    void g04_misalignedAtomicsAndUnsharedWaitsTrap() {
        Canary canary = new Canary();
        String unshared = "(memory 1)";
        for (String memory : List.of(unshared, "(memory 1 1 shared)")) {
            Func misaligned = canary.function(
                    memory + "(func (export \"f\") (result i64) (i64.atomic.rmw.add (i32.const 4) (i64.const 1)))");
            Func aligned = canary.function(
                    memory + "(func (export \"f\") (result i64) (i64.atomic.rmw.add (i32.const 8) (i64.const 1)))");

            assertTrap(misaligned, TrapReason.UNALIGNED_ATOMIC);
            assertThat(aligned.call()).containsExactly(Val.i64(0));
            assertThat(aligned.call()).containsExactly(Val.i64(1));
        }
        String wait = "(func (export \"f\") (result i32)"
                + " (memory.atomic.wait32 (i32.const %d) (i32.const 0) (i64.const 0)))";
        assertTrap(canary.function(unshared + wait.formatted(0)), TrapReason.EXPECTED_SHARED_MEMORY);
        assertTrap(canary.function("(memory 1 1 shared)" + wait.formatted(2)), TrapReason.UNALIGNED_ATOMIC);
        assertThat(canary.function("(memory 1 1 shared)" + wait.formatted(4)).call())
                .containsExactly(Val.i32(2));
        canary.sings();
    }

    private static void assertTrap(Func func, TrapReason reason) {
        assertThatThrownBy(func::call)
                .isInstanceOfSatisfying(
                        Trap.class, trap -> assertThat(trap.reason()).isEqualTo(reason));
    }

    /** An instruction, how to make it happen, and what it leaves in its part of the word. */
    private record Lane(String name, String instruction, int startBit, int bits) {}

    private static final List<Lane> LANES = List.of(
            new Lane("i64 add", "(drop (i64.atomic.rmw.add (i32.const 0) (i64.const 1)))", 0, 24),
            new Lane("i64 cas", cas("i64.atomic.load", "i64.atomic.rmw.cmpxchg", 0, "i64", 1), 0, 24),
            new Lane("i32 add", "(drop (i32.atomic.rmw.add (i32.const 0) (i32.const 1)))", 0, 24),
            new Lane("i32 high add", "(drop (i32.atomic.rmw.add (i32.const 4) (i32.const 1)))", 32, 24),
            new Lane("i16 add", "(drop (i32.atomic.rmw16.add_u (i32.const 4) (i32.const 1)))", 32, 16),
            new Lane("i16 cas", cas("i32.atomic.load16_u", "i32.atomic.rmw16.cmpxchg_u", 4, "i32", 1), 32, 16),
            new Lane("i8 add", "(drop (i64.atomic.rmw8.add_u (i32.const 3) (i64.const 1)))", 24, 8),
            new Lane("i8 top add", "(drop (i32.atomic.rmw8.add_u (i32.const 7) (i32.const 1)))", 56, 8),
            new Lane("i8 sub", "(drop (i32.atomic.rmw8.sub_u (i32.const 3) (i32.const 255)))", 24, 8),
            new Lane("i8 cas", cas("i32.atomic.load8_u", "i32.atomic.rmw8.cmpxchg_u", 7, "i32", 1), 56, 8));

    /** Adds by compare-and-set, tried until it succeeds. */
    private static String cas(String load, String cmpxchg, int address, String type, int addend) {
        return """
            (loop $retry
              (local.set $%4$s (%1$s (i32.const %3$d)))
              (br_if $retry (%4$s.ne
                (local.get $%4$s)
                (%2$s (i32.const %3$d) (local.get $%4$s) (%4$s.add (local.get $%4$s) (%4$s.const %5$d))))))
            """.formatted(load, cmpxchg, address, type, addend);
    }

    @Clause("G-06")
    @TestFactory
    Stream<DynamicTest> g06_overlappingWidthsLoseNothing() {
        return LANES.stream()
                .flatMap(one -> LANES.stream()
                        .filter(other -> (one.startBit == other.startBit && one.bits == other.bits && one != other)
                                || one.startBit + one.bits <= other.startBit)
                        .map(other -> DynamicTest.dynamicTest(
                                one.name + " beside " + other.name, () -> assertNothingIsLost(one, other))));
    }

    private static void assertNothingIsLost(Lane one, Lane other) {
        int times = 10_007;
        SharedGuest guests = new SharedGuest(looping("one", one) + looping("other", other), 1, 1);

        guests.run(List.of(new SharedGuest.Task("one", times), new SharedGuest.Task("other", times)));

        long expected = lane(times, one) + lane(times, other);
        if (one.startBit == other.startBit) {
            expected = lane(2L * times, one);
        }
        assertThat(Long.toHexString(guests.memory.readLong(0))).isEqualTo(Long.toHexString(expected));
    }

    private static String looping(String name, Lane lane) {
        return repeat(name, lane.instruction)
                .replace("(param $n i32)", "(param $n i32) (local $i32 i32) (local $i64 i64)");
    }

    private static long lane(long times, Lane lane) {
        return (times & ((1L << lane.bits) - 1)) << lane.startBit;
    }

    @Clause("G-07")
    @Test
    void g07_bookkeepingDoesNotGrowWithTheAddressesUsed() {
        SharedGuest guests = new SharedGuest("""
            (func (export "touch") (param $to i32) (result i32)
              (local $at i32) (local $codes i32)
              (loop $again
                (i32.atomic.store (local.get $at) (i32.const 0))
                (local.set $codes (i32.add (local.get $codes)
                  (memory.atomic.wait32 (local.get $at) (i32.const 0) (i64.const 0))))
                (drop (memory.atomic.notify (local.get $at) (i32.const 1)))
                (drop (i32.atomic.rmw.add (local.get $at) (i32.const 1)))
                (br_if $again (i32.lt_u
                  (local.tee $at (i32.add (local.get $at) (i32.const 4))) (local.get $to))))
              (local.get $codes))
            """, 2, 2);
        Func touch = guests.function("touch");
        touch.call(Val.i32(4));
        guests.memory.writeByte(PAGE, (byte) 0);
        int before = ObjectGraph.reach(guests.memory, object -> true).size();

        assertThat(touch.call(Val.i32(2 * PAGE))).as("each wait timed out").containsExactly(Val.i32(2 * 2 * PAGE / 4));

        assertThat(ObjectGraph.reach(guests.memory, object -> true)).hasSize(before);
    }

    @Clause("G-09")
    @Test
    void g09_aReaderThatLearnsOfGrowthReachesTheNewPages() {
        int pages = 150;
        SharedGuest guests = new SharedGuest("""
            (func (export "grow") (param $n i32)
              (local $k i32) (local $at i32)
              (loop $again
                (local.set $k (memory.grow (i32.const 1)))
                (local.set $at (i32.shl (local.get $k) (i32.const 16)))
                (i64.store (local.get $at) (i64.mul (i64.extend_i32_u (local.get $k)) (i64.const 0x0101010101010101)))
                (i64.store offset=65528 (local.get $at) (i64.extend_i32_u (local.get $k)))
                (i32.atomic.store (i32.const 0) (local.get $k))
                (br_if $again (i32.lt_u (local.get $k) (local.get $n)))))
            (func (export "read") (param $n i32) (param $offset i32) (result i32)
              (local $k i32) (local $at i32) (local $bad i32)
              (local.set $k (i32.const 1))
              (loop $next
                (loop $wait (br_if $wait (i32.lt_u (i32.atomic.load (i32.const 0)) (local.get $k))))
                (local.set $at (i32.shl (local.get $k) (i32.const 16)))
                (local.set $bad (i32.add (local.get $bad)
                  (i32.or
                    (i32.or
                      (i32.ne (i32.load8_u (local.get $at)) (i32.and (local.get $k) (i32.const 0xff)))
                      (i32.ne (i32.load16_u (local.get $at)) (i32.load16_u offset=2 (local.get $at))))
                    (i32.or
                      (i32.ne (i32.load (local.get $at)) (i32.load offset=4 (local.get $at)))
                      (i64.ne (i64.load offset=65528 (local.get $at)) (i64.extend_i32_u (local.get $k)))))))
                (local.set $at (i32.add (local.get $at) (local.get $offset)))
                (i32.store8 (local.get $at) (local.get $k))
                (i32.store16 offset=2 (local.get $at) (local.get $k))
                (i32.store offset=4 (local.get $at) (local.get $k))
                (i64.store offset=8 (local.get $at) (i64.extend_i32_u (local.get $k)))
                (drop (i32.atomic.rmw.add (i32.const 64) (i32.const 1)))
                (br_if $next (i32.le_u
                  (local.tee $k (i32.add (local.get $k) (i32.const 1))) (local.get $n))))
              (local.get $bad))
            """, 1, pages + 1);

        List<Val> results = guests.run(List.of(
                new SharedGuest.Task("grow", pages),
                new SharedGuest.Task("read", pages, 1024),
                new SharedGuest.Task("read", pages, 2048)));

        assertThat(results).containsOnly(Val.i32(0));
        assertThat(guests.memory.readInt(64)).isEqualTo(2 * pages);
        for (int k = 1; k <= pages; k++) {
            for (int offset : new int[] {1024, 2048}) {
                long at = (long) k * PAGE + offset;
                assertThat(guests.memory.readByte(at)).isEqualTo((byte) k);
                assertThat(guests.memory.readInt(at + 2) & 0xffff).isEqualTo(k);
                assertThat(guests.memory.readInt(at + 4)).isEqualTo(k);
                assertThat(guests.memory.readLong(at + 8)).isEqualTo(k);
            }
        }
    }
}
