package org.ferrywasm.engines.wasmtime;

import io.github.kawamuray.wasmtime.Extern;
import io.github.kawamuray.wasmtime.Global;
import io.github.kawamuray.wasmtime.Store;
import io.github.kawamuray.wasmtime.Table;
import org.ferrywasm.contract.spi.TestedGlobal;
import org.ferrywasm.contract.spi.TestedItem;
import org.ferrywasm.contract.spi.TestedTable;
import org.jspecify.annotations.Nullable;

/** Something that an instance exports. */
sealed interface WasmtimeItem extends TestedItem
        permits WasmtimeFunction, WasmtimeMemory, WasmtimeItem.WasmtimeGlobal, WasmtimeItem.WasmtimeTable {
    /**
     * The same as an import.
     *
     * @throws UnsupportedOperationException if the binding cannot import such a thing
     */
    Extern extern();

    /** A global. */
    record WasmtimeGlobal(Store<Void> store, Global global) implements WasmtimeItem, TestedGlobal {
        @Override
        public Object get() {
            return WasmtimeValues.read(global.get(store));
        }

        @Override
        public void set(@Nullable Object value) {
            global.set(store, WasmtimeValues.of(value));
        }

        @Override
        public Extern extern() {
            throw new UnsupportedOperationException("wasmtime-java cannot import globals");
        }
    }

    /** A table, which hosts can do nothing with. */
    record WasmtimeTable(Table table) implements WasmtimeItem, TestedTable {
        private static final String NOTHING = "wasmtime-java has no operations on tables";

        @Override
        public long size() {
            throw new UnsupportedOperationException(NOTHING);
        }

        @Override
        public long grow(long elements, @Nullable Object value) {
            throw new UnsupportedOperationException(NOTHING);
        }

        @Override
        public @Nullable Object get(long index) {
            throw new UnsupportedOperationException(NOTHING);
        }

        @Override
        public void set(long index, @Nullable Object value) {
            throw new UnsupportedOperationException(NOTHING);
        }

        @Override
        public Extern extern() {
            throw new UnsupportedOperationException("wasmtime-java cannot import tables");
        }
    }
}
