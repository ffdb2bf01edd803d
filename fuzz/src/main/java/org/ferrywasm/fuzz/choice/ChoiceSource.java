package org.ferrywasm.fuzz.choice;

import java.util.List;

/**
 * Where generators get their decisions. The same decisions give the same module, schedule or value; the least decision, 0, stands
 * for what is simplest, so that fewer and smaller decisions give something simpler.
 *
 * <p>A source is for one thread.
 */
public interface ChoiceSource {
    /**
     * Decides among so many.
     *
     * @param bound at least 1
     * @return from 0, below {@code bound}
     */
    int below(int bound);

    /** Any 64 bits. */
    default long bits() {
        return (long) below(Integer.MAX_VALUE) << 33 ^ (long) below(Integer.MAX_VALUE) << 16 ^ below(1 << 16);
    }

    /** Whether something happens that does so in some of a hundred cases. */
    default boolean chance(int percent) {
        return below(100) >= 100 - percent;
    }

    /** One of these. */
    default <T> T of(List<T> some) {
        return some.get(below(some.size()));
    }
}
