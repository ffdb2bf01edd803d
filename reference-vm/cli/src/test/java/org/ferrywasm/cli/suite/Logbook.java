package org.ferrywasm.cli.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ferrywasm.vm.StoreDigest;

/** What the unmoved run of a script came to, for the moved one to be held against. Filled by the script's threads. */
final class Logbook {
    private final Map<String, Pages> pages = new ConcurrentHashMap<>();

    /** What one thread of the script writes, or has written. */
    Pages of(String thread) {
        return pages.computeIfAbsent(thread, _ -> new Pages(new ArrayList<>(), new ArrayList<>()));
    }

    /**
     * One thread's part.
     *
     * @param calls the calls in their order
     * @param commands what was in the Store behind each command
     */
    record Pages(List<Trace> calls, List<StoreDigest> commands) {}

    /**
     * The way of a call.
     *
     * @param checkpoints how many checkpoints it came to
     * @param hash a number made of the fuel that was left at each of them
     */
    record Trace(long checkpoints, long hash) {
        static final Trace NONE = new Trace(0, 0);

        private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

        Trace then(long fuel) {
            return new Trace(checkpoints + 1, hash * FACTOR + fuel);
        }
    }
}
