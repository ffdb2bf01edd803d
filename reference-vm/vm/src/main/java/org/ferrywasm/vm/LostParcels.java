package org.ferrywasm.vm;

import java.lang.ref.Cleaner;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The parcels of an Engine's Stores that were lost: their Stores have no owner, and nobody else can attach them. Shared by all
 * threads; the garbage collector's helper thread puts them here, and whoever asks closes them.
 */
final class LostParcels {
    static final Cleaner CLEANER = Cleaner.create();
    private final Queue<Transit<?>> lost = new ConcurrentLinkedQueue<>();

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
        private volatile boolean isOver;

        private Watch(Engine engine, Transit<?> transit) {
            this.engine = engine;
            this.transit = transit;
        }

        /** Ends it: somebody has the parcel in hand. */
        void end() {
            isOver = true;
            if (cleanable != null) {
                cleanable.clean();
            }
        }

        @Override
        public void run() {
            if (!isOver) {
                engine.lostParcels().add(transit);
            }
        }
    }

    private void add(Transit<?> transit) {
        if (transit.claim(Transit.End.on(Thread.currentThread(), Transit.How.LOST))) {
            lost.add(transit);
            Log.warning(
                    "the parcel of Store %d was lost: attach every parcel, or close it; Engine.reap closes the Store",
                    transit.storeId());
        }
    }

    /** Closes the Stores of lost parcels on the current thread; gives how many. What the first failures throw is thrown in the end. */
    int reap() {
        Thread current = Thread.currentThread();
        int count = 0;
        Throwable thrown = null;
        for (Transit<?> transit = lost.poll(); transit != null; transit = lost.poll()) {
            count++;
            try {
                transit.start(current).close();
            } catch (Throwable e) {
                if (thrown == null) {
                    thrown = e;
                } else {
                    thrown.addSuppressed(e);
                }
            }
        }
        if (thrown != null) {
            LostParcels.<RuntimeException>rethrow(thrown);
        }
        return count;
    }

    /** Throws what a drop action has thrown as it is, checked or not. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void rethrow(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
