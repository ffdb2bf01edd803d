package org.ferrywasm.fuzz.oracle;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ferrywasm.fuzz.choice.ChoiceSource;
import org.ferrywasm.fuzz.generate.ModuleGenerator;
import org.ferrywasm.fuzz.generate.Mutations;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.InstantiationCall;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreLimits;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;

/**
 * A module whose bytes or text were spoiled is refused by an exception of Ferry's own, or it is a module: then it can be
 * instantiated and run, with the same choice of ends, and its Store is whole afterwards. All of it takes no more than seconds.
 */
public final class HostileInput implements Oracle {
    private static final long MOST_NANOS = 10_000_000_000L;
    private static final long FUEL = 20_000;
    private static final int MOST_BYTES = 64 << 20;
    private static final int MUTANTS = 20;

    private final Engine engine = new Engine(Config.DEFAULT
            .consumeFuel(true)
            .storeLimits(StoreLimits.DEFAULT.withMemoryBytes(MOST_BYTES).withHeapBytes(MOST_BYTES)));

    /** For any number of tries. */
    public HostileInput() {}

    @Override
    public String name() {
        return "hostileInput";
    }

    @Override
    public void check(ChoiceSource choices, Statistics statistics) {
        String text = ModuleGenerator.generate(choices).text();
        byte[] bytes = Modules.compile(engine, text).toBytes();
        byte[] letters = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < MUTANTS; i++) {
            boolean isText = choices.below(4) == 0;
            byte[] mutant = isText ? Mutations.ofText(choices, letters) : Mutations.ofBytes(choices, bytes);
            long start = System.nanoTime();
            statistics.count(tried(mutant, isText));
            if (System.nanoTime() - start > MOST_NANOS) {
                throw new Broken("it takes longer than 10 s");
            }
        }
    }

    private String tried(byte[] mutant, boolean isText) {
        try {
            run(
                    isText
                            ? Module.fromText(engine, new String(mutant, StandardCharsets.UTF_8))
                            : Module.fromBytes(engine, mutant));
            return "accepted";
        } catch (RuntimeException | Error e) {
            if (!e.getClass().getName().startsWith("org.ferrywasm.")) {
                throw new Broken("not refused by an exception of Ferry's", e);
            }
            return e.getClass().getSimpleName();
        }
    }

    /** Instantiates it, and calls what the generator would call. */
    private void run(Module module) {
        try (Store<@Nullable Void> store = Store.of(engine)) {
            store.setFuel(FUEL);
            Linker<@Nullable Void> linker = new Linker<>(engine);
            linker.func(ModuleGenerator.HOST, "ask", HostFunction.of(Integer.class, Integer.class, (caller, n) -> n));
            linker.func(
                    ModuleGenerator.HOST,
                    "note",
                    HostFunction.<@Nullable Void>of(
                            FuncType.of(List.of(), List.of()), (caller, arguments) -> List.of()));
            // a call that is resumed gives its thread back where a guest waits, for whatever time it says
            try (InstantiationCall beginning = linker.begin(store, module)) {
                if (beginning.resume() instanceof Outcome.Returned
                        && module.exportType("run0").isPresent()) {
                    try (Call call = beginning.instance().getFunc("run0").begin(Val.i32(1))) {
                        call.resume();
                    }
                }
            } finally {
                store.audit();
            }
        }
    }
}
