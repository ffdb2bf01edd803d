package org.ferrywasm.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What one run measures, as asked for on the command line.
 *
 * @param quick whether to trade precision for time
 * @param sections the parts to run
 * @param kernels the kernels of the sections that have kernels
 * @param engines who takes part
 * @param results the folder for the results, downloads beside them
 */
record Settings(boolean quick, Set<Section> sections, List<Kernel> kernels, List<Competitor> engines, Path results) {
    static final String USAGE = """
        usage: java -jar ferry-bench.jar [--quick] [--only SECTION,…] [--kernels NAME,…] [--engines NAME,…] [--results FOLDER]
        sections: kernels, turns, calls, guard, suspend, transfer, handover, instantiate, load
        engines: ferry, ferry-metered, ferry-plain, endive, graalwasm (all but ferry-plain unless given)\
        """;

    Settings {
        sections = Set.copyOf(sections);
        kernels = List.copyOf(kernels);
        engines = List.copyOf(engines);
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with a message for the user, where it cannot be understood
     */
    static Settings parse(List<String> arguments) {
        boolean quick = false;
        Set<Section> sections = EnumSet.allOf(Section.class);
        List<Kernel> kernels = List.of(Kernel.values());
        List<Competitor> engines =
                List.of(Competitor.FERRY, Competitor.FERRY_METERED, Competitor.ENDIVE, Competitor.GRAALWASM);
        Path results = Path.of("stress", "bench", "target", "ferry-results");
        int i = 0;
        while (i < arguments.size()) {
            String argument = arguments.get(i);
            i++;
            if (argument.equals("--quick")) {
                quick = true;
                continue;
            }
            if (!Set.of("--only", "--kernels", "--engines", "--results").contains(argument)) {
                throw new IllegalArgumentException("unknown argument " + argument + "\n" + USAGE);
            }
            if (i == arguments.size()) {
                throw new IllegalArgumentException(argument + " needs a value\n" + USAGE);
            }
            String value = arguments.get(i);
            i++;
            switch (argument) {
                case "--only" -> sections = Set.copyOf(named(value, Section.values(), Section::label));
                case "--kernels" -> kernels = named(value, Kernel.values(), Kernel::label);
                case "--engines" -> engines = named(value, Competitor.values(), Competitor::label);
                default -> results = Path.of(value);
            }
        }
        return new Settings(quick, sections, kernels, engines, results);
    }

    private static <T> List<T> named(String names, T[] all, Function<T, String> label) {
        return Arrays.stream(names.split(",", -1))
                .map(name -> Arrays.stream(all)
                        .filter(candidate -> label.apply(candidate).equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("unknown name " + name + ", known: "
                                + String.join(
                                        ", ", Arrays.stream(all).map(label).toList()))))
                .toList();
    }

    /** Each kernel alone in its JVM. */
    Pace kernelPace() {
        return quick ? new Pace(2, 400, 3, 150) : new Pace(5, 500, 5, 300);
    }

    /** All kernels in turn: whole rounds over all of them. */
    Pace turnPace() {
        return quick ? new Pace(2, 150, 3, 100) : new Pace(5, 200, 5, 200);
    }

    /** Calls and instantiation. */
    Pace callPace() {
        return quick ? new Pace(3, 500, 3, 150) : new Pace(4, 500, 5, 200);
    }

    /** JVMs with the check of the tenancy and as many without, by turns. */
    int guardRounds() {
        return quick ? 3 : 9;
    }

    /** JVMs that hand over Stores, and as many that hand over plain objects, by turns. */
    int handoverRounds() {
        return quick ? 2 : 5;
    }

    /** Loads in each fork; the first is the cold one. */
    int loads() {
        return quick ? 3 : 7;
    }

    /** Of the loads in each fork, how many at the end count as warm. */
    int warmLoads() {
        return quick ? 1 : 3;
    }

    /** Forks that load, each with one cold load. */
    int loadForks() {
        return quick ? 1 : 3;
    }

    /** The folder for the class files of the VM with and without the check of the tenancy. */
    Path twins() {
        return results.resolveSibling("twins");
    }

    /** The folder in which downloads are kept. */
    Path downloads() {
        return results.resolveSibling("downloads");
    }
}
