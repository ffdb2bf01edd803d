package org.ferrywasm.bench;

import java.util.concurrent.TimeUnit;
import org.ferrywasm.vm.Store;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What moving a Store costs by itself: out of a thread's hands, and back into the same. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TransferBenchmark {
    /** What is in the Store. */
    @Param("NOTHING")
    public Freight freight;

    private Store<Object> store;
    private Object[] companions;

    /** Makes the Store. */
    @Setup
    public void load() {
        Freight.Loaded loaded = freight.load();
        store = loaded.store();
        companions = loaded.companions();
    }

    /** Audits and ends the Store. */
    @TearDown
    public void end() {
        store.audit();
        store.close();
    }

    /** Detaches and attaches. */
    @Benchmark
    public Store<Object> hop() {
        return store.detach(companions).attach();
    }
}
