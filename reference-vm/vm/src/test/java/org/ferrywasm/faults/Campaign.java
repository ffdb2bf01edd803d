package org.ferrywasm.faults;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.ferrywasm.faults.Trial.Verdict;

/** One attempt at a trial for each of its steps, or for some of them where there are many. */
public final class Campaign {
    private static final long SEED = 20;
    private static final int MAX_VIOLATIONS = 10;
    private static final Logger LOG = Logger.getLogger("org.ferrywasm.vm");

    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private final List<String> violations = new ArrayList<>();
    private int steps;
    private int attempts;

    private Campaign() {}

    /**
     * Runs a trial once without a fault, and then with one at each step, at an allocation also with a lasting one.
     *
     * @param hasRival whether another thread does the same before that step: then also without a fault there
     * @param maxAttempts how many attempts there may be about; if there would be more, they are chosen at random, always the same
     */
    public static Campaign run(Trial trial, boolean hasRival, int maxAttempts) throws Exception {
        Campaign campaign = new Campaign();
        Level level = LOG.getLevel();
        // parcels are lost on purpose, or because the VM is broken, and each would be reported
        LOG.setLevel(Level.OFF);
        try {
            campaign.runAll(trial, hasRival, maxAttempts);
        } finally {
            LOG.setLevel(level);
        }
        return campaign;
    }

    private void runAll(Trial trial, boolean hasRival, int maxAttempts) throws Exception {
        attempt(trial, Fault.NONE);
        attempt(trial, Fault.NONE);
        steps = Faults.steps();
        BitSet allocations = Faults.allocations();
        Random random = new Random(SEED);
        int all = steps + (hasRival ? steps : allocations.cardinality());
        for (int step = 1; step <= steps; step++) {
            if (random.nextInt(Math.max(all, maxAttempts)) < maxAttempts) {
                attempt(trial, Fault.at(step));
                if (hasRival) {
                    attempt(trial, new Fault(step, false, false));
                } else if (allocations.get(step)) {
                    attempt(trial, new Fault(step, true, true));
                }
            }
        }
    }

    private void attempt(Trial trial, Fault fault) throws Exception {
        attempts++;
        try {
            verdicts.merge(trial.attempt(fault), 1, Integer::sum);
        } catch (AssertionError | RuntimeException e) {
            if (violations.size() < MAX_VIOLATIONS) {
                violations.add(fault + ": " + e);
            }
        } finally {
            Faults.disarm();
        }
    }

    /** How many steps the operation has. */
    public int steps() {
        return steps;
    }

    /** How many attempts were made. */
    public int attempts() {
        return attempts;
    }

    /** How often it came to each verdict. */
    public Map<Verdict, Integer> verdicts() {
        return verdicts;
    }

    /** What went wrong, the first few. */
    public List<String> violations() {
        return violations;
    }
}
