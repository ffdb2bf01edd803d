package org.ferrywasm.stress.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.ferrywasm.stress.Twin;

/**
 * What is run, and for how long. jcstress knows no budget: the time of each test follows from the budget, less what canaries and
 * the start of JVMs take.
 *
 * @param tests the tests
 * @param twins their twins
 * @param removals what is taken out of the VM, and the tests that must notice
 * @param excused what is taken out of the VM though this hardware may show nothing of it, and the tests that might
 * @param processors how many actors can run at once
 * @param isWeak whether the hardware reorders more than x86 does
 * @param samples how often the actors of each test must run
 * @param secondsEach how long each test runs, and each twin at first
 */
record Plan(
        List<Declared> tests,
        List<Declared> twins,
        Map<String, List<Declared>> removals,
        Map<String, List<Declared>> excused,
        int processors,
        boolean isWeak,
        long samples,
        double secondsEach) {
    /** How long a test is tried on a VM that lacks something which this hardware may not show. */
    static final double SECONDS_EXCUSED = 0.3;

    /** The part of a test's time that it runs in a JVM of its own; the rest it runs in one that others have warmed. */
    private static final double ALONE = 1.0 / 3;

    private static final double USABLE = 0.95;
    private static final double LEAST_SECONDS = 0.3;
    private static final double SECONDS_PER_WRECK = 1;
    private static final double SECONDS_TO_SEE = 0.15;

    static Plan of(List<Declared> all, int processors, boolean isWeak, long samples, double budgetSeconds) {
        List<Declared> tests =
                all.stream().filter(test -> test.tries().isPresent()).toList();
        List<Declared> twins =
                all.stream().filter(test -> test.twin().isPresent()).toList();
        Map<String, List<Declared>> removals = byRemoval(tests, Declared::removals);
        Map<String, List<Declared>> weak = byRemoval(tests, Declared::weakRemovals);
        if (isWeak) {
            weak.forEach((removal, tried) ->
                    removals.computeIfAbsent(removal, r -> new ArrayList<>()).addAll(tried));
            weak = Map.of();
        }
        double canaries = (removals.size() + weak.size()) * SECONDS_PER_WRECK
                + pairs(removals) * SECONDS_TO_SEE
                + pairs(weak) * SECONDS_EXCUSED;
        long forks = all.stream().filter(test -> test.actors() <= processors).count();
        double left = budgetSeconds * USABLE - canaries - Jcstress.SECONDS_TO_START - forks * Jcstress.SECONDS_PER_FORK;
        double each = Math.max(LEAST_SECONDS, left / Math.max(1, all.size()));
        return new Plan(tests, twins, removals, weak, processors, isWeak, samples, each);
    }

    private static Map<String, List<Declared>> byRemoval(
            List<Declared> tests, Function<Declared, List<String>> removals) {
        Map<String, List<Declared>> all = new TreeMap<>();
        for (Declared test : tests) {
            removals.apply(test)
                    .forEach(text ->
                            all.computeIfAbsent(text, t -> new ArrayList<>()).add(test));
        }
        return all;
    }

    private static int pairs(Map<String, List<Declared>> removals) {
        return removals.values().stream().mapToInt(List::size).sum();
    }

    /** Whether the machine that this runs on reorders more than x86 does. */
    static boolean isWeakHere() {
        String machine = System.getProperty("os.arch", "");
        return !machine.equals("amd64") && !machine.equals("x86_64");
    }

    /** How long each test or twin runs in a JVM of its own. */
    double secondsAlone() {
        return secondsEach * ALONE;
    }

    /** How long each runs in a JVM that has run others before. */
    double secondsTogether() {
        return secondsEach - secondsAlone();
    }

    /** Tests and twins. */
    List<Declared> all() {
        List<Declared> all = new ArrayList<>(tests);
        all.addAll(twins);
        return all;
    }

    /** Those that jcstress runs here. It drops the others without a word. */
    List<Declared> fit(List<Declared> some) {
        return some.stream().filter(test -> test.actors() <= processors).toList();
    }

    /** Those with more actors than there are processors. */
    List<Declared> doNotFit(List<Declared> some) {
        return some.stream().filter(test -> test.actors() > processors).toList();
    }

    /** Whether a twin need not show anything on this machine. */
    boolean isExcused(Declared twin) {
        return !isWeak && twin.twin().filter(Twin::needsWeakHardware).isPresent();
    }
}
