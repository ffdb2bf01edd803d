package org.ferrywasm.faults;

/** An operation that may be made to fail, over a scene that is set anew each time. It lives inside a {@link FaultLoader}. */
public interface Trial {
    /** What became of the Store. */
    enum Verdict {
        /** The operation went through. */
        DONE,
        /** It threw, and has changed nothing. */
        UNCHANGED,
        /** It threw, and has moved the Store, whole, or brought it back to the caller. */
        MOVED,
        /** It threw, and the Store can only be closed. */
        POISONED
    }

    /**
     * Sets the scene, does the operation with this fault in it, and looks at what has become of the Store.
     *
     * @throws AssertionError if that is none of the verdicts
     */
    Verdict attempt(Fault fault) throws Exception;
}
