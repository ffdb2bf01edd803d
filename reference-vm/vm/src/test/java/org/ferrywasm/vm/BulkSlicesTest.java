package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instructions on long ranges that are suspended in their middle. */
class BulkSlicesTest {
    private static final int LENGTH = 1500;
    private static final int SIZE = 4096;

    /** More than a portion costs at the smallest slice; the same instruction is suspended this often at least. */
    private static final int SUSPENSIONS = 15;

    private static final String GUEST = """
        (module
          (memory $m (export "memory") 1)
          (memory $n (export "second") 1)
          (memory $wide (export "wide") i64 1)
          (table $t (export "table") 4096 (ref null i31))
          (table $u (export "other") 4096 (ref null i31))
          (type $ints (array (mut i32)))
          (type $shorts (array (mut i16)))
          (type $vectors (array (mut v128)))
          (type $refs (array (mut (ref null i31))))
          (global $array (export "array") (mut (ref null array)) (ref.null array))
          (data $data "DATA")
          (elem $elem (ref null i31) ELEMS)
          (func (export "drop data") (data.drop $data))
          (func (export "drop elem") (elem.drop $elem))
          (func (export "memory.fill")
            (memory.fill (i32.const 100) (i32.const 0x1AB) (i32.const 1500)))
          (func (export "memory.fill 64")
            (memory.fill $wide (i64.const 101) (i32.const 0xCD) (i64.const 1500)))
          (func (export "memory.copy up")
            (memory.copy (i32.const 333) (i32.const 100) (i32.const 1500)))
          (func (export "memory.copy down")
            (memory.copy (i32.const 100) (i32.const 333) (i32.const 1500)))
          (func (export "memory.copy across")
            (memory.copy $n $m (i32.const 333) (i32.const 100) (i32.const 1500)))
          (func (export "memory.copy to 64")
            (memory.copy $wide $m (i64.const 333) (i32.const 100) (i32.const 1500)))
          (func (export "memory.init")
            (memory.init $data (i32.const 7) (i32.const 5) (i32.const 1500)))
          (func (export "table.fill")
            (table.fill $t (i32.const 9) (ref.i31 (i32.const 77)) (i32.const 1500)))
          (func (export "table.copy up")
            (table.copy $t $t (i32.const 200) (i32.const 100) (i32.const 1500)))
          (func (export "table.copy down")
            (table.copy $t $t (i32.const 100) (i32.const 200) (i32.const 1500)))
          (func (export "table.copy across")
            (table.copy $u $t (i32.const 100) (i32.const 200) (i32.const 1500)))
          (func (export "table.init")
            (table.init $t $elem (i32.const 100) (i32.const 3) (i32.const 1500)))
          (func (export "table.grow") (result i32)
            (table.grow $t (ref.i31 (i32.const 5)) (i32.const 1500)))
          (func $new (result (ref $ints)) (local $a (ref $ints)) (local $i i32)
            (local.set $a (array.new_default $ints (i32.const 2000)))
            (loop $again
              (array.set $ints (local.get $a) (local.get $i) (i32.mul (local.get $i) (i32.const 7919)))
              (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 2000))))
            (global.set $array (local.get $a))
            (local.get $a))
          (func (export "array.fill")
            (array.fill $ints (call $new) (i32.const 9) (i32.const 42) (i32.const 1500)))
          (func (export "array.fill v128") (local $a (ref $vectors))
            (local.set $a (array.new_default $vectors (i32.const 2000)))
            (global.set $array (local.get $a))
            (array.fill $vectors (local.get $a) (i32.const 9) (v128.const i64x2 3 4) (i32.const 1500)))
          (func (export "array.copy up") (local $a (ref $ints))
            (local.set $a (call $new))
            (array.copy $ints $ints
              (local.get $a) (i32.const 130) (local.get $a) (i32.const 30) (i32.const 1500)))
          (func (export "array.copy down") (local $a (ref $ints))
            (local.set $a (call $new))
            (array.copy $ints $ints
              (local.get $a) (i32.const 30) (local.get $a) (i32.const 130) (i32.const 1500)))
          (func (export "array.init_data") (local $a (ref $shorts))
            (local.set $a (array.new_default $shorts (i32.const 2000)))
            (global.set $array (local.get $a))
            (array.init_data $shorts $data (local.get $a) (i32.const 3) (i32.const 5) (i32.const 1490)))
          (func (export "array.init_elem") (local $a (ref $refs))
            (local.set $a (array.new_default $refs (i32.const 2000)))
            (global.set $array (local.get $a))
            (array.init_elem $refs $elem (local.get $a) (i32.const 3) (i32.const 5) (i32.const 1500)))
          (func (export "array.new_data")
            (global.set $array (array.new_data $shorts $data (i32.const 5) (i32.const 1490))))
          (func (export "array.new_elem")
            (global.set $array (array.new_elem $refs $elem (i32.const 5) (i32.const 1500)))))
        """.replace("DATA", "abcdefghijklmnopqrstuvwxyz01234567890".repeat(100))
            .replace(
                    "ELEMS",
                    IntStream.range(0, 2000)
                            .mapToObj(i -> "(ref.i31 (i32.const " + (3 * i) + "))")
                            .collect(Collectors.joining("\n")));

