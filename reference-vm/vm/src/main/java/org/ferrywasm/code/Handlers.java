package org.ferrywasm.code;

/**
 * How {@link Code#handlers} is to be read: groups of {@link #WORDS}, the handlers of inner regions before those of outer
 * ones. A handler applies to an exception that passes through an instruction in its region, if the tag fits.
 */
public final class Handlers {
    /** How many words a handler takes. */
    public static final int WORDS = 8;

    /** The pc at which the region begins. */
    public static final int START = 0;
    /** The pc at which the region ends. */
    public static final int END = 1;
    /** How many blocks stand around the region. */
    public static final int DEPTH = 2;
    /** Which exceptions: {@link #CATCH}, {@link #CATCH_ALL}, or {@link #DELEGATE}. */
    public static final int KIND = 3;
    /** The tag's index; for a delegation, the depth from which on handlers apply. */
    public static final int TAG = 4;
    /** The first slot of the payload. */
    public static final int SLOT = 5;
    /** The slot that the exception itself is put in, or -1. */
    public static final int EXN_SLOT = 6;
    /** The pc at which execution goes on. */
    public static final int TARGET = 7;

    /** Exceptions with the handler's tag; the payload goes to {@link #SLOT} and those after it. */
    public static final int CATCH = 0;
    /** All exceptions. */
    public static final int CATCH_ALL = 1;
    /** None: handlers inside the block that it delegates to are passed over. */
    public static final int DELEGATE = 2;

    private Handlers() {}
}
