package org.ferrywasm.valid;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ferrywasm.binary.ModuleDecoder;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.InvalidException;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.TypeRegistry;
import org.ferrywasm.text.Parser;

/** Modules in the text format on their way to validation, which they reach by way of their binary form. */
final class Wat {
    private Wat() {}

    static Module read(String fields) {
        Module parsed = Parser.parseModule(("(module " + fields + ")").getBytes(StandardCharsets.UTF_8));
        return ModuleDecoder.decode(ModuleEncoder.encode(parsed), ModuleLimits.DEFAULT);
    }

    static ValidModule validate(String fields) {
        return validate(fields, EnumSet.allOf(Feature.class));
    }

    static ValidModule validate(String fields, Set<Feature> features) {
        return validate(read(fields), features, ModuleLimits.DEFAULT);
    }

    static ValidModule validate(Module module, Set<Feature> features, ModuleLimits limits) {
        return ModuleValidator.validate(module, features, new TypeRegistry(), limits);
    }

    static Set<Feature> allBut(Feature... off) {
        Set<Feature> features = EnumSet.allOf(Feature.class);
        features.removeAll(List.of(off));
        return features;
    }

    static void requireInvalid(String fields, String message) {
        requireInvalid(fields, message, EnumSet.allOf(Feature.class));
    }

    static void requireInvalid(String fields, String message, Set<Feature> features) {
        Module module = read(fields);
        assertThatThrownBy(() -> validate(module, features, ModuleLimits.DEFAULT))
                .isInstanceOf(InvalidException.class)
                .hasMessageStartingWith(message);
    }
}
