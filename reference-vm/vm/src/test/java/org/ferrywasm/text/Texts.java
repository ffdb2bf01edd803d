package org.ferrywasm.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.syntax.Custom;
import org.ferrywasm.syntax.Module;

/** Shorthands of the tests of this package. */
final class Texts {
    private Texts() {}

    /** The binary form of a module in text. */
    static byte[] assembled(String text) {
        return ModuleEncoder.encode(Parser.parseModule(text));
    }

    /** The binary form of a module in text, without the names that it gives. */
    static byte[] withoutNames(String text) {
        Module module = Parser.parseModule(text);
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
                module.customs().stream()
                        .filter(c -> !c.name().equals(ModuleNames.SECTION))
                        .toList()));
    }

    /** The contents of a custom section as text, a character a byte. */
    static String contents(Custom custom) {
        return new String(custom.contents(), StandardCharsets.ISO_8859_1);
    }

    /** The body of a module's first function. */
    static byte[] body(String text) {
        var body = Parser.parseModule(text).funcs().getFirst().body();
        return Arrays.copyOfRange(body.bytes(), body.start(), body.end());
    }
}
