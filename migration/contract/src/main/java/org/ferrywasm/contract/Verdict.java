package org.ferrywasm.contract;

import java.util.Locale;

/** What comes of trying a clause on an engine. */
public enum Verdict {
    /** The engine does what the clause asks for. */
    HOLDS,
    /** It does not: silently, or by destroying itself. */
    BROKEN,
    /** The JVM died. */
    CRASHED,
    /** It did not come to an end. */
    HANGS,
    /** A hidden lock made a thread wait that should have been refused. */
    SERIALISED,
    /** The engine lacks something that the clause is about. */
    UNSUPPORTED;

    /** Its name in results. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
