package org.ferrywasm.contract.spi;

/** A Store with fuel, where {@link EngineSettings#fuel} asks for it: the capability {@code fuelled}. */
public interface Fuelled extends TestedStore {
    /** How many units are left. */
    long fuel();

    /** Sets how many units are left. */
    void setFuel(long units);
}
