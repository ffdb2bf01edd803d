package org.ferrywasm.cli.suite;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.ferrywasm.cli.script.CommandResult;
import org.ferrywasm.cli.script.Manner;

/**
 * A script that is run twice, with fuel: unmoved, and then with its Stores moved to another thread at every checkpoint
 * (clause F-12). What is in a Store behind each command, the fuel it has spent, and the checkpoints that the command's call
 * came to are the same both times, or the command has failed. Of a script with several threads, which see one another's
 * writes when they happen to, shared memories, fuel and checkpoints are not compared.
 */
final class MovedScript {
    private final LaneManner.ScriptRun script;
    private final long seed;
    private final MoveCounts counts;

    MovedScript(LaneManner.ScriptRun script, long seed, MoveCounts counts) {
        this.script = script;
        this.seed = seed;
        this.counts = counts;
    }

    /** Runs it; what became of each command the second time. */
    List<CommandResult> run() throws IOException, InterruptedException {
        Logbook log = new Logbook();
        Manner unmoved = new Manner(true, false, (thread, store, _) -> new UnmovedEscort(store, log.of(thread)));
        List<CommandResult> expected = script.in(unmoved);
        boolean isAlone = expected.stream().noneMatch(result -> result.command().equals("thread"));
        Manner moved = new Manner(true, false, (thread, store, handles) -> {
            SplittableRandom random = new SplittableRandom(seed + thread.hashCode());
            return new MovingEscort(store, handles, log.of(thread), isAlone, random, counts);
        });
        return script.in(moved);
    }
}
