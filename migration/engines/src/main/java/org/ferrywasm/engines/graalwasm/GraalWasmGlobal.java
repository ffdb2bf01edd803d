package org.ferrywasm.engines.graalwasm;

import org.ferrywasm.contract.spi.TestedGlobal;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * A global.
 *
 * @param store its Store
 * @param value the global
 * @param type its value type, in GraalWasm's words
 */
record GraalWasmGlobal(GraalWasmStore store, Value value, String type) implements GraalWasmItem, TestedGlobal {
    /** The member by which hosts read a global. */
    static final String VALUE = "value";

    @Override
    public @Nullable Object get() {
        return new GraalWasmValues(store).fromGuest(type, value.getMember(VALUE));
    }

    @Override
    public void set(@Nullable Object newValue) {
        store.host("global_write", value, new GraalWasmValues(store).toGuest(newValue));
    }
}
