package org.ferrywasm.engines.suite;

import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.ModuleException;
import org.ferrywasm.text.script.ScriptModule;

/**
 * A module of a script as engines take it.
 *
 * @param syntax what is in it
 * @param binary its binary form
 */
record Guest(Module syntax, byte[] binary) {
    /**
     * Reads a module, and assembles it if it is text.
     *
     * @throws Unavailable if it uses syntax that is not known here
     */
    static Guest read(ScriptModule source) {
        try {
            Module syntax = source.read();
            return new Guest(
                    syntax,
                    source instanceof ScriptModule.Binary binary ? binary.bytes() : ModuleEncoder.encode(syntax));
        } catch (ModuleException | IllegalArgumentException e) {
            throw new Unavailable(Judgement.skipped("cannot be assembled here: " + e.getMessage()));
        }
    }
}
