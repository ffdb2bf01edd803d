package org.ferrywasm.contract.spi;

/** A memory that can be lent to the host: the capability {@code borrowing}. */
public interface Borrowing extends TestedMemory {
    /** Opens a view of the memory's first bytes, which is open until it is closed. */
    Borrow borrow(int lengthBytes);

    /** An open view. */
    interface Borrow extends AutoCloseable {
        /** Reads a byte. */
        byte read(int offset);

        /** Writes a byte. */
        void write(int offset, byte value);

        @Override
        void close();
    }
}
