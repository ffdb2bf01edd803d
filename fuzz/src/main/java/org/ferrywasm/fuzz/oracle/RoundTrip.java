package org.ferrywasm.fuzz.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ferrywasm.binary.ModuleDecoder;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.fuzz.choice.ChoiceSource;
import org.ferrywasm.fuzz.generate.ModuleGenerator;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.ModuleException;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.TypeRegistry;
import org.ferrywasm.text.Parser;
import org.ferrywasm.text.Printer;
import org.ferrywasm.valid.ModuleValidator;

/**
 * A module is the same after it was encoded and decoded, and after it was printed and parsed; and validation says the same of it.
 */
public final class RoundTrip implements Oracle {
    private static final Set<Feature> FEATURES =
            Arrays.stream(Feature.values()).filter(Feature::isSupported).collect(Collectors.toSet());

    /** For any number of tries. */
    public RoundTrip() {}

    @Override
    public String name() {
        return "roundTrip";
    }

    @Override
    public void check(ChoiceSource choices, Statistics statistics) {
        String text = ModuleGenerator.generate(choices).text();
        statistics.count("modules");
        try {
            byte[] first = ModuleEncoder.encode(Parser.parseModule(text));
            Module decoded = decode(first);
            same("encoded, decoded and encoded", first, ModuleEncoder.encode(decoded));
            validate(decoded);

            String printed = Printer.print(decoded);
            Module parsed = decode(ModuleEncoder.encode(Parser.parseModule(printed)));
            validate(parsed);
            same("printed and parsed", withoutCustoms(decoded), withoutCustoms(parsed));
            String again = Printer.print(parsed);
            if (!printed.equals(again)) {
                throw new Broken("printed, parsed and printed, the texts differ at character "
                        + Arrays.mismatch(printed.toCharArray(), again.toCharArray()));
            }
            statistics.add("bytes", first.length);
        } catch (ModuleException e) {
            throw new Broken("a module that should be valid is refused", e);
        }
    }

    private static void same(String how, byte[] first, byte[] second) {
        int at = Arrays.mismatch(first, second);
        if (at >= 0) {
            throw new Broken(how + ", the bytes differ at " + at + " of " + first.length + " and " + second.length);
        }
    }

    /** What printing keeps: the names in a custom section it may change. */
    private static byte[] withoutCustoms(Module module) {
        return ModuleEncoder.encode(new Module(
                module.types(),
                module.imports(),
                module.funcs(),
                module.tables(),
                module.mems(),
                module.tags(),
                module.globals(),
                module.exports(),
                module.start(),
                module.elems(),
                module.dataCount(),
                module.datas(),
                List.of()));
    }

    private static Module decode(byte[] bytes) {
        return ModuleDecoder.decode(bytes, ModuleLimits.DEFAULT);
    }

    private static void validate(Module module) {
        ModuleValidator.validate(module, FEATURES, new TypeRegistry(), ModuleLimits.DEFAULT);
    }
}
