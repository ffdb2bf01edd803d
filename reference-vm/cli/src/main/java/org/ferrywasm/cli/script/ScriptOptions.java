package org.ferrywasm.cli.script;

import java.time.Duration;
import java.util.Set;
import org.ferrywasm.syntax.Feature;

/**
 * How a script is run.
 *
 * @param features the parts of the language that are on
 * @param manner how the VM carries out calls
 * @param commandLimit how long one command may take before it counts as hanging
 * @param scriptLimit how long the whole script may take
 */
public record ScriptOptions(Set<Feature> features, Manner manner, Duration commandLimit, Duration scriptLimit) {
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(60);
    private static final Duration SCRIPT_LIMIT = Duration.ofMinutes(5);

    /** Copies the set. */
    public ScriptOptions {
        features = Set.copyOf(features);
    }

    /** {@return these features with the usual limits in time, which allow for an interpreter that is not compiled} */
    public static ScriptOptions of(Set<Feature> features) {
        return new ScriptOptions(features, Manner.USUAL, COMMAND_LIMIT, SCRIPT_LIMIT);
    }

    /** {@return the same, with calls carried out in another manner} */
    public ScriptOptions in(Manner newManner) {
        return new ScriptOptions(features, newManner, commandLimit, scriptLimit);
    }
}
