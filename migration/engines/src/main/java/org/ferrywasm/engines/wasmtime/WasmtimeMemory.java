package org.ferrywasm.engines.wasmtime;

import io.github.kawamuray.wasmtime.Extern;
import io.github.kawamuray.wasmtime.Memory;
import io.github.kawamuray.wasmtime.Store;
import org.ferrywasm.contract.spi.TestedMemory;

/** A memory, which hosts see as a direct buffer of its present size. */
record WasmtimeMemory(Store<Void> store, Memory memory) implements WasmtimeItem, TestedMemory {
    @Override
    public long pages() {
        return memory.size(store);
    }

    @Override
    public long grow(long pages) {
        return memory.grow(store, pages);
    }

    @Override
    public byte[] read(long address, int lengthBytes) {
        byte[] bytes = new byte[lengthBytes];
        memory.buffer(store).get((int) address, bytes);
        return bytes;
    }

    @Override
    public void write(long address, byte[] source) {
        memory.buffer(store).put((int) address, source);
    }

    @Override
    public Extern extern() {
        return Extern.fromMemory(memory);
    }
}
