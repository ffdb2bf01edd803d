package org.ferrywasm.cli.script;

import java.util.List;
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
 * @param escorts who goes with the script's Stores and carries out their calls, with fuel; null runs calls at once, without
 *     fuel
 */
public record Manner(boolean fuses, boolean collects, Escort.@Nullable Service escorts) {
    /** As the VM runs when nobody asks for anything else. */
    public static final Manner USUAL = new Manner(true, false, null);

    /**
     * The manner in which each call is suspended after slices of fuel, and resumed at once.
     *
     * @param slice how much fuel a call gets at a time, at least 1
     */
    public static Manner sliced(boolean fuses, boolean collects, long slice) {
        SliceEscort escort = new SliceEscort(slice);
        return new Manner(fuses, collects, (thread, store, handles) -> escort);
    }

    /** Whether calls are suspended on their way. */
    public boolean suspends() {
        return escorts != null;
    }

    /** The configuration of an engine that runs scripts in this manner. */
    Config configure(Config config) {
        return config.fuseInstructions(fuses).collectAlways(collects).consumeFuel(suspends());
    }

    /** Calls a function to its end; throws as {@link Func#call} does. */
    static List<Val> call(Func func, Val[] args, @Nullable Escort escort) {
        return escort == null ? func.call(args) : results(escort.finish(func.begin(args)));
    }

    /** Instantiates a module; throws as {@link Linker#instantiate} does. */
    static Instance instantiate(
            Linker<@Nullable Void> linker, Store<@Nullable Void> store, Module module, @Nullable Escort escort) {
        if (escort == null) {
            return linker.instantiate(store, module);
        }
        InstantiationCall call = linker.begin(store, module);
        results(escort.finish(call));
        return call.instance();
    }

    private static List<Val> results(Outcome last) {
        return switch (last) {
            case Outcome.Returned(List<Val> results) -> results;
            case Outcome.Trapped(var trap) -> throw trap;
            case Outcome.Threw(var exception) -> throw exception;
            case Outcome.OutOfFuel _, Outcome.AwaitingNotify _, Outcome.AwaitingHost _, Outcome.Interrupted _ ->
                throw new AssertionError("a call that is not over: " + last);
        };
    }
}
