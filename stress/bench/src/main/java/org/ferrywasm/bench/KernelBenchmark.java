package org.ferrywasm.bench;

import java.util.concurrent.TimeUnit;
import java.util.function.IntToLongFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One kernel, alone in its JVM: the interpreter's loop is profiled and compiled for this program only. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class KernelBenchmark {
    /** The engine that runs. */
    @Param
    public Competitor engine;

    /** The program that it runs. */
    @Param
    public Kernel kernel;

    private BenchEngine opened;
    private IntToLongFunction run;

    /** Loads the kernel. */
    @Setup
    public void load() {
        opened = engine.open();
        run = opened.load(kernel.binary()).instantiate().run();
    }

    /** Ends the engine. */
    @TearDown
    public void end() {
        opened.close();
    }

    /** Runs the kernel once, at its timed size. */
    @Benchmark
    public long run() {
        return kernel.runChecked(run);
    }
}
