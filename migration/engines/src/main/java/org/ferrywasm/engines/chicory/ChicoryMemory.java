package org.ferrywasm.engines.chicory;

import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Memory;
import org.ferrywasm.contract.spi.TestedMemory;

/** A memory. */
record ChicoryMemory(Memory memory) implements ChicoryItem, TestedMemory {
    @Override
    public long pages() {
        return memory.pages();
    }

    @Override
    public long grow(long pages) {
        return memory.grow((int) pages);
    }

    @Override
    public byte[] read(long address, int lengthBytes) {
        return memory.readBytes((int) address, lengthBytes);
    }

    @Override
    public void write(long address, byte[] source) {
        memory.write((int) address, source);
    }

    @Override
    public void addTo(ImportValues.Builder values, String module, String name) {
        values.addMemory(new ImportMemory(module, name, memory));
    }
}
