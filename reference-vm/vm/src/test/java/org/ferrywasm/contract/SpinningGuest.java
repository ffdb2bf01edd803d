package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.SharedMemory;
import org.ferrywasm.vm.Val;

/**
 * A guest that loops, without any host call, until it is told to end: by a word of a shared memory, which tells as well that
 * it has begun. {@link #run} is for the owner, the rest for anybody.
 */
final class SpinningGuest {
    private static final String GUEST = """
        (module
          (import "env" "signals" (memory 1 1 shared))
          (func (export "spin") (param $seed i32) (result i32)
            (i32.atomic.store (i32.const 0) (i32.const 1))
            (loop $again
              (br_if $again (i32.eqz (i32.atomic.load (i32.const 4)))))
            (i32.add (local.get $seed) (i32.const 1))))
        """;
    private static final int BEGUN = 0;
    private static final int END = 4;

    private final SharedMemory signals = SharedMemory.create(sharedPages(1, 1));

    /** The type of a shared memory. */
    static MemType sharedPages(long min, long max) {
        return new MemType(
                AddressType.I32, new Limits(min, OptionalLong.of(max)), true, MemType.DEFAULT_PAGE_SIZE_LOG2);
    }

    /** The function that loops, in a Store. */
    Func in(Canary canary) {
        Linker<String> linker = new Linker<>(canary.engine);
        linker.define("env", "signals", signals);
        return linker.instantiate(canary.store, Module.fromText(canary.engine, GUEST))
                .getFunc("spin");
    }

    /** Loops in a Store until {@link #end}. */
    void run(Canary canary) {
        assertThat(in(canary).call(Val.i32(76))).containsExactly(Val.i32(77));
    }

    /** Waits until it loops. */
    void awaitBegun() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Crew.BOUND_SECONDS);
        while (signals.readInt(BEGUN) == 0) {
            assertThat(System.nanoTime()).as("the guest does not begin").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** Lets it end. */
    void end() {
        signals.writeInt(END, 1);
    }
}
