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

/** From a loaded small module to a fresh instance with one page of memory, and its end. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InstantiateBenchmark {
    /** The engine that runs. */
    @Param
    public Competitor engine;

    private BenchEngine opened;
    private BenchModule module;

    /** Loads the module. */
    @Setup
    public void load() {
        opened = engine.open();
        module = opened.load(Assembler.assemble(Resource.text("modules/small.wat")));
    }

    /** Ends the engine. */
    @TearDown
    public void end() {
        opened.close();
    }

    /** A fresh instance, closed at once. */
    @Benchmark
    public BenchInstance instantiate() {
        BenchInstance instance = module.instantiate();
        instance.close();
        return instance;
    }
}
