package org.ferrywasm.cli.suite;

import org.ferrywasm.cli.script.Escort;
import org.ferrywasm.text.script.Command;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreDigest;
import org.jspecify.annotations.Nullable;

/** Stops at every checkpoint, goes on at once, and keeps the log. */
final class UnmovedEscort implements Escort {
    private final Store<?> store;
    private final Logbook.Pages log;

    UnmovedEscort(Store<?> store, Logbook.Pages log) {
        this.store = store;
        this.log = log;
    }

    @Override
    public Outcome finish(Call call) {
        Stepper stepper = new Stepper(store, call);
        try {
            Outcome outcome = stepper.step();
            while (!outcome.isEnd()) {
                if (outcome instanceof Outcome.AwaitingNotify(var ready)) {
                    ready.toCompletableFuture().join();
                }
                outcome = stepper.step();
            }
            return outcome;
        } finally {
            log.calls().add(stepper.trace());
        }
    }

    @Override
    public @Nullable String ended(Command command) {
        log.commands().add(StoreDigest.of(store));
        return null;
    }

    @Override
    public void close() {}
}
