package org.ferrywasm.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Large modules of the real world, from bytes to a module that is ready to instantiate; the first shot of a fork is a cold one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LoadBenchmark {
    /** The engine that loads. */
    @Param
    public Competitor engine;

    /** The file of the module. */
    @Param("module.wasm")
    public String file;

    private BenchEngine opened;
    private byte[] binary;

    /** Reads the file. */
    @Setup
    public void read() throws IOException {
        opened = engine.open();
        binary = Files.readAllBytes(Path.of(file));
    }

    /** Ends the engine. */
    @TearDown
    public void end() {
        opened.close();
    }

    /** Loads the module once. */
    @Benchmark
    public BenchModule load() {
        return opened.load(binary);
    }
}
