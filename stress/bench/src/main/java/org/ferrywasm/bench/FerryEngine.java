package org.ferrywasm.bench;

import java.util.function.IntToLongFunction;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.TypedFunc;
import org.jspecify.annotations.Nullable;

/** Ferry, as its public API has it. */
final class FerryEngine implements BenchEngine {
    private final Engine engine;
    private final Linker<@Nullable Void> linker;

    private FerryEngine(Config config) {
        engine = new Engine(config);
        linker = new Linker<@Nullable Void>(engine)
                .rawFunc(HOST_MODULE, HOST_FUNCTION, FuncType.EMPTY, (caller, slots) -> {});
    }

    /** As it is used: no fuel, instructions fused. */
    static FerryEngine unmetered() {
        return new FerryEngine(Config.DEFAULT);
    }

    /** With fuel. */
    static FerryEngine metered() {
        return new FerryEngine(Config.DEFAULT.consumeFuel(true));
    }

    /** An instruction for an instruction: the yardstick for fusing. */
    static FerryEngine plain() {
        return new FerryEngine(Config.DEFAULT.fuseInstructions(false));
    }

    @Override
    public BenchModule load(byte[] binary) {
        Module module = Module.fromBytes(engine, binary);
        return () -> {
            Store<@Nullable Void> store = Store.of(engine);
            if (engine.config().consumesFuel()) {
                store.setFuel(Long.MAX_VALUE);
            }
            return new Running(store, linker.instantiate(store, module));
        };
    }

    @Override
    public void close() {
        // holds nothing: modules and Stores are plain objects
    }

    private record Running(Store<@Nullable Void> store, Instance instance) implements BenchInstance {
        @Override
        public IntToLongFunction run() {
            TypedFunc run = instance.getFunc("run").typed();
            return run::call;
        }

        @Override
        public Runnable nop(Entry entry) {
            Func nop = instance.getFunc("nop");
            return switch (entry) {
                case VALUES -> nop::call;
                case FASTEST -> nop.typed()::call;
                case RESUMED -> () -> resumeToTheEnd(nop);
            };
        }

        private static void resumeToTheEnd(Func func) {
            try (Call call = func.begin()) {
                if (!(call.resume() instanceof Outcome.Returned)) {
                    throw new IllegalStateException("an empty function does not return");
                }
            }
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
