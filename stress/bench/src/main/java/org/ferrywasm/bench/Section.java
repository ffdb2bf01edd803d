package org.ferrywasm.bench;

import java.util.Locale;

/** A part of the whole run, which can be asked for by itself. */
enum Section {
    /** Each kernel alone in its JVM. */
    KERNELS,
    /** All kernels in turn in one JVM. */
    TURNS,
    /** Calls from host to guest and back. */
    CALLS,
    /** What the check of the tenancy costs: operations with it and without. */
    GUARD,
    /** Calls as values: slices, drops, deadlines, asynchronous host functions. */
    SUSPEND,
    /** Moves of a Store: out of a thread's hands and back, with this and that in it. */
    TRANSFER,
    /** Moves of a Store to another thread and back, beside those of a plain object. */
    HANDOVER,
    /** Instantiation of a small module. */
    INSTANTIATE,
    /** Loading of large modules, and the heap they keep. */
    LOAD;

    /** The name on the command line and in the results. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
