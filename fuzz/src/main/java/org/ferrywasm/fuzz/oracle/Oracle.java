package org.ferrywasm.fuzz.oracle;

import java.util.Map;
import org.ferrywasm.fuzz.choice.ChoiceSource;

/** Something that must hold of all that decisions can make. */
public interface Oracle extends AutoCloseable {
    /** Its name in the report. */
    String name();

    /**
     * Makes something, and looks whether it holds.
     *
     * @param choices what to make
     * @param statistics where to count
     * @throws Broken if it does not
     */
    void check(ChoiceSource choices, Statistics statistics);

    /**
     * Makes smaller what is kept of a failure.
     *
     * @param files what {@link Broken#files} gave
     */
    default Map<String, String> reduced(Map<String, String> files) {
        return files;
    }

    /** Lets go of what it uses. */
    @Override
    default void close() {}
}
