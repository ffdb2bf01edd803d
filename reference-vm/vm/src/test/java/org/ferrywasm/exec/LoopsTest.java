package org.ferrywasm.exec;

import static org.assertj.core.api.Assertions.assertThat;

import org.ferrywasm.code.Lop;
import org.ferrywasm.code.LoweringOptions;
import org.ferrywasm.runtime.Loop;
import org.ferrywasm.runtime.StoreConfig;
import org.junit.jupiter.api.Test;

class LoopsTest {
    private static final String SUM = """
        (func (export "sum") (param $n i32) (result i64)
          (local $sum i64)
          (loop $again
            (local.set $sum (i64.add (local.get $sum) (i64.extend_i32_u (local.get $n))))
            (local.set $n (i32.sub (local.get $n) (i32.const 1)))
            (br_if $again (local.get $n)))
          (local.get $sum))
        """;

    private final Guest guest = new Guest(SUM, LoweringOptions.DEFAULT, StoreConfig.DEFAULT);

    private long sum(int n) {
        return guest.call("sum", n).results().getFirst();
    }

    @Test
    void aModuleBeginsInTheCommonLoop() {
        assertThat(sum(10)).isEqualTo(55);
        assertThat(guest.instance.codeSource().loop().get()).isNull();
    }

    @Test
    void aCallThatStaysLongChangesOverInTheMiddle() {
        guest.instance.patience = 3;

        assertThat(sum(1000)).isEqualTo(500_500);
        Loop own = guest.instance.codeSource().loop().get();
        assertThat(own).isNotNull();
        assertThat(own.getClass().isHidden()).isTrue();
        assertThat(sum(100)).isEqualTo(5050);
    }

    @Test
    void aLoopThatLacksAnOperationIsReplaced() {
        Loop empty = Loops.copy(new long[Lop.SET_WORDS]);
        guest.instance.codeSource().loop().set(empty);

        assertThat(sum(1000)).isEqualTo(500_500);
        assertThat(guest.instance.codeSource().loop().get()).isNotNull().isNotSameAs(empty);
    }

    @Test
    void aCopyLeavesAtACheckpointWithoutFuelAndGoesOn() {
        Guest metered = new Guest(SUM, new LoweringOptions(true, true, false), StoreConfig.DEFAULT);
        long whole = metered.call("sum", 1000).fuel();
        metered.instance
                .codeSource()
                .loop()
                .set(Loops.copy(metered.instance.codeSource().operations()));

        assertThat(metered.call("sum", 1000).fuel()).isEqualTo(whole);
        assertThat(metered.call(whole / 2, "sum", 1000).exit()).isEqualTo(Calls.Exit.OUT_OF_FUEL);
    }
}
