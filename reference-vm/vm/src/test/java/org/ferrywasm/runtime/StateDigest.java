package org.ferrywasm.runtime;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in a store, in short: a number for each memory, table, global, segment, object of the heap and host object. Two
 * stores that went through the same have the same numbers.
 *
 * @param memories of each unshared memory, its size and its bytes; 0 in place of a shared one
 * @param sharedMemories of each shared memory, its size and its bytes; 0 in place of an unshared one
 * @param tables of each table, its elements
 * @param globals of each global, its value
 * @param segments of each instance, which segments it has dropped, and the references in the others
 * @param objects of each address of the heap, what is there
 * @param hosts of each address of a host object, the object
 * @param callsInFlight how many calls have begun and not ended
 */
public record StateDigest(
        long[] memories,
        long[] sharedMemories,
        long[] tables,
        long[] globals,
        long[] segments,
        long[] objects,
        long[] hosts,
        long callsInFlight) {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    /** The digest of a store, whose owner the current thread is. */
    public static StateDigest of(StoreState state) {
        List<MemInst> mems = state.mems();
        return new StateDigest(
                mems.stream()
                        .mapToLong(m -> m instanceof SharedMemInst ? 0 : ofMemory(m))
                        .toArray(),
                mems.stream()
                        .mapToLong(m -> m instanceof SharedMemInst ? ofMemory(m) : 0)
                        .toArray(),
                state.tables().stream().mapToLong(StateDigest::ofTable).toArray(),
                state.globals().stream()
                        .mapToLong(g -> g.value * FACTOR + g.high)
                        .toArray(),
                state.modules().stream().mapToLong(StateDigest::ofSegments).toArray(),
                ofHeap(state.heap()),
                ofHosts(state),
                state.executions().size());
    }

    /** What differs from another digest, or null. */
    public @Nullable String difference(StateDigest other, boolean withShared) {
        List<@Nullable String> differences = Arrays.asList(
                difference("memory", memories, other.memories),
                withShared ? difference("shared memory", sharedMemories, other.sharedMemories) : null,
                difference("table", tables, other.tables),
                difference("global", globals, other.globals),
                difference("segments of instance", segments, other.segments),
                difference("object of the heap", objects, other.objects),
                difference("host object", hosts, other.hosts),
                callsInFlight == other.callsInFlight
                        ? null
                        : "calls in flight: " + callsInFlight + " and " + other.callsInFlight);
        return differences.stream().filter(text -> text != null).findFirst().orElse(null);
    }

    /** All of it, a line for each thing. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        add("memory", memories, lines);
        add("shared memory", sharedMemories, lines);
        add("table", tables, lines);
        add("global", globals, lines);
        add("segments of instance", segments, lines);
        add("object of the heap", objects, lines);
        add("host object", hosts, lines);
        lines.add("calls in flight: " + callsInFlight);
        return lines;
    }

    private static void add(String what, long[] digests, List<String> lines) {
        for (int i = 0; i < digests.length; i++) {
            lines.add(what + " " + i + ": " + Long.toHexString(digests[i]));
        }
    }

    private static @Nullable String difference(String what, long[] ours, long[] theirs) {
        int at = Arrays.mismatch(ours, theirs);
        return at < 0 ? null : what + " " + at + " of " + ours.length + " and " + theirs.length;
    }

    private static long ofMemory(MemInst memory) {
        long size = memory.sizeBytes();
        long hash = size;
        for (long at = 0, run; at < size; at += run) {
            run = Math.min(size - at, memory.runFrom(at));
            MemorySegment piece = memory.piece(at, run);
            if (piece != null) {
                hash += ofBytes(at, piece);
            }
        }
        return hash;
    }

    /**
     * A sum to which zeros add nothing, so that it does not matter which of them are backed; four of them side by side, for speed.
     *
     * @param address of the first byte, a multiple of 8
     */
    private static long ofBytes(long address, MemorySegment bytes) {
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        long size = bytes.byteSize();
        long at = 0;
        for (; at + 32 <= size; at += 32) {
            a += bytes.get(LONG, at) * weight(address + at);
            b += bytes.get(LONG, at + 8) * weight(address + at + 8);
            c += bytes.get(LONG, at + 16) * weight(address + at + 16);
            d += bytes.get(LONG, at + 24) * weight(address + at + 24);
        }
        for (; at < size; at++) {
            long inPlace = (bytes.get(ValueLayout.JAVA_BYTE, at) & 0xFFL) << (Byte.SIZE * (int) (at & 7));
            a += inPlace * weight(address + (at & -8));
        }
        return a + b + c + d;
    }

    /** By how much the 8 bytes at an address count: odd, so that no bit of them is lost. */
    private static long weight(long address) {
        return (address + 1) * FACTOR | 1;
    }

    private static long ofTable(TableInst table) {
        return ofRefs(table.elements, table.size());
    }

    private static long ofSegments(ModuleInst module) {
        long hash = Arrays.hashCode(module.droppedDatas);
        for (long[] elem : module.elems) {
            hash = hash * FACTOR + (elem == null ? 1 : ofRefs(elem, elem.length));
        }
        return hash;
    }

    private static long ofRefs(long[] refs, int count) {
        long hash = count;
        for (int i = 0; i < count; i++) {
            hash = hash * FACTOR + refs[i];
        }
        return hash;
    }

    private static long[] ofHeap(Heap heap) {
        long[] hashes = new long[heap.end()];
        for (int address = 0; address < hashes.length; address++) {
            long[] object = heap.objects[address];
            hashes[address] = object == null ? 0 : ofRefs(object, object.length);
        }
        return hashes;
    }

    private static long[] ofHosts(StoreState state) {
        HostTable hosts = state.hosts();
        long[] hashes = new long[hosts.end()];
        for (int address = 0; address < hashes.length; address++) {
            hashes[address] = hosts.isLive(address) ? hosts.get(address).hashCode() : 0;
        }
        return hashes;
    }
}
