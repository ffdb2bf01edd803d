package org.ferrywasm.fuzz.oracle;

import org.ferrywasm.fuzz.choice.ChoiceSource;

/** Something that must hold of all that decisions can make. */
public interface Oracle {
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
}
