package org.ferrywasm.vm;

/**
 * What is done with a host object when a Store lets go of it ({@link ExternRef#of(Store, Object, DropAction)}). It runs exactly
 * once, on the Store's owner, after the operation that caused it and as a host call: it may use the Store, but not close it.
 *
 * @param <V> what the object must be
 */
@FunctionalInterface
public interface DropAction<V> {
    /**
     * Lets the object go.
     *
     * @throws Exception what the operation that caused it is to throw, as the same object; other drop actions run all the same
     */
    void drop(V value) throws Exception;
}
