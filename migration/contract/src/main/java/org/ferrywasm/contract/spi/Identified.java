package org.ferrywasm.contract.spi;

/** A Store with a number that messages about it name: the capability {@code identified}. */
public interface Identified extends TestedStore {
    /** The number; any thread may ask. */
    long id();
}
