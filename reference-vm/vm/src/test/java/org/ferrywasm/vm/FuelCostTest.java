package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What functions cost, counted by hand: one for the entry, one for each operator that is executed and does something. */
class FuelCostTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 |",
                "1 | nop nop nop",
                "1 | (block (block nop))",
                "2 | (drop (i32.const 1))",
                "4 | (drop (i32.add (i32.const 1) (i32.const 2)))",
                "1 | (return) (drop (i32.const 1))",
                "2 | (block (br 0) (drop (i32.const 1)))",
                "3 | (block (br_if 0 (i32.const 1)))",
                "3 | (block (br_table 0 0 (i32.const 5)))",
                // The condition, the operator if, and the branch that is taken; else and end are free.
                "4 | (if (i32.const 1) (then (drop (i32.const 1))) (else (drop (i64.const 2)) (drop (i64.const 3))))",
                "5 | (if (i32.const 0) (then (drop (i32.const 1))) (else (drop (i64.const 2)) (drop (i64.const 3))))",
                "5 | (drop (select (i32.const 1) (i32.const 2) (i32.const 3)))",
                // A call costs one and its callee's entry one.
                "3 | (call $empty)",
                "4 | (call $one)",
                "3 | (return_call $empty)",
                "2 | (call $host)",
                // Ten times: get, constant, add, tee, constant, compare, branch.
                "71 | (loop (br_if 0 (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (i32.const 10))))",
                "4 | (i32.store8 (i32.const 0) (i32.const 1))",
                "3 | (drop (i32.load (i32.const 0)))",
                "2 | (drop (memory.size))",
                "3 | (drop (memory.grow (i32.const 1)))",
                // A range costs one more for each 64 bytes or elements.
                "5 | (memory.fill (i32.const 0) (i32.const 1) (i32.const 63))",
                "6 | (memory.fill (i32.const 0) (i32.const 1) (i32.const 64))",
                "20 | (memory.fill (i32.const 0) (i32.const 1) (i32.const 1000))",
                "20 | (memory.copy (i32.const 8) (i32.const 0) (i32.const 1000))",
                "5 | (table.fill (i32.const 0) (ref.null func) (i32.const 10))",
                "7 | (drop (table.grow (ref.null func) (i32.const 200)))",
                "6 | (drop (array.new_default $array (i32.const 200)))",
                "4 | (drop (struct.new $struct (i32.const 1) (i32.const 2)))",
                // What is thrown and caught is not charged beyond the operators.
                "3 | (block (try_table (catch $t 0) (throw $t)) (drop (i32.const 1)) )",
                // Traps are exact: what stands behind them costs nothing.
                "4 | (drop (i32.div_u (i32.const 1) (i32.const 0))) (drop (i32.const 1))",
                "3 | (drop (i32.const 1)) (drop (i32.const 1)) unreachable",
                "7 | (drop (i32.const 1)) (call $one) (drop (i32.load (i32.const -1)))",
                "5 | (memory.fill (i32.const 65000) (i32.const 1) (i32.const 1000))",
                "4 | (call $traps)"
            })
    void isWhatItIsByHand(long cost, String body) {
        String text = """
            (module
              (import "host" "f" (func $host))
              (type $array (array (mut i32)))
              (type $struct (struct (field i32 i32)))
              (tag $t)
              (memory 1)
              (table 10 funcref)
              (func $empty)
              (func $one (drop (i32.const 1)))
              (func $traps (drop (i32.const 1)) unreachable)
              (func (export "f") (local i32) BODY))
            """.replace("BODY", body == null ? "" : body);
        for (boolean fused : new boolean[] {true, false}) {
            try (MeteredGuest guest = new MeteredGuest(
                    Config.DEFAULT.fuseInstructions(fused),
                    text,
                    Map.of("f", HostFunction.of(Void.class, caller -> null)))) {
                assertThat(guest.begin("f").resume().isEnd()).isTrue();

                assertThat(guest.spent()).as("fused: " + fused).isEqualTo(cost);
            }
        }
    }
}
