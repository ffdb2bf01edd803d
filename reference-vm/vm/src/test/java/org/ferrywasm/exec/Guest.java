package org.ferrywasm.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.ferrywasm.binary.ModuleDecoder;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.code.Code;
import org.ferrywasm.code.Lop;
import org.ferrywasm.code.Lowering;
import org.ferrywasm.code.LoweringOptions;
import org.ferrywasm.runtime.CodeSource;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.HostCode;
import org.ferrywasm.runtime.HostFunc;
import org.ferrywasm.runtime.Loop;
import org.ferrywasm.runtime.ModuleInst;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.StoreConfig;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.runtime.TrapKind;
import org.ferrywasm.runtime.WasmFunc;
import org.ferrywasm.syntax.Export;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.TypeRegistry;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.text.Parser;
import org.ferrywasm.valid.ModuleValidator;
import org.ferrywasm.valid.ValidModule;
import org.jspecify.annotations.Nullable;

/** An instance in a store, below the embedding API: its functions take and give slots. All its imports are host functions. */
public final class Guest {
    /** Plenty of fuel. */
    public static final long PLENTY = 1L << 40;

    private static final long LOW = 0xFFFF_FFFFL;

    /** Its store. */
    public final StoreState store;

    /** The instance. */
    public final ModuleInst instance;

    private final ValidModule module;

    /** How a call ended: its results as far as they are the same in every run, and the fuel it took. */
    public record Outcome(Calls.Exit exit, @Nullable TrapKind trap, List<Long> results, long fuel) {
        /** The same but for the fuel. */
        public Outcome unmetered() {
            return new Outcome(exit, trap, results, 0);
        }
    }

    /** An instance in a store of its own. */
    public Guest(String fields, LoweringOptions options, StoreConfig config, HostCode... imports) {
        this(new StoreState(config), fields, options, imports);
    }

    /** An instance in a store. */
    public Guest(StoreState store, String fields, LoweringOptions options, HostCode... imports) {
        this.store = store;
        byte[] bytes = ModuleEncoder.encode(Parser.parseModule("(module " + fields + ")"));
        module = ModuleValidator.validate(
                ModuleDecoder.decode(bytes, ModuleLimits.DEFAULT),
                Set.of(Feature.values()),
                new TypeRegistry(),
                ModuleLimits.DEFAULT);
        List<Object> funcs = new ArrayList<>();
        for (HostCode code : imports) {
            int address = store.funcs().size();
            HostFunc func = new HostFunc(address, module.funcTypes().get(funcs.size()), code, "host");
            store.funcs().add(func);
            funcs.add(func);
        }
        instance = Instances.instantiate(store, module, new LoweredBodies(module, options), funcs);
    }

    private record LoweredBodies(ValidModule module, LoweringOptions options, AtomicReference<@Nullable Loop> loop)
            implements CodeSource {
        LoweredBodies(ValidModule module, LoweringOptions options) {
            this(module, options, new AtomicReference<>());
        }

        @Override
        public Code code(int funcIndex) {
            return Lowering.lower(module, funcIndex - module.importedFuncs(), options);
        }

        @Override
        public long[] operations() {
            long[] operations = new long[Lop.SET_WORDS];
            for (int i = module.importedFuncs(); i < module.funcTypes().size(); i++) {
                code(i).addOperationsTo(operations);
            }
            return operations;
        }
    }

    /** An exported function. */
    public WasmFunc func(String name) {
        for (Export export : module.module().exports()) {
            if (export.name().equals(name)) {
                return (WasmFunc) instance.funcs[export.index()];
            }
        }
        throw new AssertionError("no export " + name);
    }

    /** Begins a call that has yet to run. */
    public Execution begin(String name, long fuel, long... arguments) {
        Execution x = store.begin();
        x.fuel = fuel;
        x.reserve(arguments.length);
        System.arraycopy(arguments, 0, x.stack, 0, arguments.length);
        x.mayBlock = true;
        Calls.enter(x, func(name));
        return x;
    }

    /** Calls an exported function with plenty of fuel. */
    public Outcome call(String name, long... arguments) {
        return call(PLENTY, name, arguments);
    }

    /** Calls an exported function with so much fuel. */
    public Outcome call(long fuel, String name, long... arguments) {
        Execution x = begin(name, fuel, arguments);
        try {
            Calls.Exit exit = run(x);
            List<Long> results = exit == Calls.Exit.RETURNED ? results(x, name) : List.of();
            return new Outcome(exit, x.trap, results, fuel - x.fuel);
        } finally {
            store.end(x);
        }
    }

    /** Runs a call until it ends or stands still. */
    public static Calls.Exit run(Execution x) {
        try {
            return Calls.run(x);
        } catch (Throwable e) {
            throw new AssertionError("what a host function has thrown", e);
        }
    }

    /** The results of a call that has returned: numbers as their bits, of references what they refer to. */
    public List<Long> results(Execution x, String name) {
        List<Long> results = new ArrayList<>();
        int slot = 0;
        for (ValType type : func(name).funcType().results()) {
            for (long word : Arrays.copyOfRange(x.stack, slot, slot + type.slots())) {
                results.add(comparable(type, word));
            }
            slot += type.slots();
        }
        return results;
    }

    /** The single result of a call. */
    public long result(String name, long... arguments) {
        Outcome outcome = call(name, arguments);
        if (outcome.exit() != Calls.Exit.RETURNED) {
            throw new AssertionError(name + " ended with " + outcome);
        }
        return outcome.results().getFirst();
    }

    private static long comparable(ValType type, long word) {
        if (type == NumType.I32 || type == NumType.F32) {
            return word & LOW;
        }
        return type.isRef() && Ref.tag(word) != Ref.I31 ? Ref.tag(word) : word;
    }
}
