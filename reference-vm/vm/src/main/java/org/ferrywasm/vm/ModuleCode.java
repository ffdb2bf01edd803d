package org.ferrywasm.vm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReference;
import org.ferrywasm.code.Code;
import org.ferrywasm.code.Lop;
import org.ferrywasm.code.Lowering;
import org.ferrywasm.code.LoweringOptions;
import org.ferrywasm.runtime.CodeSource;
import org.ferrywasm.runtime.Loop;
import org.ferrywasm.runtime.ModuleInst;
import org.jspecify.annotations.Nullable;

/**
 * The lowered bodies of a module's functions, each lowered when it is first asked for. A body is published by setRelease on
 * its slot and never written afterwards; where two threads lower the same one at once, either result will do.
 */
final class ModuleCode implements CodeSource {
    private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(Code[].class);

    private final Module module;
    private final LoweringOptions options;
    private final int importedFuncs;
    private final @Nullable Code[] slots;
    private final AtomicReference<@Nullable Loop> loop = new AtomicReference<>();

    ModuleCode(Module module) {
        this.module = module;
        Config config = module.engine().config();
        this.options =
                new LoweringOptions(config.consumesFuel(), config.fusesInstructions(), config.canonicalisesNans());
        this.importedFuncs = module.valid().importedFuncs();
        this.slots = new @Nullable Code[module.valid().module().funcs().size()];
    }

    /** The module that an instance is of. */
    static Module moduleOf(ModuleInst instance) {
        return ((ModuleCode) instance.codeSource()).module;
    }

    @Override
    public AtomicReference<@Nullable Loop> loop() {
        return loop;
    }

    @Override
    public long[] operations() {
        long[] operations = new long[Lop.SET_WORDS];
        for (int i = 0; i < slots.length; i++) {
            Code code = (Code) SLOTS.getAcquire(slots, i);
            if (code != null) {
                code.addOperationsTo(operations);
            }
        }
        return operations;
    }

    @Override
    public Code code(int funcIndex) {
        int slot = funcIndex - importedFuncs;
        Code known = (Code) SLOTS.getAcquire(slots, slot);
        if (known != null) {
            return known;
        }
        Code made = Lowering.lower(module.valid(), slot, options);
        SLOTS.setRelease(slots, slot, made);
        return made;
    }
}
