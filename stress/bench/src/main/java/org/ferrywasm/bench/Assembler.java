package org.ferrywasm.bench;

import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Module;

/** Turns the benchmarks' guests from text into the binary form that every engine reads. */
final class Assembler {
    private Assembler() {}

    /** The binary form of a module in text. */
    static byte[] assemble(String text) {
        return Module.fromText(new Engine(), text).toBytes();
    }
}
