package org.ferrywasm.syntax;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Hash codes of types that nobody can make equal on purpose. Those of lists and records are sums that whoever writes a module
 * can balance, and a map of a hundred thousand types with one hash code takes minutes.
 */
final class TypeHash {
    private static final long SEED = ThreadLocalRandom.current().nextLong();
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private TypeHash() {}

    static int of(int first, int second) {
        return end(mix(mix(SEED, first), second));
    }

    static int of(List<?> parts) {
        long hash = SEED;
        for (Object part : parts) {
            hash = mix(hash, part.hashCode());
        }
        return end(hash);
    }

    private static long mix(long hash, int part) {
        long mixed = (hash ^ part) * FACTOR;
        return mixed ^ mixed >>> 29;
    }

    private static int end(long hash) {
        return (int) ((hash * FACTOR) >>> 32);
    }
}
