package org.ferrywasm.cli.script;

import java.util.Locale;

/** What became of one command of a script. */
public enum Verdict {
    PASSED,
    FAILED,
    SKIPPED;

    /** {@return the word that reports use} */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
