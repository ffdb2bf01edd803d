package org.ferrywasm.engines.ferry;

import org.ferrywasm.contract.spi.Borrowing;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.MemoryView;

/** A memory of one Store. */
record FerryMemory(Memory memory) implements Borrowing {
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

    @Override
    public Borrow borrow(int lengthBytes) {
        return new View(memory.view(0, lengthBytes));
    }

    private record View(MemoryView view) implements Borrow {
        @Override
        public byte read(int offset) {
            return view.readByte(offset);
        }

        @Override
        public void write(int offset, byte value) {
            view.writeByte(offset, value);
        }

        @Override
        public void close() {
            view.close();
        }
    }
}
