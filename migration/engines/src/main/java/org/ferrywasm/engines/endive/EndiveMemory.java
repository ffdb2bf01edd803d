package org.ferrywasm.engines.endive;

import org.ferrywasm.contract.spi.TestedMemory;
import run.endive.runtime.ImportMemory;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Memory;

/** A memory. */
record EndiveMemory(Memory memory) implements EndiveItem, TestedMemory {
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
