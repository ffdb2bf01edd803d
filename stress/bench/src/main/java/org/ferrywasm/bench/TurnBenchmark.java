package org.ferrywasm.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToLongFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * All kernels in turn in one JVM: the interpreter's loop carries the profile of every program that ran before.
 *
 * <p>Iteration {@code i}, warm-up included, runs kernel {@code i} modulo their number; who reads the results counts in the same way and
 * therefore asks for whole rounds.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TurnBenchmark {
    /** The engine that runs. */
    @Param
    public Competitor engine;

    /** The programs that take turns, separated by colons. */
    @Param("FIB")
    public String kernels;

    private BenchEngine opened;
    private final List<Turn> turns = new ArrayList<>();
    private int iteration;
    private Turn turn;

    private record Turn(Kernel kernel, IntToLongFunction run) {}

    /** Loads every kernel. */
    @Setup
    public void load() {
        opened = engine.open();
        for (Kernel kernel : among(kernels)) {
            turns.add(
                    new Turn(kernel, opened.load(kernel.binary()).instantiate().run()));
        }
    }

    /** Moves on to the next kernel. */
    @Setup(Level.Iteration)
    public void next() {
        turn = turns.get(iteration % turns.size());
        iteration++;
    }

    /** Ends the engine. */
    @TearDown
    public void end() {
        opened.close();
    }

    /** Runs the kernel whose turn it is once, at its timed size. */
    @Benchmark
    public long run() {
        return turn.kernel().runChecked(turn.run());
    }

    /** The form in which {@link #kernels} is written. */
    static String joined(List<Kernel> kernels) {
        return String.join(":", kernels.stream().map(Kernel::name).toList());
    }

    private static List<Kernel> among(String names) {
        return Arrays.stream(names.split(":", -1)).map(Kernel::valueOf).toList();
    }
}
