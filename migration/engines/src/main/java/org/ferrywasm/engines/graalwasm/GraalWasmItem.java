package org.ferrywasm.engines.graalwasm;

import org.ferrywasm.contract.spi.TestedItem;
import org.graalvm.polyglot.Value;

/** Something that can be imported: a value of its Context. */
sealed interface GraalWasmItem extends TestedItem
        permits GraalWasmFunction, GraalWasmGlobal, GraalWasmMemory, GraalWasmTable {
    /** The value. */
    Value value();
}
