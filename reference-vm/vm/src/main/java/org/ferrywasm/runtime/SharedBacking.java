package org.ferrywasm.runtime;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.ferrywasm.syntax.MemType;
import org.jspecify.annotations.Nullable;

/**
 * A shared memory itself, used by any number of stores and threads at once (threads proposal). It may be published through a
 * data race: its fields are final, and everything that changes is in a cell reached through one of them.
 *
 * <p>The bytes are in chunks of words. A chunk is allocated when it is first written or atomically loaded, installed by compare-and-set, and never
 * moves; so growing changes the size alone, and no access can be lost to it. A chunk that is not there reads as zeroes.
 * Nothing here checks bounds: {@link SharedMemInst} does, against a size read afresh.
 *
 * <p><b>Memory consistency effects.</b> Plain accesses are plain accesses of Java; those of 16, 32 and 64 bits that are
 * aligned do not tear. An atomic access of whatever width is a volatile one of, or a compare-and-set on, the aligned 64-bit
 * word that holds it, so atomic accesses of different widths that overlap are atomic to one another and sequentially
 * consistent. That a plain access of another width to the same word mixes with them as it would in hardware is HotSpot's
 * promise and not the Java memory model's, which knows no such thing.
 */
public final class SharedBacking {
    private static final int CHUNK_LOG2 = 16;
    private static final int CHUNK_BYTES = 1 << CHUNK_LOG2;
    private static final int LEAF_LOG2 = 10;
    private static final int LEAF_CHUNKS = 1 << LEAF_LOG2;

    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final boolean NATIVE_IS_LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** A piece of the memory: its words, and the same as bytes. */
    private record Chunk(long[] words, MemorySegment bytes) {
        static Chunk allocate() {
            long[] words = new long[CHUNK_BYTES / Long.BYTES];
            return new Chunk(words, MemorySegment.ofArray(words));
        }
    }

    private final MemType type;
    private final AtomicLong sizeBytes;
    private final AtomicReferenceArray<@Nullable AtomicReferenceArray<@Nullable Chunk>> leaves;
    private final WaitQueues waiters = new WaitQueues();

    /**
     * Makes a memory of its least size, all zeroes.
     *
     * @param type its type, which has a greatest size
     * @throws TrapSignal if the least size exceeds what can be addressed
     */
    public SharedBacking(MemType type) {
        long maxPages = MemInst.maxPages(type);
        long minPages = type.limits().min();
        if (Long.compareUnsigned(minPages, maxPages) > 0) {
            throw TrapSignal.notAddressable();
        }
        this.type = type;
        this.sizeBytes = new AtomicLong(minPages << type.pageSizeLog2());
        long maxChunks = ((maxPages << type.pageSizeLog2()) + CHUNK_BYTES - 1) >>> CHUNK_LOG2;
        this.leaves = new AtomicReferenceArray<>((int) ((maxChunks + LEAF_CHUNKS - 1) >>> LEAF_LOG2));
    }

    /** Its type as it was made. */
    public MemType type() {
        return type;
    }

    /** How many bytes it has now; it never shrinks. */
    public long sizeBytes() {
        return sizeBytes.get();
    }

    /** Grows from one size to another, both in bytes, unless another thread was faster; whether it did. */
    boolean grow(long oldBytes, long newBytes) {
        return sizeBytes.compareAndSet(oldBytes, newBytes);
    }

    /** The threads that wait for addresses in it. */
    public WaitQueues waiters() {
        return waiters;
    }

    byte load8(long address) {
        Chunk chunk = chunk(address);
        return chunk == null ? 0 : chunk.bytes.get(ValueLayout.JAVA_BYTE, offset(address));
    }

    short load16(long address) {
        if (offset(address) > CHUNK_BYTES - Short.BYTES) {
            return (short) loadBytes(address, Short.BYTES);
        }
        Chunk chunk = chunk(address);
        return chunk == null ? 0 : chunk.bytes.get(SHORT, offset(address));
    }

    int load32(long address) {
        if (offset(address) > CHUNK_BYTES - Integer.BYTES) {
            return (int) loadBytes(address, Integer.BYTES);
        }
        Chunk chunk = chunk(address);
        return chunk == null ? 0 : chunk.bytes.get(INT, offset(address));
    }

    long load64(long address) {
        if (offset(address) > CHUNK_BYTES - Long.BYTES) {
            return loadBytes(address, Long.BYTES);
        }
        Chunk chunk = chunk(address);
        return chunk == null ? 0 : chunk.bytes.get(LONG, offset(address));
    }

    private long loadBytes(long address, int lengthBytes) {
        long value = 0;
        for (int i = 0; i < lengthBytes; i++) {
            value |= (load8(address + i) & 0xFFL) << (i * Byte.SIZE);
        }
        return value;
    }

    void store8(long address, byte value) {
        touched(address).bytes.set(ValueLayout.JAVA_BYTE, offset(address), value);
    }

    void store16(long address, short value) {
        if (offset(address) > CHUNK_BYTES - Short.BYTES) {
            storeBytes(address, Short.BYTES, value);
        } else {
            touched(address).bytes.set(SHORT, offset(address), value);
        }
    }

    void store32(long address, int value) {
        if (offset(address) > CHUNK_BYTES - Integer.BYTES) {
            storeBytes(address, Integer.BYTES, value);
        } else {
            touched(address).bytes.set(INT, offset(address), value);
        }
    }

