package org.ferrywasm.cli;

import java.util.Set;
import org.ferrywasm.binary.ModuleDecoder;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.InvalidException;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.ModuleException;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.text.Parser;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Features;
import org.ferrywasm.vm.Module;

/**
 * A file that holds a module, in binary or in text form, which its content tells.
 *
 * @param file the file
 */
record ModuleFile(InputFile file) {

    /** {@return an engine with these features, otherwise as usual} */
    static Engine engine(Set<Feature> features) {
        Features on = Features.none();
        for (Feature feature : features) {
            on = on.with(feature);
        }
        return new Engine(Config.DEFAULT.features(on));
    }

    /** {@return the message for a file that holds no module that can be used: place, kind of failure, cause} */
    String describe(ModuleException e) {
        String kind = switch (e) {
            case MalformedException _ -> "malformed";
            case InvalidException _ -> "invalid";
        };
        return file.name() + ": " + kind + ": " + e.getMessage();
    }

    /**
     * The module's parts, not validated.
     *
     * @throws MalformedException if it is no module
     */
    org.ferrywasm.syntax.Module read() {
        return file.isBinary()
                ? ModuleDecoder.decode(file.bytes(), ModuleLimits.DEFAULT)
                : Parser.parseModule(file.bytes());
    }

    /**
     * The module in binary form.
     *
     * @throws MalformedException if a module in text form is none
     */
    byte[] binary() {
        return file.isBinary() ? file.bytes() : ModuleEncoder.encode(Parser.parseModule(file.bytes()));
    }

    /**
     * The module, validated.
     *
     * @throws ModuleException if it is no module, or not valid
     */
    Module compile(Engine engine) {
        return Module.fromBytes(engine, binary());
    }

    /**
     * The module, validated, for a command that needs one.
     *
     * @throws CommandFailure if it is no module, or not valid
     */
    Module require(Engine engine) {
        try {
            return compile(engine);
        } catch (ModuleException e) {
            throw CommandFailure.badUse(describe(e), e);
        }
    }
}
