package org.ferrywasm.engines.suite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.ferrywasm.contract.spi.EngineAdapter;
import org.ferrywasm.contract.spi.EngineSettings;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedItem;
import org.ferrywasm.text.script.Command;
import org.ferrywasm.text.script.Script;

/** A script on its way on an engine of its own. It may hang, and it may take the JVM with it: that is for others to see to. */
final class ScriptRun {
    private static final EngineSettings PLAIN =
            new EngineSettings(/* fuel= */ false, /* collectAlways= */ false, Set.of());

    private final EngineAdapter adapter;
    private final TestedEngine engine;
    private final Crossing crossing;
    private final IntConsumer progress;

    private ScriptRun(EngineAdapter adapter, TestedEngine engine, IntConsumer progress) {
        this.adapter = adapter;
        this.engine = engine;
        this.progress = progress;
        crossing = Crossing.of(engine);
    }

    /**
     * Runs a script.
     *
     * @param progress is told the line of each command before it is carried out, on whatever thread does that
     * @return what became of each command, in the order of the script; those of a thread stand before the {@code wait} for it
     */
    static List<CommandOutcome> run(Script script, EngineAdapter adapter, IntConsumer progress) {
        try (TestedEngine engine = adapter.open(PLAIN)) {
            return new ScriptRun(adapter, engine, progress).carryOut(script.commands(), Map.of());
        }
    }

    private List<CommandOutcome> carryOut(List<Command> commands, Map<String, Map<String, TestedItem>> given) {
        List<CommandOutcome> outcomes = new ArrayList<>();
        Map<String, Child> children = new HashMap<>();
        try (ScriptState state = new ScriptState(engine, given)) {
            CommandJudge judge = new CommandJudge(adapter, crossing, state);
            for (Command command : commands) {
                progress.accept(command.line());
                Judgement judgement = switch (command) {
                    case Command.Thread started -> start(started, state, children);
                    case Command.Wait waiting -> await(waiting, children, outcomes);
                    default -> judge.judge(command);
                };
                outcomes.add(new CommandOutcome(command.line(), keyword(command), judgement));
            }
        }
        children.values().forEach(child -> child.finish(outcomes));
        return outcomes;
    }

    private Judgement start(Command.Thread started, ScriptState state, Map<String, Child> children) {
        Map<String, Map<String, TestedItem>> shared = new HashMap<>();
        Judgement judgement = Judgement.PASSED;
        for (String id : started.shared()) {
            try {
                shared.put(id, state.memories(id));
            } catch (RuntimeException e) {
                judgement = Judgement.failed("nothing to share of $" + id + ": " + new Ending.Threw(e).describe());
            }
        }
        Child child = new Child(started.commands(), shared);
        children.put(String.valueOf(started.id()), child);
        child.thread.start();
        return judgement;
    }

    private static Judgement await(Command.Wait waiting, Map<String, Child> children, List<CommandOutcome> outcomes) {
        Child child = children.remove(waiting.thread());
        if (child == null) {
            return Judgement.failed("no thread $" + waiting.thread());
        }
        child.finish(outcomes);
        return Judgement.PASSED;
    }

    /** How many commands there are, those of threads included. */
    static int count(List<Command> commands) {
        int count = commands.size();
        for (Command command : commands) {
            if (command instanceof Command.Thread started) {
                count += count(started.commands());
            }
        }
        return count;
    }

    private static String keyword(Command command) {
        return switch (command) {
            case Command.Instantiate _ -> "module";
            case Command.Define _ -> "module definition";
            case Command.InstantiateDefined _ -> "module instance";
            case Command.Register _ -> "register";
            case Command.Perform _ -> "action";
            case Command.AssertReturn _ -> "assert_return";
            case Command.AssertTrap _, Command.AssertInstantiationTrap _ -> "assert_trap";
            case Command.AssertExhaustion _ -> "assert_exhaustion";
            case Command.AssertException _ -> "assert_exception";
            case Command.AssertMalformed _ -> "assert_malformed";
            case Command.AssertInvalid _ -> "assert_invalid";
            case Command.AssertUnlinkable _ -> "assert_unlinkable";
            case Command.Thread _ -> "thread";
            case Command.Wait _ -> "wait";
        };
    }

    /** A thread of the script. What came of it may be read when it has ended. */
    private final class Child {
        private final List<CommandOutcome> outcomes = new ArrayList<>();
        private final Thread thread;

        Child(List<Command> commands, Map<String, Map<String, TestedItem>> given) {
            thread = Thread.ofPlatform().daemon().unstarted(() -> outcomes.addAll(attempt(commands, given)));
        }

        private List<CommandOutcome> attempt(List<Command> commands, Map<String, Map<String, TestedItem>> given) {
            try {
                return carryOut(commands, given);
            } catch (RuntimeException | Error e) {
                Judgement judgement = Judgement.failed("no Store for a thread: " + new Ending.Threw(e).describe());
                return commands.stream()
                        .map(command -> new CommandOutcome(command.line(), keyword(command), judgement))
                        .toList();
            }
        }

        void finish(List<CommandOutcome> target) {
            boolean interrupted = false;
            while (true) {
                try {
                    thread.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            target.addAll(outcomes);
        }
    }
}
