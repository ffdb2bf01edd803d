package org.ferrywasm.transfer;

/** Why a value may not go to another thread. */
public enum Reason {
    /** It can be changed: a field is not final, or it is a collection that has methods for it. */
    MUTABLE,
    /** It is an array, whose elements whoever knows it can change. */
    ARRAY,
    /** It is a view of something that can be changed. */
    VIEW,
    /** It is made for several threads, and one that kept a reference could put anything into it. */
    CONCURRENT_CONTAINER,
    /** All its fields are final, but its class is not, and says nothing about threads. */
    NOT_FINAL_CLASS,
    /** It belongs to a thread. */
    THREAD_BOUND,
    /** Its fields cannot be read. */
    OPAQUE,
    /** It is connected to another store, or to one where there is none. */
    FOREIGN_HANDLE,
    /** It is a box that belongs to another store. */
    OWNED_ELSEWHERE
}
