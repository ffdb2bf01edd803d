package org.ferrywasm.cli.script;

import java.util.List;
import java.util.function.Supplier;
import org.ferrywasm.text.script.Command;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;
import org.jspecify.annotations.Nullable;

/**
 * What goes with one Store of a script, for tests that look at it, or move it, while the script runs. The thread that carries
 * out the script owns the Store whenever it asks something of the escort, and whenever it gets an answer.
 */
public interface Escort {
    /**
     * Carries out a call, which has begun and whose fuel is metered, until it is over.
     *
     * @return its last outcome, whose values the current thread may use
     */
    Outcome finish(Call call);

    /**
     * Learns that a command has been carried out.
     *
     * @return what is wrong with the Store now, or null
     */
    @Nullable
    String ended(Command command);

    /** Learns that the script's thread has nothing left to do. */
    void close();

    /** Gives each Store of a script its escort; one script may open Stores on several threads at once. */
    @FunctionalInterface
    interface Service {
        /**
         * An escort for a Store of the current thread.
         *
         * @param thread the name of the script's thread
         * @param store the Store
         * @param handles gives the handles into the Store that the script still needs, each time it is asked
         */
        Escort escort(String thread, Store<?> store, Supplier<List<Object>> handles);
    }
}
