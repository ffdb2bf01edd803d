package org.ferrywasm.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ferrywasm.results.CanaryResult;
import org.ferrywasm.results.EngineResult;
import org.ferrywasm.results.FuzzResult;
import org.ferrywasm.results.LaneResult;
import org.ferrywasm.results.StressResult;
import org.ferrywasm.results.SuiteResult;
import org.ferrywasm.results.VerdictResult;

/**
 * The judgement over all lanes: what is missing before the build may be called whole. A gap is a failed or unexplained
 * assertion, a suite of which nothing ran, a clause that does not hold, a forbidden outcome, a stress test that ran too rarely, a property that does not hold or was not tried, a canary that survived, a lane without canary, and a lane that did not run.
 */
final class Gate {
    private static final int FAILURES_SHOWN = 20;

    private final boolean withoutSuites;
    private final List<String> gaps = new ArrayList<>();

    private Gate(boolean withoutSuites) {
        this.withoutSuites = withoutSuites;
    }

    /**
     * Judges the lanes.
     *
     * @param lanes all lanes that the build must run
     * @param withoutSuites whether the user said to go without the official suites
     * @return the gaps, a line each; the build is whole if there are none
     */
    static List<String> gaps(List<Lane> lanes, boolean withoutSuites) {
        Gate gate = new Gate(withoutSuites);
        if (lanes.isEmpty()) {
            gate.gaps.add("no lane is registered, so nothing was proven");
        }
        for (Lane lane : lanes) {
            switch (lane) {
                case Lane.Absent(String name, String why) -> gate.gaps.add(name + " " + why);
                case Lane.Recorded(String name, LaneResult result) -> gate.judge(name, result);
            }
        }
        return List.copyOf(gate.gaps);
    }

    private void judge(String lane, LaneResult result) {
        if (!result.notRun().isEmpty()) {
            if (!withoutSuites) {
                gaps.add(lane + " did not run: " + result.notRun());
            }
            return;
        }
        result.spec().forEach((name, suite) -> judge(lane + "/" + name, suite));
        result.engines().forEach((name, engine) -> judge(lane + "/" + name, engine));
        result.stress().forEach((name, test) -> judge(lane + "/" + name, test));
        result.fuzz().forEach((name, property) -> judge(lane + "/" + name, property));
        if (result.canaries().isEmpty()) {
            gaps.add(lane + " has no canary, so nothing shows that it can see a fault");
        }
        for (Map.Entry<String, CanaryResult> canary : result.canaries().entrySet()) {
            if (!canary.getValue().caught()) {
                gaps.add(lane + "/" + canary.getKey() + ": the canary survived: "
                        + canary.getValue().detail());
            }
        }
    }

    private void judge(String name, EngineResult engine) {
        if (!engine.mustHold()) {
            return;
        }
        if (engine.contract().isEmpty()) {
            gaps.add(name + ": no clause was tried");
        }
        engine.contract().forEach((clause, verdict) -> {
            if (!verdict.verdict().equals(VerdictResult.HOLDS)) {
                gaps.add(name + ": " + clause + " " + verdict.verdict() + ": " + verdict.detail());
            }
        });
    }

    private void judge(String name, StressResult test) {
        if (!test.error().isEmpty()) {
            gaps.add(name + ": " + test.error());
        }
        if (test.samples() < test.asked()) {
            gaps.add("%s: %d samples, %d at least are asked for".formatted(name, test.samples(), test.asked()));
        }
        if (test.forbidden() != 0) {
            gaps.add("%s: %d times a forbidden outcome, of %s".formatted(name, test.forbidden(), test.outcomes()));
        }
    }

    private void judge(String name, FuzzResult property) {
        if (property.tries() == 0) {
            gaps.add(name + ": it was not tried");
        } else if (!property.verdict().equals(FuzzResult.HOLDS)) {
            gaps.add("%s: %s after %d tries: %s"
                    .formatted(name, property.verdict(), property.tries(), property.detail()));
        }
    }

    private void judge(String name, SuiteResult suite) {
        if (suite.files() <= 0 || suite.assertions() <= 0) {
            gaps.add(name + ": no assertion was run");
        }
        if (suite.passed() + suite.failed() + suite.skipped() != suite.assertions()) {
            gaps.add("%s: %d passed, %d failed and %d skipped do not make %d assertions"
                    .formatted(name, suite.passed(), suite.failed(), suite.skipped(), suite.assertions()));
        }
        if (suite.failed() != 0 || !suite.failures().isEmpty()) {
            gaps.add("%s: %d assertions failed".formatted(name, suite.failed()));
            suite.failures().stream().limit(FAILURES_SHOWN).forEach(failure -> gaps.add(name + ": " + failure));
            if (suite.failures().size() > FAILURES_SHOWN) {
                gaps.add("%s: and %d more".formatted(name, suite.failures().size() - FAILURES_SHOWN));
            }
        }
        boolean reasoned = suite.skips().stream().allMatch(Gate::hasReason);
        if ((suite.skipped() != 0 && suite.skips().isEmpty()) || !reasoned) {
            gaps.add("%s: %d assertions skipped without a reason".formatted(name, suite.skipped()));
        }
    }

    /** A skip reads {@code file: why}. */
    private static boolean hasReason(String skip) {
        int colon = skip.indexOf(": ");
        return colon > 0 && !skip.substring(colon + 1).isBlank();
    }
}
