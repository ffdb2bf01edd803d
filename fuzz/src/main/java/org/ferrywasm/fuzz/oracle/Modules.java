package org.ferrywasm.fuzz.oracle;

import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Module;

/** Modules of generated text. */
final class Modules {
    private Modules() {}

    /**
     * Reads and validates a module.
     *
     * @throws Broken if it is refused: then either the generator or the VM is wrong
     */
    static Module compile(Engine engine, String text) {
        try {
            return Module.fromText(engine, text);
        } catch (RuntimeException e) {
            throw new Broken("a module that should be valid is refused", e);
        }
    }
}
