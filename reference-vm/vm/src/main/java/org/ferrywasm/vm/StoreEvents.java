package org.ferrywasm.vm;

import org.ferrywasm.runtime.StoreListener;
import org.jspecify.annotations.Nullable;

/** Makes events of what a Store's inside tells. */
final class StoreEvents implements StoreListener {
    private final long storeId;
    private Events.@Nullable CollectEvent collection;

    StoreEvents(long storeId) {
        this.storeId = storeId;
    }

    @Override
    public void memoryGrew(long oldPages, long newPages, boolean isRefused) {
        Events.grew(storeId, "memory", oldPages, newPages, isRefused);
    }

    @Override
    public void tableGrew(long oldElements, long newElements, boolean isRefused) {
        Events.grew(storeId, "table", oldElements, newElements, isRefused);
    }

    @Override
    public void collecting() {
        collection = Events.collecting();
    }

    @Override
    public void collected(long bytesBefore, long bytesAfter, int objectsBefore, int objectsAfter) {
        Events.CollectEvent event = collection;
        if (event != null) {
            collection = null;
            Events.collected(event, storeId, bytesBefore, bytesAfter, objectsBefore, objectsAfter);
        }
    }
}
