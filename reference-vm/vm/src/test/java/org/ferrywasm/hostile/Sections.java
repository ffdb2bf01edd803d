package org.ferrywasm.hostile;

import java.util.HexFormat;
import java.util.function.Consumer;
import org.ferrywasm.binary.InstrWriter;

/** A module in binary form, written section by section by somebody who obeys no rule. */
final class Sections {
    static final int TYPE = 1;
    static final int IMPORT = 2;
    static final int FUNCTION = 3;
    static final int TABLE = 4;
    static final int MEMORY = 5;
    static final int GLOBAL = 6;
    static final int EXPORT = 7;
    static final int ELEM = 9;
    static final int CODE = 10;
    static final int DATA = 11;
    static final int TAG = 13;

    private final InstrWriter out = new InstrWriter();

    Sections() {
        out.bytes(HexFormat.of().parseHex("0061736d01000000"));
    }

    /** A module with the function type that takes and gives nothing, and one function of it with these instructions. */
    static byte[] body(Consumer<InstrWriter> instructions) {
        return voidFunction().code(instructions).bytes();
    }

    /** The type that takes and gives nothing, and the declaration of one function of it. */
    static Sections voidFunction() {
        return new Sections().hex(TYPE, "01600000").hex(FUNCTION, "0100");
    }

    Sections add(int id, Consumer<InstrWriter> contents) {
        InstrWriter section = new InstrWriter();
        contents.accept(section);
        out.u8(id);
        out.sized(section);
        return this;
    }

    Sections hex(int id, String contents) {
        return add(id, to -> to.bytes(HexFormat.of().parseHex(contents.replace(" ", ""))));
    }

    /** A code section with one function without locals. */
    Sections code(Consumer<InstrWriter> instructions) {
        return add(CODE, to -> {
            InstrWriter func = new InstrWriter();
            func.u32(0);
            instructions.accept(func);
            to.u32(1);
            to.sized(func);
        });
    }

    Sections custom(String name, Consumer<InstrWriter> contents) {
        return add(0, to -> {
            to.name(name);
            contents.accept(to);
        });
    }

    byte[] bytes() {
        return out.toBytes();
    }
}
