package org.ferrywasm.engines.graalwasm;

import org.ferrywasm.contract.spi.TestedMemory;
import org.graalvm.polyglot.Value;

/** A memory, which hosts see as a buffer. */
record GraalWasmMemory(GraalWasmStore store, Value value) implements GraalWasmItem, TestedMemory {
    private static final int PAGE_BYTES = 65_536;

    @Override
    public long pages() {
        return value.getBufferSize() / PAGE_BYTES;
    }

    @Override
    public long grow(long pages) {
        return store.host("mem_grow", value, (int) pages).asLong();
    }

    @Override
    public byte[] read(long address, int lengthBytes) {
        byte[] bytes = new byte[lengthBytes];
        value.readBuffer(address, bytes, 0, lengthBytes);
        return bytes;
    }

    @Override
    public void write(long address, byte[] source) {
        for (int i = 0; i < source.length; i++) {
            value.writeBufferByte(address + i, source[i]);
        }
    }
}
