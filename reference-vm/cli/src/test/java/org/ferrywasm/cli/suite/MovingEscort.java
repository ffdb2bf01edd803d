package org.ferrywasm.cli.suite;

import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.ferrywasm.cli.script.Escort;
import org.ferrywasm.cli.suite.Logbook.Trace;
import org.ferrywasm.text.script.Command;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreDigest;
import org.jspecify.annotations.Nullable;

/**
 * Moves the Store to another thread at the checkpoints of each call, before its first instruction and behind its last one,
 * and holds the Store against the log of the unmoved run behind each command.
 */
final class MovingEscort implements Escort {
    private final Store<?> store;
    private final Supplier<List<Object>> handles;
    private final Logbook.Pages log;
    private final boolean isAlone;
    private final RandomGenerator random;
    private final MoveCounts counts;
    private final Crew crew;
    private int calls;
    private int commands;
    private @Nullable String strayed;

    /**
     * An escort for a Store of the current thread.
     *
     * @param isAlone whether no other thread of the script works at the same time
     */
    MovingEscort(
            Store<?> store,
            Supplier<List<Object>> handles,
            Logbook.Pages log,
            boolean isAlone,
            RandomGenerator random,
            MoveCounts counts) {
        this.store = store;
        this.handles = handles;
        this.log = log;
        this.isAlone = isAlone;
        this.random = random;
        this.counts = counts;
        this.crew = new Crew(random);
    }

    @Override
    public Outcome finish(Call call) {
        Trace expected = calls < log.calls().size() ? log.calls().get(calls) : Trace.NONE;
        calls++;
        Stops stops = new Stops(expected.checkpoints(), random);
        Stepper stepper = new Stepper(store, call);
        Journey journey = new Journey(crew, stepper, stops, handles.get());
        try {
            return journey.make(store);
        } finally {
            Trace trace = stepper.trace();
            counts.addProgram(trace.checkpoints(), journey.moves(), stops.isSample());
            if (isAlone && strayed == null && !trace.equals(expected)) {
                strayed = trace.checkpoints() == expected.checkpoints()
                        ? "with other fuel at some of the " + trace.checkpoints() + " checkpoints"
                        : trace.checkpoints() + " checkpoints, not " + expected.checkpoints();
            }
        }
    }

    @Override
    public @Nullable String ended(Command command) {
        counts.addCommand();
        store.audit();
        String difference = strayed;
        strayed = null;
        if (commands < log.commands().size()) {
            if (difference == null) {
                difference = StoreDigest.of(store).difference(log.commands().get(commands), isAlone);
            }
        } else {
            difference = "the unmoved run did not come so far";
        }
        commands++;
        return difference == null ? null : "moved, not as unmoved: " + difference;
    }

    @Override
    public void close() {
        crew.close();
        if (store.isOwnedByCurrentThread()) {
            store.close();
        }
    }
}
