package org.ferrywasm.vm;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.StringJoiner;

/** The open views of a Store's memories. One that is lost without being closed is open until the owner learns of its loss. */
final class MemoryViews {
    /** How many views a message names. */
    private static final int NAMED = 4;

    private final ReferenceQueue<MemoryView> lost = new ReferenceQueue<>();
    private final Set<Lease> leases = new LinkedHashSet<>();

    /** Notes a view that is opened. */
    Lease open(MemoryView view, long address, long lengthBytes) {
        Lease lease = new Lease(view, lost, address, lengthBytes);
        leases.add(lease);
        return lease;
    }

    /** Forgets a view that is closed. */
    void close(Lease lease) {
        lease.clear();
        leases.remove(lease);
    }

    /** Forgets the views that were lost. */
    void reclaim() {
        if (leases.isEmpty()) {
            return;
        }
        for (Object lease = lost.poll(); lease != null; lease = lost.poll()) {
            leases.remove(lease);
        }
    }

    /** How many are open. */
    int count() {
        return leases.size();
    }

    /** The open ones, as messages name them. */
    String names() {
        StringJoiner names = new StringJoiner(", ");
        leases.stream().limit(NAMED).forEach(lease -> names.add(lease.toString()));
        if (leases.size() > NAMED) {
            names.add("and " + (leases.size() - NAMED) + " more");
        }
        return names.toString();
    }

    /** What is left of a view when it is lost: where it was. */
    static final class Lease extends PhantomReference<MemoryView> {
        private final long address;
        private final long lengthBytes;

        private Lease(MemoryView view, ReferenceQueue<MemoryView> queue, long address, long lengthBytes) {
            super(view, queue);
            this.address = address;
            this.lengthBytes = lengthBytes;
        }

        @Override
        public String toString() {
            return lengthBytes + " bytes at address 0x" + Long.toHexString(address);
        }
    }
}