    void store64(long address, long value) {
        if (offset(address) > CHUNK_BYTES - Long.BYTES) {
            storeBytes(address, Long.BYTES, value);
        } else {
            touched(address).bytes.set(LONG, offset(address), value);
        }
    }

    private void storeBytes(long address, int lengthBytes, long value) {
        touch(address + lengthBytes - 1);
        for (int i = 0; i < lengthBytes; i++) {
            store8(address + i, (byte) (value >>> (i * Byte.SIZE)));
        }
    }

    /**
     * Loads atomically.
     *
     * @param address aligned to the width, and inside the memory
     * @param widthLog2 the base-2 logarithm of the bytes
     * @return the value, zero-extended
     */
    public long atomicLoad(long address, int widthLog2) {
        // An atomic load allocates too: the order of such loads is that of volatile reads of words, with no exception.
        long word = little((long) WORDS.getVolatile(touched(address).words, word(address)));
        return word >>> bit(address) & mask(widthLog2);
    }

    /** Stores the low bits of a value atomically; the parameters are those of {@link #atomicLoad}. */
    public void atomicStore(long address, int widthLog2, long value) {
        if (1 << widthLog2 == Long.BYTES) {
            WORDS.setVolatile(touched(address).words, word(address), little(value));
        } else {
            atomicUpdate(address, widthLog2, AtomicUpdate.XCHG, value);
        }
    }

    /** Replaces a value atomically by one computed from it and an operand, and gives the old one, zero-extended. */
    public long atomicUpdate(long address, int widthLog2, AtomicUpdate update, long operand) {
        long[] words = touched(address).words;
        int index = word(address);
        int bit = bit(address);
        long mask = mask(widthLog2);
        long seen = (long) WORDS.getVolatile(words, index);
        for (; ; ) {
            long word = little(seen);
            long old = word >>> bit & mask;
            long updated = (word & ~(mask << bit)) | (update.apply(old, operand) & mask) << bit;
            long witness = (long) WORDS.compareAndExchange(words, index, seen, little(updated));
            if (witness == seen) {
                return old;
            }
            seen = witness;
        }
    }

    /** Replaces a value atomically if it is the expected one, and gives the old one, zero-extended. */
    public long atomicCompareExchange(long address, int widthLog2, long expected, long replacement) {
        long[] words = touched(address).words;
        int index = word(address);
        int bit = bit(address);
        long mask = mask(widthLog2);
        long seen = (long) WORDS.getVolatile(words, index);
        for (; ; ) {
            long word = little(seen);
            long old = word >>> bit & mask;
            if (old != expected) {
                return old;
            }
            long updated = (word & ~(mask << bit)) | (replacement & mask) << bit;
            long witness = (long) WORDS.compareAndExchange(words, index, seen, little(updated));
            if (witness == seen) {
                return old;
            }
            seen = witness;
        }
    }

    /** The chunk at an address, or null while nobody has written to it. */
    private @Nullable Chunk chunk(long address) {
        AtomicReferenceArray<@Nullable Chunk> leaf = leaves.getAcquire(leafIndex(address));
        return leaf == null ? null : leaf.getAcquire(indexInLeaf(address));
    }

    private Chunk touched(long address) {
        Chunk chunk = chunk(address);
        return chunk == null ? install(address) : chunk;
    }

    void touch(long address) {
        touched(address);
    }

    private Chunk install(long address) {
        AtomicReferenceArray<@Nullable Chunk> leaf = leaves.getAcquire(leafIndex(address));
        if (leaf == null) {
            AtomicReferenceArray<@Nullable Chunk> mine = new AtomicReferenceArray<>(LEAF_CHUNKS);
            AtomicReferenceArray<@Nullable Chunk> theirs = leaves.compareAndExchange(leafIndex(address), null, mine);
            leaf = theirs == null ? mine : theirs;
        }
        Chunk mine = Chunk.allocate();
        Chunk theirs = leaf.compareAndExchange(indexInLeaf(address), null, mine);
        return theirs == null ? mine : theirs;
    }

    @Nullable
    MemorySegment piece(long address, long lengthBytes) {
        Chunk chunk = chunk(address);
        return chunk == null ? null : chunk.bytes.asSlice(offset(address), lengthBytes);
    }

    static long runFrom(long address) {
        return (long) CHUNK_BYTES - offset(address);
    }

    static long runTo(long end) {
        return offset(end - 1) + 1L;
    }

    private static int leafIndex(long address) {
        return (int) (address >>> (CHUNK_LOG2 + LEAF_LOG2));
    }

    private static int indexInLeaf(long address) {
        return (int) (address >>> CHUNK_LOG2) & LEAF_CHUNKS - 1;
    }

    private static int offset(long address) {
        return (int) address & CHUNK_BYTES - 1;
    }

    private static int word(long address) {
        return offset(address) / Long.BYTES;
    }

    private static int bit(long address) {
        return ((int) address & Long.BYTES - 1) * Byte.SIZE;
    }

    private static long mask(int widthLog2) {
        return -1L >>> (Long.SIZE - (Byte.SIZE << widthLog2));
    }

    /** Between a word of Java and the same bytes read little-endian. */
    private static long little(long word) {
        return NATIVE_IS_LITTLE ? word : Long.reverseBytes(word);
    }
}
