package org.ferrywasm.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Global;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.TypedFunc;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Operations of Ferry whose tenancy is checked, to be run on a VM with the check and on one without. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GuardBenchmark {
    /** Which of them this is; the class path decides, and the end of the run makes sure. */
    @Param
    public Guard guard;

    private Store<@Nullable Void> store;
    private Func nop;
    private TypedFunc typedNop;
    private Memory memory;
    private Global global;

    /** Makes the instance. */
    @Setup
    public void load() {
        Engine engine = new Engine();
        store = Store.of(engine);
        Instance instance = new Linker<@Nullable Void>(engine)
                .instantiate(store, Module.fromBytes(engine, Assembler.assemble(Resource.text("modules/guard.wat"))));
        nop = instance.getFunc("nop");
        typedNop = nop.typed();
        memory = instance.getMemory("memory");
        global = instance.getGlobal("global");
    }

    /**
     * Ends the Store, after a look whether the check is where it should be: not before, because HotSpot would compile a
     * check that has failed once differently.
     */
    @TearDown
    public void end() throws InterruptedException {
        GuardProbe.require(guard, memory);
        store.close();
    }

    /** An empty function, arguments and results as values. */
    @Benchmark
    public List<Val> call() {
        return nop.call();
    }

    /** An empty function, through its typed form. */
    @Benchmark
    public long typedCall() {
        return typedNop.call();
    }

    /** A number out of a memory. */
    @Benchmark
    public int readInt() {
        return memory.readInt(16);
    }

    /** A number out of a global. */
    @Benchmark
    public Val getGlobal() {
        return global.get();
    }
}
