package org.ferrywasm.engines.ferry;

import org.ferrywasm.contract.spi.TestedMemory;
import org.ferrywasm.vm.SharedMemory;

/** A memory that threads share. */
record FerrySharedMemory(SharedMemory memory) implements TestedMemory {
    @Override
    public long pages() {
        return memory.size();
    }

    @Override
    public long grow(long pages) {
        return memory.grow(pages);
    }

    @Override
    public byte[] read(long address, int lengthBytes) {
        return memory.read(address, lengthBytes);
    }

    @Override
    public void write(long address, byte[] source) {
        memory.write(address, source);
    }
}
