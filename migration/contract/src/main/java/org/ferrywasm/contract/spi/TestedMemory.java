package org.ferrywasm.contract.spi;

/** A memory. */
public interface TestedMemory extends TestedItem {
    /** Its size in pages. */
    long pages();

    /**
     * Makes it larger.
     *
     * @return its size before in pages, or -1
     */
    long grow(long pages);

    /** Copies bytes out of it. */
    byte[] read(long address, int lengthBytes);

    /** Copies bytes into it. */
    void write(long address, byte[] source);
}
