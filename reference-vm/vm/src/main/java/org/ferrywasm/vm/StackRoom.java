package org.ferrywasm.vm;

/**
 * The room that is left on the current thread's Java stack. What must not be cut short asks for it before it begins: then the
 * stack overflows while nothing has happened yet (clause E-20).
 */
final class StackRoom {
    /** How deep the stack must still be free: more frames, and wider ones, than what moves a Store ever has. */
    private static final int FRAMES = 64;

    private StackRoom() {}

    /**
     * Uses the room now, so that it is there later.
     *
     * @throws StackOverflowError if it is not
     */
    static void require() {
        use(FRAMES, 0, 0, 0);
    }

    private static long use(int frames, long a, long b, long c) {
        return frames == 0 ? a + b + c : use(frames - 1, b, c, a + frames) + a - b + c;
    }
}
