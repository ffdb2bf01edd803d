package org.ferrywasm.cli.script;

import java.util.List;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.InstantiationCall;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
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
 * @param escort who resumes calls that are suspended
 */
public record Manner(boolean fuses, boolean collects, long slice, Escort escort) {
    /** As the VM runs when nobody asks for anything else. */
    public static final Manner USUAL = new Manner(true, false, 0);

    /** A manner in which calls are resumed by the thread that has begun them. */
    public Manner(boolean fuses, boolean collects, long slice) {
        this(fuses, collects, slice, Escort.RESUMES);
    }

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
    List<Val> call(Func func, Val[] args, Escort.Party party) {
        return slice == 0 ? func.call(args) : Escort.results(escort.finish(func.begin(args), slice, party));
    }

    /** Instantiates a module; throws as {@link Linker#instantiate} does. */
    Instance instantiate(
            Linker<@Nullable Void> linker, Store<@Nullable Void> store, Module module, Escort.Party party) {
        if (slice == 0) {
            return linker.instantiate(store, module);
        }
        InstantiationCall call = linker.begin(store, module);
        Escort.results(escort.finish(call, slice, party));
        return call.instance();
    }
}
