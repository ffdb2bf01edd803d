package org.ferrywasm.transfer;

/** Knows the objects that have a meaning of their own for a store: its handles, boxes, words. It is asked about objects of the classes it recognises alone. */
@FunctionalInterface
public interface Recogniser {
    /** What an object is to the store that the walk is about. */
    Recognised recognise(Object value);
}
