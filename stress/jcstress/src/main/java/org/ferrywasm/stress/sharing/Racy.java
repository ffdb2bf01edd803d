package org.ferrywasm.stress.sharing;

import org.ferrywasm.stress.Attempt;
import org.jspecify.annotations.Nullable;

/** A plain field through which one actor gives another what it has just made. */
final class Racy<T> {
    private static final int LOOKS = 1_000;

    private @Nullable T value;

    /** What is done with what was found. */
    @FunctionalInterface
    interface Use<T> {
        boolean isRight(T value) throws Exception;
    }

    String publish(T made) {
        value = made;
        return "made";
    }

    /** Uses what is there, if it comes soon. */
    String use(Use<T> use) {
        T found = value;
        for (int i = 0; i < LOOKS && found == null; i++) {
            Thread.onSpinWait();
            found = value;
        }
        if (found == null) {
            return Attempt.EARLY;
        }
        try {
            return use.isRight(found) ? "whole" : "half";
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
    }
}
