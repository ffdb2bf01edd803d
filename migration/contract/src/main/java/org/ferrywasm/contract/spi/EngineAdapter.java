package org.ferrywasm.contract.spi;

import java.util.Set;

/**
 * The way from the kit to one engine: the one class that an engine's author writes, found by {@link java.util.ServiceLoader}.
 * Shared by all threads; it has no state.
 */
public interface EngineAdapter {
    /** The engine's name on the command line and in results: lower-case letters, digits, hyphens. */
    String name();

    /** The engine's version, as its users know it. */
    String version();

    /** What of the language its modules may use. A clause whose guests need more is unsupported. */
    Set<Feature> features();

    /**
     * Makes an engine.
     *
     * @param settings what the clause asks for
     * @throws UnsupportedOperationException if the engine lacks something of the settings
     */
    TestedEngine open(EngineSettings settings);

    /**
     * What an exception of the engine says, by its class or by what else the engine documents for programs to rely on, never by
     * the words of a message.
     *
     * @param thrown what an operation threw; never one of the kit's own
     * @return its kind; {@link Failure#UNTYPED} if nothing tells
     */
    Failure failure(Throwable thrown);

    /**
     * A variant of this engine, named on the command line as {@code NAME:VARIANT}.
     *
     * @throws IllegalArgumentException if there is no such variant, with a message that names those that there are
     */
    default EngineAdapter variant(String variant) {
        throw new IllegalArgumentException(name() + " has no variants");
    }
}
