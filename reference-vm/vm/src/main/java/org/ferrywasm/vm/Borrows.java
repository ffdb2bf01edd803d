package org.ferrywasm.vm;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.ferrywasm.runtime.LinearMemory;

/**
 * The open views of a Store's memories, in the order in which they were opened. While there is one, the Store can neither
 * be closed nor moved (clause E-08). A view that was lost without having been closed counts until the garbage collector has
 * found it.
 */
final class Borrows {
    private static final int MAX_NAMED = 8;

    private final Store<?> store;
    private final ReferenceQueue<MemoryView> lost = new ReferenceQueue<>();
    private final Set<Borrow> open = new LinkedHashSet<>();

    Borrows(Store<?> store) {
        this.store = store;
    }

    Borrow open(MemoryView view, LinearMemory memory, long address, long lengthBytes) {
        reclaim();
        Borrow borrow = new Borrow(view, lost, memory, address, lengthBytes);
        open.add(borrow);
        return borrow;
    }

    void close(Borrow borrow) {
        borrow.clear();
        open.remove(borrow);
    }

    /**
     * Checks that no view is open.
     *
     * @throws StoreBusyException if one is; the message says how many, and over what
     */
    void requireNone(String operation) {
        reclaim();
        if (!open.isEmpty()) {
            throw new StoreBusyException("%s: %s of Store %d %s open: %s; close each by MemoryView.close"
                    .formatted(
                            operation,
                            open.size() == 1 ? "a view" : open.size() + " views",
                            store.id(),
                            open.size() == 1 ? "is" : "are",
                            names()));
        }
    }

    /** Forgets the views of a thread that has ended. */
    void forgetAll() {
        open.forEach(Borrow::clear);
        open.clear();
    }

    private String names() {
        String first = open.stream().limit(MAX_NAMED).map(this::name).collect(Collectors.joining(", "));
        return open.size() > MAX_NAMED ? first + ", …" : first;
    }

    private String name(Borrow borrow) {
        return "%d bytes at address 0x%s of memory %d"
                .formatted(
                        borrow.lengthBytes,
                        Long.toHexString(borrow.address),
                        store.state().mems().indexOf(borrow.memory));
    }

    private void reclaim() {
        for (Object borrow = lost.poll(); borrow != null; borrow = lost.poll()) {
            if (open.remove(borrow)) {
                Log.warning("a view of %s was lost without having been closed: %s", store, name((Borrow) borrow));
            }
        }
    }

    /** What is left of a view when it is lost. */
    static final class Borrow extends PhantomReference<MemoryView> {
        private final LinearMemory memory;
        private final long address;
        private final long lengthBytes;

        private Borrow(
                MemoryView view,
                ReferenceQueue<MemoryView> queue,
                LinearMemory memory,
                long address,
                long lengthBytes) {
            super(view, queue);
            this.memory = memory;
            this.address = address;
            this.lengthBytes = lengthBytes;
        }
    }
}
