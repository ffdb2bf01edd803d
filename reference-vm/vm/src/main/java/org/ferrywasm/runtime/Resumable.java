package org.ferrywasm.runtime;

/** Work of the VM that a call does before its first frame runs, and that may be suspended like a guest: instantiation. */
public interface Resumable {
    /**
     * Goes on until the work is done or the call must stop.
     *
     * @return whether it is done
     * @throws TrapSignal if it traps; the call is over then
     */
    boolean resume(Execution execution);

    /** Undoes what can be undone: the call is over, or has been dropped, before the work was done. */
    void abandon();
}
