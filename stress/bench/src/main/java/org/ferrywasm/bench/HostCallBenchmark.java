package org.ferrywasm.bench;

import java.util.concurrent.TimeUnit;
import java.util.function.IntToLongFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Calls from the guest out to the host, of a function that does nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HostCallBenchmark {
    private static final int CALLS = 10_000;

    /** The engine that runs. */
    @Param
    public Competitor engine;

    private BenchEngine opened;
    private IntToLongFunction run;

    /** Loads the module. */
    @Setup
    public void load() {
        opened = engine.open();
        run = opened.load(Assembler.assemble(Resource.text("modules/calls.wat")))
                .instantiate()
                .run();
    }

    /** Ends the engine. */
    @TearDown
    public void end() {
        opened.close();
    }

    /** The guest calls an empty host function; a turn of the guest's loop is part of the figure. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long intoHost() {
        return run.applyAsLong(CALLS);
    }
}
