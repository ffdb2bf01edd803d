package org.ferrywasm.runtime;

/** A limiter that nobody asks but for what a subclass says. */
class NoLimiter implements StoreConfig.Limiter {
    @Override
    public boolean memoryGrowing(long currentBytes, long desiredBytes) {
        throw new AssertionError("no memory grows");
    }

    @Override
    public boolean tableGrowing(long currentElements, long desiredElements) {
        throw new AssertionError("no table grows");
    }

    @Override
    public boolean heapGrowing(long currentBytes, long desiredBytes) {
        throw new AssertionError("no heap grows");
    }

    @Override
    public boolean instantiating(long currentInstances) {
        throw new AssertionError("nothing is instantiated");
    }

    @Override
    public boolean hostObjectAdded(long currentObjects) {
        throw new AssertionError("no host object is added");
    }
}
