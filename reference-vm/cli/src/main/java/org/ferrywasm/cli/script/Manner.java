package org.ferrywasm.cli.script;

import java.util.List;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.InstantiationCall;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;

/**
 * How the VM carries out a script's calls. What comes out is the same in every manner; those other than {@link #USUAL} are
 * for tests.
 *
 * @param fuses whether lowering fuses instructions
 * @param collects whether the heap is collected at every allocation and checkpoint
 * @param slice how much fuel a call gets at a time, after which it is suspended and resumed; 0 runs calls at once, without
 *     fuel
 */
public record Manner(boolean fuses, boolean collects, long slice) {
    /** As the VM runs when nobody asks for anything else. */
    public static final Manner USUAL = new Manner(true, false, 0);

    /** The configuration of an engine that runs scripts in this manner. */
    Config configure(Config config) {
        return config.fuseInstructions(fuses).collectAlways(collects).consumeFuel(slice > 0);
    }

    /** Gives a new Store what it needs. */
    void prepare(Store<?> store) {
        if (slice > 0) {
            store.setFuel(Long.MAX_VALUE);
        }
    }

    /** Calls a function to its end; throws as {@link Func#call} does. */
    List<Val> call(Func func, Val[] args) {
        return slice == 0 ? func.call(args) : finish(func.begin(args));
    }

    /** Instantiates a module; throws as {@link Linker#instantiate} does. */
    Instance instantiate(Linker<@Nullable Void> linker, Store<@Nullable Void> store, Module module) {
        if (slice == 0) {
            return linker.instantiate(store, module);
        }
        InstantiationCall call = linker.begin(store, module);
        finish(call);
        return call.instance();
    }

    private List<Val> finish(Call call) {
        while (true) {
            switch (call.resume(slice)) {
                case Outcome.Returned(List<Val> results) -> {
                    return results;
                }
                case Outcome.Trapped(var trap) -> throw trap;
                case Outcome.Threw(var exception) -> throw exception;
                case Outcome.OutOfFuel _ -> {}
                case Outcome.AwaitingNotify(var ready) ->
                    ready.toCompletableFuture().join();
                case Outcome.AwaitingHost _ -> throw new AssertionError("a script has no asynchronous host functions");
                case Outcome.Interrupted _ -> throw new AssertionError("nobody interrupts a script's calls");
            }
        }
    }
}
