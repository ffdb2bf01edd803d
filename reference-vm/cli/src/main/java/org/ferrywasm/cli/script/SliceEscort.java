package org.ferrywasm.cli.script;

import org.ferrywasm.text.script.Command;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Suspends each call after slices of fuel, and goes on with it at once.
 *
 * @param slice how much fuel a call gets at a time
 */
record SliceEscort(long slice) implements Escort {
    @Override
    public Outcome finish(Call call) {
        while (true) {
            Outcome outcome = call.resume(slice);
            if (outcome.isEnd()) {
                return outcome;
            }
            awaitReady(outcome);
        }
    }

    @Override
    public @Nullable String ended(Command command) {
        return null;
    }

    @Override
    public void close() {}

    /** Waits, where a suspended call waits for something, until that is there. */
    private static void awaitReady(Outcome outcome) {
        if (outcome instanceof Outcome.AwaitingNotify(var ready)) {
            ready.toCompletableFuture().join();
        }
    }
}
