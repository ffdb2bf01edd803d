package org.ferrywasm.fuzz.oracle;

import java.util.Base64;
import java.util.List;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.fuzz.peer.Question;
import org.ferrywasm.syntax.Export;
import org.ferrywasm.syntax.ModuleException;
import org.ferrywasm.text.Parser;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Module;

/** Modules of generated text. */
final class Modules {
    /** How the names of functions begin that sum up a module's state. */
    private static final String STATE = "state ";

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

    /**
     * What to ask engines about a module: to make those calls that it exports, and then its state.
     *
     * @throws Broken if the text is refused
     */
    static Question question(String text, List<Question.Call> calls) {
        try {
            org.ferrywasm.syntax.Module module = Parser.parseModule(text);
            List<String> exported = module.exports().stream().map(Export::name).toList();
            return new Question(
                    Base64.getEncoder().encodeToString(ModuleEncoder.encode(module)),
                    calls.stream()
                            .filter(call -> exported.contains(call.function()))
                            .toList(),
                    exported.stream().filter(name -> name.startsWith(STATE)).toList());
        } catch (ModuleException e) {
            throw new Broken("a module that should be valid is refused", e);
        }
    }
}
