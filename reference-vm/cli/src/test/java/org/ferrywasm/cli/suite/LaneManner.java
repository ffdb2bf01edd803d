package org.ferrywasm.cli.suite;

import org.ferrywasm.cli.script.Escort;
import org.ferrywasm.cli.script.Manner;

/** The manner in which this process runs scripts: the environment variable {@value #VARIABLE} has its name. */
final class LaneManner {
    private static final String VARIABLE = "FERRY_MANNER";

    /** The manner in which Stores move to another thread at each checkpoint of their calls; {@link Journey} compares. */
    static final String MOVED = "moved";

    private LaneManner() {}

    /** The name of this process's manner, the usual one where the variable is not set. */
    static String name() {
        return System.getenv().getOrDefault(VARIABLE, "usual");
    }

    /** This process's manner. */
    static Manner ofThisProcess() {
        return of(name());
    }

    /** The manner in which calls are resumed at each checkpoint, by an escort. */
    static Manner moved(Escort escort) {
        return new Manner(true, false, 1, escort);
    }

    /**
     * The manner of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Manner of(String name) {
        return switch (name) {
            case "usual" -> Manner.USUAL;
            case "plain" -> new Manner(false, false, 0);
            case "slice-1" -> new Manner(true, false, 1);
            case "plain-slice-7" -> new Manner(false, false, 7);
            case "collecting" -> new Manner(true, true, 0);
            case "collecting-slice-7" -> new Manner(true, true, 7);
            case MOVED -> moved(new Journey(new Journey.Numbers(), false).mover());
            default -> throw new IllegalArgumentException(VARIABLE + ": no manner \"" + name + '"');
        };
    }
}
