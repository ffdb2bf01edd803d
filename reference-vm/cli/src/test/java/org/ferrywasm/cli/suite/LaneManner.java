package org.ferrywasm.cli.suite;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ferrywasm.cli.script.CommandResult;
import org.ferrywasm.cli.script.Manner;

/** How a lane runs scripts. */
sealed interface LaneManner {
    /** Runs a script. */
    List<CommandResult> run(ScriptRun script) throws IOException, InterruptedException;

    /** Whether calls are suspended on their way. */
    boolean suspends();

    /** Whether Stores are moved on their way. */
    boolean moves();

    /** What was counted up to now, by names. */
    Map<String, Long> numbers();

    /** A script that can be run any number of times. */
    @FunctionalInterface
    interface ScriptRun {
        /** Runs it in this manner of the runner. */
        List<CommandResult> in(Manner manner) throws IOException, InterruptedException;
    }

    /** Once, in one manner of the runner. */
    record Once(Manner manner) implements LaneManner {
        @Override
        public List<CommandResult> run(ScriptRun script) throws IOException, InterruptedException {
            return script.in(manner);
        }

        @Override
        public boolean suspends() {
            return manner.suspends();
        }

        @Override
        public boolean moves() {
            return false;
        }

        @Override
        public Map<String, Long> numbers() {
            return Map.of();
        }
    }

    /** Twice, unmoved and moved, as {@link MovedScript} does. */
    record Moved(long seed, MoveCounts counts) implements LaneManner {
        @Override
        public List<CommandResult> run(ScriptRun script) throws IOException, InterruptedException {
            return new MovedScript(script, seed, counts).run();
        }

        @Override
        public boolean suspends() {
            return true;
        }

        @Override
        public boolean moves() {
            return true;
        }

        @Override
        public Map<String, Long> numbers() {
            return counts.asMap(seed);
        }
    }

    /**
     * The manner of this name.
     *
     * @param seed where chance begins
     * @throws IllegalArgumentException if there is none
     */
    static LaneManner of(String name, long seed) {
        return switch (name) {
            case "usual" -> new Once(Manner.USUAL);
            case "plain" -> new Once(new Manner(false, false, null));
            case "slice-1" -> new Once(Manner.sliced(true, false, 1));
            case "plain-slice-7" -> new Once(Manner.sliced(false, false, 7));
            case "collecting" -> new Once(new Manner(true, true, null));
            case "collecting-slice-7" -> new Once(Manner.sliced(true, true, 7));
            case "moved" -> new Moved(seed, new MoveCounts());
            default -> throw new IllegalArgumentException("no manner \"" + name + '"');
        };
    }
}
