package org.ferrywasm.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Calls from the host into the guest, of a function that does nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GuestCallBenchmark {
    /** The engine that runs. */
    @Param
    public Competitor engine;

    /** How it is called. */
    @Param
    public Entry entry;

    private BenchEngine opened;
    private Runnable nop;

    /** Loads the module. */
    @Setup
    public void load() {
        opened = engine.open();
        nop = opened.load(Assembler.assemble(Resource.text("modules/calls.wat")))
                .instantiate()
                .nop(entry);
    }

    /** Ends the engine. */
    @TearDown
    public void end() {
        opened.close();
    }

    /** One call. */
    @Benchmark
    public void intoGuest() {
        nop.run();
    }
}
