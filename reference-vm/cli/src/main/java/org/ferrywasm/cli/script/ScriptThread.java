package org.ferrywasm.cli.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ferrywasm.text.script.Command;
import org.jspecify.annotations.Nullable;

/**
 * A thread of a script: it carries out commands in order, in a Store of its own. The runner's thread watches it, and asks for
 * the results when it has ended or was given up.
 */
final class ScriptThread {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final ScriptRunner.Run run;
    private final List<Command> commands;
    private final String name;
    private final Map<String, SharedExports> given;
    private final Map<String, ScriptThread> children = new HashMap<>();
    private final Thread thread;

    /** Guards all below. */
    private final Object lock = new Object();

    private final List<Entry> results = new ArrayList<>();
    private int next;
    private long commandStart;
    private boolean givenUp;
    private boolean collected;

    /**
     * Does not start it yet.
     *
     * @param run the script's run, which learns of this thread here
     * @param name what it goes by
     * @param commands what it does
     * @param given what it is given of other threads' instances, by the identifiers of those
     */
    ScriptThread(ScriptRunner.Run run, String name, List<Command> commands, Map<String, SharedExports> given) {
        this.run = run;
        this.name = name;
        this.commands = commands;
        this.given = Map.copyOf(given);
        thread = Thread.ofPlatform()
                .name("script " + run.file() + " " + name)
                .daemon()
                .unstarted(this::carryOut);
        run.threads().add(this);
    }

    void start() {
        commandStart = System.nanoTime();
        thread.start();
    }

    /** {@return whether it may still give results} */
    boolean isRunning() {
        synchronized (lock) {
            return thread.isAlive() && !givenUp;
        }
    }

    void join(long millis) throws InterruptedException {
        thread.join(millis);
    }

    /** Gives the thread up if its running command has taken longer than the limit: all it has left to do counts as failed. */
    void watch(long limitNanos) {
        synchronized (lock) {
            if (!isRunning() || next == commands.size() || commands.get(next) instanceof Command.Wait) {
                return;
            }
            long taken = System.nanoTime() - commandStart;
            if (taken > limitNanos) {
                giveUp(taken / NANOS_PER_SECOND);
            }
        }
    }

    /** Appends the results of this thread, and of those it waited for, unless that was done already. */
    void collect(List<CommandResult> target) {
        List<Entry> own;
        synchronized (lock) {
            if (collected) {
                return;
            }
            collected = true;
            own = List.copyOf(results);
        }
        for (Entry entry : own) {
            switch (entry) {
                case Entry.Own(CommandResult result) -> target.add(result);
                case Entry.OfChild(ScriptThread child) -> child.collect(target);
            }
        }
    }

    private void giveUp(long seconds) {
        givenUp = true;
        int line = commands.get(next).line();
        add(commands.get(next), "hangs: no result after " + seconds + " s");
        for (Command command : commands.subList(next + 1, commands.size())) {
            add(command, "not reached: line " + line + " hangs");
        }
    }

    private void add(Command command, @Nullable String reason) {
        Verdict verdict = reason == null ? Verdict.PASSED : Verdict.FAILED;
        results.add(new Entry.Own(new CommandResult(
                run.file(), command.line(), CommandName.of(command), verdict, reason == null ? "" : reason)));
    }

    private void carryOut() {
        ScriptStore own;
        try {
            own = new ScriptStore(run, name, given);
        } catch (RuntimeException | Error e) {
            synchronized (lock) {
                commands.forEach(command -> add(command, new Ending.Crashed(e).describe()));
            }
            return;
        }
        try {
            carryOut(own);
        } finally {
            own.close();
        }
    }

    private void carryOut(ScriptStore own) {
        for (Command command : commands) {
            synchronized (lock) {
                commandStart = System.nanoTime();
            }
            String reason = attempt(command, own);
            synchronized (lock) {
                if (givenUp) {
                    return;
                }
                add(command, reason);
                next++;
            }
        }
    }

    /** {@return why the command failed, or null if it held} */
    private @Nullable String attempt(Command command, ScriptStore own) {
        try {
            String reason = switch (command) {
                case Command.Thread started -> start(started, own);
                case Command.Wait waiting -> await(waiting);
                default -> Judgement.of(command, own);
            };
            String unsound = own.ended(command);
            return reason == null ? unsound : reason;
        } catch (ScriptError e) {
            return e.getMessage();
        } catch (RuntimeException | Error e) {
            return new Ending.Crashed(e).describe();
        }
    }

    private @Nullable String start(Command.Thread started, ScriptStore own) {
        Map<String, SharedExports> shared = new HashMap<>();
        for (String id : started.shared()) {
            shared.put(id, own.sharedExports(id));
        }
        ScriptThread child = new ScriptThread(run, String.valueOf(started.id()), started.commands(), shared);
        if (started.id() != null) {
            children.put(started.id(), child);
        }
        child.start();
        return null;
    }

    private @Nullable String await(Command.Wait waiting) {
        ScriptThread child = children.get(waiting.thread());
        if (child == null) {
            throw new ScriptError("no thread $" + waiting.thread());
        }
        try {
            while (child.isRunning()) {
                child.join(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
        synchronized (lock) {
            results.add(new Entry.OfChild(child));
        }
        return null;
    }

    /** What stands in the list of results: one of its own, or all of a thread that was waited for. */
    private sealed interface Entry {
        record Own(CommandResult result) implements Entry {}

        record OfChild(ScriptThread child) implements Entry {}
    }
}
