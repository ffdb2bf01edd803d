package org.ferrywasm.syntax;

/**
 * The type of a linear memory (specification, "Memory Types"; threads and custom-page-sizes proposals).
 *
 * {@snippet class="org.ferrywasm.examples.TypeExample" region="memory"}
 *
 * @param addressType the type of its addresses
 * @param limits its size range, in pages
 * @param shared whether several threads may use it at once
 * @param pageSizeLog2 the base-2 logarithm of its page size in bytes: 16, or 0 where custom page sizes are on
 */
public record MemType(AddressType addressType, Limits limits, boolean shared, int pageSizeLog2) implements ExternType {
    /** The base-2 logarithm of the page size that a memory has unless it says otherwise. */
    public static final int DEFAULT_PAGE_SIZE_LOG2 = 16;

    /** An unshared memory with pages of 64 KiB and addresses of type {@code i32}. */
    public static MemType of(Limits limits) {
        return new MemType(AddressType.I32, limits, false, DEFAULT_PAGE_SIZE_LOG2);
    }

    /** The size of a page in bytes. */
    public long pageSizeBytes() {
        return 1L << pageSizeLog2;
    }

    @Override
    public String toString() {
        return (addressType == AddressType.I64 ? "i64 " : "")
                + limits
                + (shared ? " shared" : "")
                + (pageSizeLog2 == DEFAULT_PAGE_SIZE_LOG2 ? "" : " (pagesize " + pageSizeBytes() + ")");
    }
}
