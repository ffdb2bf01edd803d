package org.ferrywasm.runtime;

/** A copy of the interpreter's loop. It has no state, and any thread may use it. */
public interface Loop {
    /** Executes the topmost frame of an execution, and those it enters, until there is a reason to leave; gives the reason. */
    int run(Execution execution);
}
