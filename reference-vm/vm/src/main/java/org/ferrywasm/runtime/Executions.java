package org.ferrywasm.runtime;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The calls in flight of a store, and the executions that are kept for the next ones. All stand in one array, those in flight
 * first: so a call that ends before those that began earlier, as most do, begins and ends without writing a reference,
 * of which the garbage collector would have to be told.
 */
public final class Executions {
    /** How many executions are kept for the next calls, and how large a stack may be for it. */
    private static final int MAX_SPARE = 16;

    private static final int MAX_SPARE_SLOTS = 1 << 17;
    private static final int FIRST = 4;
    private static final Execution[] NONE = {};

    /** Null once all calls were ended for good: who still has this keeps nothing of the store alive. */
    private @Nullable StoreState store;

    /** Those in flight, in no order, then those that are spare. */
    private Execution[] all = new Execution[FIRST];

    private int inFlight;
    private int made;

    Executions(StoreState store) {
        this.store = store;
    }

    /** Whether no call is in flight. */
    boolean isEmpty() {
        return inFlight == 0;
    }

    /** Those in flight now, in no order. */
    List<Execution> list() {
        return Collections.unmodifiableList(Arrays.asList(all).subList(0, inFlight));
    }

    /** Begins a call: an execution without frames. */
    public Execution begin() {
        if (inFlight == made) {
            make();
        }
        return all[inFlight++];
    }

    private void make() {
        if (made == all.length) {
            all = Arrays.copyOf(all, 2 * made);
        }
        Execution execution = new Execution(Objects.requireNonNull(store));
        execution.index = made;
        all[made] = execution;
        made++;
    }

    /** Ends a call: its frames are gone. */
    public void end(Execution execution) {
        execution.reset();
        inFlight--;
        if (execution.index != inFlight) {
            swap(execution.index, inFlight);
        }
        if (made - inFlight > MAX_SPARE || execution.stack.length > MAX_SPARE_SLOTS) {
            made--;
            swap(inFlight, made);
            Arrays.fill(all, made, made + 1, null);
        }
    }

    private void swap(int first, int second) {
        Execution execution = all[first];
        all[first] = all[second];
        all[first].index = first;
        all[second] = execution;
        execution.index = second;
    }

    /** Ends all calls, which are suspended, for good: nobody will resume them, and no other one begins. */
    void endAll() {
        for (int i = 0; i < inFlight; i++) {
            all[i].interrupts().raise(InterruptFlag.REQUESTED);
            all[i].reset();
        }
        all = NONE;
        inFlight = 0;
        made = 0;
        store = null;
    }
}
