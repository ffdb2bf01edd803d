package org.ferrywasm.vm;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The parcels of an Engine's Stores that were lost: their Stores have no owner, and nobody else can attach them. Shared by all
 * threads; the garbage collector's helper thread puts them here, and whoever asks closes them.
 */
final class LostParcels {
    static final Cleaner CLEANER = Cleaner.create();

    /** The first one of a list. */
    private final AtomicReference<@Nullable Transit<?>> lost = new AtomicReference<>();

    /** Sees to it that a parcel is reported when it is lost. */
    static Watch watch(StoreParcel<?> parcel, Engine engine, Transit<?> transit) {
        Watch watch = new Watch(engine, transit);
        watch.cleanable = CLEANER.register(parcel, watch);
        return watch;
    }

    /** What is left of a parcel when it is lost. */
    static final class Watch implements Runnable {
        private final Engine engine;
        private final Transit<?> transit;
        private Cleaner.@Nullable Cleanable cleanable;

        private Watch(Engine engine, Transit<?> transit) {
            this.engine = engine;
            this.transit = transit;
        }

        /** Ends it: somebody has claimed the Store. */
        void end() {
            if (cleanable != null) {
                cleanable.clean();
            }
        }

        @Override
        public void run() {
            if (transit.isWaiting()) {
                engine.lostParcels().add(transit);
                Log.warning(
                        "the parcel of Store %d was lost: attach every parcel, or close it; Engine.reap closes the"
                                + " Store",
                        transit.storeId());
            }
        }
    }

    /** Puts one on the list. It allocates nothing: there may be no memory, and nobody else has the Store. */
    private void add(Transit<?> transit) {
        Transit<?> first;
        do {
            first = lost.get();
            transit.nextLost = first;
        } while (!lost.compareAndSet(first, transit));
    }

    /**
     * Closes the Stores of lost parcels on the current thread; gives how many. What the first failures throw is thrown in the
     * end. A Store whose closing the JVM has cut short stays on the list, for this thread to go on.
     */
    int reap() {
        StackRoom.require();
        Thread current = Thread.currentThread();
        int count = 0;
        Throwable thrown = null;
        Transit<?> rest = lost.getAndSet(null);
        try {
            while (rest != null) {
                Transit<?> next = rest.nextLost;
                try {
                    if (close(rest, current)) {
                        count++;
                    } else {
                        add(rest);
                    }
                } catch (Throwable e) {
                    if (!rest.isOver()) {
                        throw e;
                    }
                    count++;
                    thrown = HostDrops.together(thrown == null ? e : thrown, e);
                }
                rest = next;
            }
        } finally {
            putBack(rest);
        }
        if (thrown != null) {
            HostDrops.<RuntimeException>rethrow(thrown);
        }
        return count;
    }

    private static boolean close(Transit<?> transit, Thread current) {
        transit.start(current, Transit.End.on(current, Transit.How.LOST), new Tenancy.Poisoned(current));
        return transit.close();
    }

    /** Puts back on the list what could not be closed. */
    private void putBack(@Nullable Transit<?> first) {
        Transit<?> next;
        for (Transit<?> transit = first; transit != null; transit = next) {
            next = transit.nextLost;
            if (!transit.isOver()) {
                add(transit);
            }
        }
    }
}
