package org.ferrywasm.fuzz.peer;

import java.util.List;

/**
 * A module and what to do with it: it is instantiated with a host that answers at once, functions are called in turn whatever
 * became of those before, then it says its state.
 *
 * @param module the module, binary, in Base64
 * @param calls what to call
 * @param state the exported functions that sum up its state, each of which takes nothing and gives an {@code i64}
 */
public record Question(String module, List<Call> calls, List<String> state) {
    /** Copies the lists. */
    public Question {
        calls = List.copyOf(calls);
        state = List.copyOf(state);
    }

    /**
     * A call of an exported function that takes an {@code i32} and gives one.
     *
     * @param function its name
     * @param argument what it is given
     */
    public record Call(String function, int argument) {}
}