    /** Everything that a guest's instructions have written. */
    private record State(List<Integer> memories, List<Val> table, List<Val> other, List<Val> array) {}

    private static final Config METERED = Config.DEFAULT.consumeFuel(true);
    private static final Module MODULE = Module.fromText(new Engine(METERED), GUEST);
    private static final Module COLLECTED = Module.fromText(new Engine(METERED.collectAlways(true)), GUEST);

    private static MeteredGuest guest(Module module) {
        MeteredGuest guest = new MeteredGuest(module, Map.of());
        for (String name : List.of("memory", "second", "wide")) {
            Memory memory = guest.instance.getMemory(name);
            for (int i = 0; i < SIZE; i++) {
                memory.writeByte(i, (byte) (i * 31 + (i >> 7)));
            }
        }
        for (String name : List.of("table", "other")) {
            for (int i = 0; i < SIZE; i++) {
                guest.instance.getTable(name).set(i, new I31Ref(i));
            }
        }
        guest.refuel();
        return guest;
    }

    private static MeteredGuest guest() {
        return guest(MODULE);
    }

    private static State state(MeteredGuest guest) {
        List<Integer> memories = new ArrayList<>();
        for (String name : List.of("memory", "second", "wide")) {
            memories.add(Arrays.hashCode(guest.instance.getMemory(name).read(0, SIZE)));
        }
        return new State(memories, elements(guest, "table"), elements(guest, "other"), array(guest));
    }

