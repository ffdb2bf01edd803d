package org.ferrywasm.cli.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ferrywasm.text.script.Script;
import org.ferrywasm.vm.Engine;

/**
 * Carries out scripts, each on threads of its own, which it watches: a thread whose command takes too long is left alone, and
 * that command and those behind it count as failed. One runner may run scripts on several threads at once.
 */
public final class ScriptRunner {
    private static final long WATCH_MILLIS = 20;

    private final ScriptOptions options;

    /** A runner with these options. */
    public ScriptRunner(ScriptOptions options) {
        this.options = options;
    }

    /**
     * Runs a script.
     *
     * @return what became of each command, in the order of the script; those of a thread stand before the {@code wait} for it
     * @throws InterruptedException if the calling thread is interrupted while it waits for the script's threads
     */
    public List<CommandResult> run(Script script) throws InterruptedException {
        Manner manner = options.manner();
        Engine engine = ScriptStore.engine(options.features(), manner);
        Run run = new Run(script.name(), engine, manner, new CopyOnWriteArrayList<>());
        ScriptThread main = new ScriptThread(run, "main", script.commands(), Map.of());
        main.start();
        long end = System.nanoTime() + options.scriptLimit().toNanos();
        while (run.threads().stream().anyMatch(ScriptThread::isRunning)) {
            for (ScriptThread thread : run.threads()) {
                thread.watch(
                        System.nanoTime() > end ? 0 : options.commandLimit().toNanos());
            }
            run.threads().stream()
                    .filter(ScriptThread::isRunning)
                    .findFirst()
                    .orElse(main)
                    .join(WATCH_MILLIS);
        }
        List<CommandResult> results = new ArrayList<>();
        main.collect(results);
        for (ScriptThread thread : run.threads()) {
            thread.collect(results);
        }
        return results;
    }

    /**
     * What the threads of one script share.
     *
     * @param file what results call the script
     * @param engine the engine of all its Stores
     * @param manner how calls are carried out
     * @param threads all threads that were started, the first one first
     */
    record Run(String file, Engine engine, Manner manner, List<ScriptThread> threads) {}
}
