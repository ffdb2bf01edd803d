package org.ferrywasm.bench;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.TypedFunc;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
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

/** What calls as values cost: what Ferry alone can do. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SuspendBenchmark {
    /** The fuel of a slice: so little that the way in and out is most of it. */
    static final long SLICE = 10;

    private static final int CALLS = 10_000;
    private static final long EPOCHS = 1000;

    /** Whether code consumes fuel. */
    @Param({"false", "true"})
    public boolean metered;

    private Store<@Nullable Void> store;
    private Store<@Nullable Void> timed;
    private Func nop;
    private Func timedNop;
    private TypedFunc run;
    private Call spinning;

    /** Makes a Store without deadlines and one with. */
    @Setup
    public void load() {
        Engine engine = new Engine(Config.DEFAULT.consumeFuel(metered));
        Module module = Module.fromBytes(engine, Assembler.assemble(Resource.text("modules/suspend.wat")));
        Linker<@Nullable Void> linker = new Linker<@Nullable Void>(engine)
                .func(
                        "host",
                        "answer",
                        HostFunction.async(
                                Void.class, caller -> CompletableFuture.<@Nullable Void>completedFuture(null)));
        store = store(engine);
        Instance instance = linker.instantiate(store, module);
        nop = instance.getFunc("nop");
        run = instance.getFunc("run").typed();
        spinning = instance.getFunc("spin").begin();
        timed = store(engine);
        timed.setEpochDeadline(EPOCHS);
        timedNop = linker.instantiate(timed, module).getFunc("nop");
    }

    private Store<@Nullable Void> store(Engine engine) {
        Store<@Nullable Void> made = Store.of(engine);
        if (metered) {
            made.setFuel(Long.MAX_VALUE);
        }
        return made;
    }

    /** Ends the Stores. */
    @TearDown
    public void end() {
        store.close();
        timed.close();
    }

    /** Begins a call, and drops it before it has run. */
    @Benchmark
    public Call beginAndDrop() {
        Call call = nop.begin();
        call.close();
        return call;
    }

    /** Resumes a loop without end, which comes back when the slice is spent. */
    @Benchmark
    public Outcome slice() {
        return spinning.resume(SLICE);
    }

    /** Calls an empty function that has a deadline. */
    @Benchmark
    public List<Val> deadline() {
        return timedNop.call();
    }

    /** The guest calls an asynchronous host function that answers at once; a turn of the guest's loop is part of the figure. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long answered() {
        return run.call(CALLS);
    }
}