    private static List<Val> elements(MeteredGuest guest, String name) {
        Table table = guest.instance.getTable(name);
        List<Val> elements = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            elements.add(table.get(i));
        }
        return elements;
    }

    private static List<Val> array(MeteredGuest guest) {
        List<Val> elements = new ArrayList<>();
        if (guest.instance.getGlobal("array").get() instanceof ArrayRef array) {
            for (int i = 0; i < array.length(); i++) {
                elements.add(array.get(i));
            }
        }
        return elements;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "memory.fill",
                "memory.fill 64",
                "memory.copy up",
                "memory.copy down",
                "memory.copy across",
                "memory.copy to 64",
                "memory.init",
                "table.fill",
                "table.copy up",
                "table.copy down",
                "table.copy across",
                "table.init",
                "table.grow",
                "array.fill",
                "array.fill v128",
                "array.copy up",
                "array.copy down",
                "array.init_data",
                "array.init_elem",
                "array.new_data",
                "array.new_elem"
            })
    void writeAndCostTheSameHoweverTheyAreSliced(String instruction) {
        State expected;
        long cost;
        Outcome outcome;
        try (MeteredGuest guest = guest()) {
            State before = state(guest);
            outcome = guest.begin(instruction).resume();
            cost = guest.spent();
            expected = state(guest);
            assertThat(expected).isNotEqualTo(before);
            assertThat(cost).isGreaterThan(LENGTH / 65);
        }
        for (long slice : new long[] {1, 2, 3, 7, 23}) {
            try (MeteredGuest guest = guest(slice == 2 ? COLLECTED : MODULE)) {
                SlicedRun sliced = SlicedRun.of(guest.begin(instruction), slice);

                assertThat(sliced.outcome()).isEqualTo(outcome);
                assertThat(guest.spent()).isEqualTo(cost);
                assertThat(state(guest)).isEqualTo(expected);
                if (slice == 1 && !instruction.contains("new") && !instruction.contains("grow")) {
                    assertThat(sliced.suspensions()).isGreaterThan(SUSPENSIONS);
                }
            }
        }
    }

    @Test
    void costOneForThemselvesAndOneForEachSixtyFour() {
        try (MeteredGuest guest = guest()) {
            guest.call("memory.fill");
            // The function, three constants, the instruction.
            assertThat(guest.spent()).isEqualTo(5 + LENGTH / 64);
        }
    }

    @Test
    void aSegmentThatIsDroppedMeanwhileTrapsWithoutWritingMore() {
        for (String instruction : List.of("memory.init", "table.init", "array.init_data", "array.init_elem")) {
            try (MeteredGuest guest = guest();
                    Call call = guest.begin(instruction)) {
                assertThat(call.resume(20)).isInstanceOf(Outcome.OutOfFuel.class);
                State half = state(guest);
                guest.call("drop data");
                guest.call("drop elem");
                guest.refuel();

                Trap trap = SlicedRun.trap(call.resume());

                assertThat(trap.reason())
                        .isIn(TrapReason.OUT_OF_BOUNDS_MEMORY_ACCESS, TrapReason.OUT_OF_BOUNDS_TABLE_ACCESS);
                assertThat(state(guest)).isEqualTo(half);
                // The straight run that the trap cuts short; what had been written was charged before.
                assertThat(guest.spent()).isEqualTo(instruction.startsWith("array") ? 11 : 5);
            }
        }
    }

    @Test
    void aMemoryOrTableThatGrowsMeanwhileChangesNothing() {
        for (String instruction : List.of("memory.fill", "memory.copy up", "table.fill", "table.copy up")) {
            State expected;
            try (MeteredGuest guest = guest()) {
                guest.call(instruction);
                expected = state(guest);
            }
            try (MeteredGuest guest = guest();
                    Call call = guest.begin(instruction)) {
                assertThat(call.resume(15)).isInstanceOf(Outcome.OutOfFuel.class);
                guest.instance.getMemory("memory").grow(10);
                guest.instance.getTable("table").grow(3, new I31Ref(1));
                guest.store.gc();
                SlicedRun.results(call, 1);

                State grown = state(guest);
                assertThat(grown.memories()).isEqualTo(expected.memories());
                assertThat(grown.table().subList(0, SIZE)).isEqualTo(expected.table());
            }
        }
    }

    @Test
    void twoOfThemTakeTurns() {
        try (MeteredGuest guest = guest();
                Call up = guest.begin("memory.copy across");
                Call fill = guest.begin("table.fill")) {
            boolean open = true;
            while (open) {
                open = up.isEnded() ? false : !up.resume(1).isEnd();
                open |= fill.isEnded() ? false : !fill.resume(2).isEnd();
            }
            State both = state(guest);
            try (MeteredGuest other = guest()) {
                other.call("table.fill");
                other.call("memory.copy across");
                assertThat(both).isEqualTo(state(other));
                assertThat(guest.spent()).isEqualTo(other.spent());
            }
        }
    }

    @Test
    void oneThatDoesNotFitTrapsBeforeItWritesAnything() {
        try (MeteredGuest guest = new MeteredGuest("""
            (module
              (memory (export "memory") 1)
              (func (export "f") (memory.fill (i32.const 60000) (i32.const 1) (i32.const 6000))))
            """)) {
            SlicedRun sliced = SlicedRun.of(guest.begin("f"), 1);

            assertThat(SlicedRun.trap(sliced.outcome()).reason()).isEqualTo(TrapReason.OUT_OF_BOUNDS_MEMORY_ACCESS);
            assertThat(guest.instance.getMemory("memory").read(0, 65536)).containsOnly(0);
            assertThat(guest.spent()).isEqualTo(5);
        }
    }

    @Test
    void theBacktraceOfAHalfDoneInstructionNamesIt() {
        try (MeteredGuest guest = guest();
                Call atOnce = guest.begin("memory.init");
                Call call = guest.begin("memory.init")) {
            guest.call("drop data");
            Trap first = SlicedRun.trap(atOnce.resume());
            try (MeteredGuest other = guest();
                    Call half = other.begin("memory.init")) {
                half.resume(15);
                assertThat(half.frames()).isEqualTo(first.frames());
                assertThat(call.frames()).isNotEqualTo(first.frames());
            }
        }
    }
}
