package org.ferrywasm.stress.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ferrywasm.stress.Twin;

/**
 * What is run, and for how long. jcstress knows no budget: the time of each test follows from the budget, less what canaries and
 * the start of JVMs take.
 *
 * @param tests the tests
 * @param twins their twins
 * @param removals what is taken out of the VM, and the tests that must notice
 * @param processors how many actors can run at once
 * @param secondsEach how long each test runs
 */
record Plan(
        List<Declared> tests,
        List<Declared> twins,
        Map<String, List<Declared>> removals,
        int processors,
        double secondsEach) {
    private static final double USABLE = 0.85;
    private static final double LEAST_SECONDS = 0.2;
    private static final double SECONDS_PER_TWIN = 1.5;
    private static final double SECONDS_PER_WRECK = 1.2;
    private static final double SECONDS_TO_SEE = 0.3;

    static Plan of(List<Declared> all, int processors, double budgetSeconds) {
        List<Declared> tests =
                all.stream().filter(test -> test.tries().isPresent()).toList();
        List<Declared> twins =
                all.stream().filter(test -> test.twin().isPresent()).toList();
        Map<String, List<Declared>> removals = new TreeMap<>();
        for (Declared test : tests) {
            test.removals()
                    .forEach(text -> removals.computeIfAbsent(text, t -> new ArrayList<>())
                            .add(test));
        }
        double pairs = removals.values().stream().mapToInt(List::size).sum();
        double canaries = Jcstress.SECONDS_TO_START
                + twins.size() * SECONDS_PER_TWIN
                + removals.size() * SECONDS_PER_WRECK
                + pairs * SECONDS_TO_SEE;
        double left = budgetSeconds * USABLE - canaries - Jcstress.SECONDS_TO_START;
        double each = left / Math.max(1, tests.size()) - Jcstress.SECONDS_PER_FORK;
        return new Plan(tests, twins, removals, processors, Math.max(LEAST_SECONDS, each));
    }

    long millisEach() {
        return (long) (secondsEach * 1e3);
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
        String machine = System.getProperty("os.arch", "");
        boolean isStrong = machine.equals("amd64") || machine.equals("x86_64");
        return isStrong && twin.twin().filter(Twin::needsWeakHardware).isPresent();
    }
}
