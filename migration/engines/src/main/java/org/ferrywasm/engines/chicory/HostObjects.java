package org.ferrywasm.engines.chicory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The host's objects by the numbers that stand for them. To Chicory an {@code externref} is a number of the embedder's choice,
 * so that every embedder must keep something like this; nothing tells it when a number is used no more.
 */
final class HostObjects {
    private final Map<Integer, Object> objects = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();

    /** A new number for an object. */
    int add(Object object) {
        int number = next.getAndIncrement();
        objects.put(number, object);
        return number;
    }

    /** The object of a number, if it has one. */
    @Nullable
    Object find(long number) {
        return objects.get((int) number);
    }
}
