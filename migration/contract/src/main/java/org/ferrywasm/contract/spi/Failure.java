package org.ferrywasm.contract.spi;

/** What an exception of an engine says: the situations of the contract, and those of every embedding. */
public enum Failure {
    /** Another thread owns what was used. */
    WRONG_THREAD,
    /** The handle was left behind when its Store moved. */
    STALE,
    /** The Store is on its way between two threads. */
    IN_TRANSIT,
    /** The Store is closed. */
    CLOSED,
    /** The Store is in the middle of something that rules this out. */
    BUSY,
    /** The object is another Store's. */
    WRONG_STORE,
    /** The object is another Engine's. */
    WRONG_ENGINE,
    /** Something in the Store may not go to another thread. */
    NOT_SENDABLE,
    /** A failure of the JVM has left the Store in no good state. */
    POISONED,
    /** This handle was closed. */
    HANDLE_CLOSED,
    /** A host function's view of its caller was used when the call was over. */
    CALLER_EXPIRED,
    /** The call has ended, or was closed. */
    CALL_ENDED,
    /** Somebody has attached or closed the parcel before. */
    PARCEL_SPENT,
    /** The Store cannot be adopted: its owner lives, or somebody was quicker. */
    NOT_ORPHANED,
    /** The call would have to wait for a future, and its entry cannot. */
    MUST_SUSPEND,
    /** The guest trapped. */
    TRAP,
    /** The guest ran out of stack. */
    EXHAUSTED,
    /** The guest ran out of fuel. */
    OUT_OF_FUEL,
    /** Somebody stopped the guest. */
    INTERRUPTED,
    /** A guest's exception that no guest caught. */
    GUEST_EXCEPTION,
    /** A limit of the Store was met, or an allocation refused. */
    LIMIT,
    /** An import is missing or of the wrong type. */
    UNLINKABLE,
    /** The operation takes other values than it was given. */
    WRONG_TYPE,
    /** Anything else, for which no program can be prepared. */
    UNTYPED
}
