package org.ferrywasm.engines.graalwasm;

import java.util.NoSuchElementException;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedItem;
import org.graalvm.polyglot.Value;

/**
 * An instance.
 *
 * @param store its Store
 * @param module its module, which knows the types of its exports
 * @param exports its exports
 */
record GraalWasmInstance(GraalWasmStore store, Value module, Value exports) implements TestedInstance {
    @Override
    public TestedItem export(String name) {
        Value export = exports.getMember(name);
        if (export == null) {
            throw new NoSuchElementException("no export \"" + name + '"');
        }
        if (export.canExecute()) {
            return new GraalWasmFunction(store, export);
        }
        if (export.hasBufferElements()) {
            return new GraalWasmMemory(store, export);
        }
        return export.hasMember(GraalWasmGlobal.VALUE)
                ? new GraalWasmGlobal(store, export, globalType(name))
                : new GraalWasmTable(store, export);
    }

    /** The value type of an exported global, which the global itself does not tell. */
    private String globalType(String name) {
        Value descriptors = store.host("module_exports", module);
        for (long i = 0; i < descriptors.getArraySize(); i++) {
            Value descriptor = descriptors.getArrayElement(i);
            if (descriptor.getMember("name").asString().equals(name)) {
                String typeAndMutability = descriptor.getMember("type").asString();
                return typeAndMutability.substring(0, typeAndMutability.indexOf(' '));
            }
        }
        throw new NoSuchElementException("no export \"" + name + '"');
    }
}
