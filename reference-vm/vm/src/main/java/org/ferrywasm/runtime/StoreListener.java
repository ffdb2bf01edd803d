package org.ferrywasm.runtime;

/** Who is told of what happens seldom in a store: its memories and tables grow, its heap is collected. It runs on the owner. */
public interface StoreListener {
    /** A memory has grown, or may not; both sizes in pages, unsigned. */
    void memoryGrew(long oldPages, long newPages, boolean isRefused);

    /** A table has grown, or may not; both sizes in elements, unsigned. */
    void tableGrew(long oldElements, long newElements, boolean isRefused);

    /** The heap is about to be collected. */
    void collecting();

    /** The heap has been collected; how much there was before, and is now. */
    void collected(long bytesBefore, long bytesAfter, int objectsBefore, int objectsAfter);
}
