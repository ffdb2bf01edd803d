package org.ferrywasm.vm;

import org.ferrywasm.runtime.MemInst;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.jspecify.annotations.Nullable;

/** What the host is told when it goes beyond a memory. */
final class MemoryBounds {
    private MemoryBounds() {}

    static IndexOutOfBoundsException exceeded(
            String operation, MemInst memory, long address, long lengthBytes, @Nullable TrapSignal cause) {
        IndexOutOfBoundsException exception = new IndexOutOfBoundsException(
                "out of bounds memory access: %s of %d bytes at address 0x%s of a memory of %d bytes"
                        .formatted(operation, lengthBytes, Long.toHexString(address), memory.sizeBytes()));
        exception.initCause(cause);
        return exception;
    }

    /**
     * Checks that a memory of this type could be in a module.
     *
     * @throws IllegalArgumentException if it could not
     */
    static void checkType(MemType type, String operation) {
        int pageBits = type.pageSizeLog2();
        if (pageBits != 0 && pageBits != MemType.DEFAULT_PAGE_SIZE_LOG2) {
            throw new IllegalArgumentException(operation + ": invalid custom page size: " + type);
        }
        int addressBits = type.addressType() == AddressType.I32 ? 32 : 64;
        checkLimits(type.limits(), addressBits - pageBits, operation);
        if (type.shared() && type.limits().max().isEmpty()) {
            throw new IllegalArgumentException(operation + ": shared memory must have maximum: " + type);
        }
    }

    /** Checks that both numbers are at most two to this power, and in order. */
    static void checkLimits(Limits limits, int bits, String operation) {
        long greatest = bits == 64 ? -1 : 1L << bits;
        long max = limits.max().orElse(greatest);
        if (Long.compareUnsigned(max, greatest) > 0 || Long.compareUnsigned(limits.min(), max) > 0) {
            throw new IllegalArgumentException(operation + ": limits out of order or too large: " + limits);
        }
    }
}
