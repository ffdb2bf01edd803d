package org.ferrywasm.cli.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.ferrywasm.faults.Mistake;
import org.ferrywasm.results.CanaryResult;

/**
 * Faults that the lane must see. Each script canary is a copy of a script of the suite with one assertion made false, of which
 * that assertion alone must fail; the VM canary is the unchanged script on a VM with one wrong operator.
 */
final class Canaries {
    private static final String SCRIPT = "i32.wast";
    private static final String BROKEN_OPERATOR = "\"rem_s\"";
    private static final String BULK_SCRIPT = "memory_fill.wast";

    // The broken moves make no loop endless here.
    private static final String LOCALS_SCRIPT = "local_get.wast";
    private static final String DEBT_SCRIPT = "fac.wast";
    private static final String REFERENCES_SCRIPT = "table_set.wast";

    private final Path script;
    private final String source;
    private final String manner;

    private Canaries(Path script, String manner) throws IOException {
        this.script = script;
        this.manner = manner;
        source = Files.readString(script);
    }

    /**
     * Runs all canaries.
     *
     * @param suite the folder of the suite
     * @param manner the name of the manner to run them in
     * @throws IOException if the script that they are made from cannot be read
     * @throws InterruptedException if the thread is interrupted
     */
    static Map<String, CanaryResult> run(Path suite, String manner) throws IOException, InterruptedException {
        Canaries canaries = new Canaries(suite.resolve(SCRIPT), manner);
        Map<String, CanaryResult> results = new LinkedHashMap<>();
        results.put(
                "wrong-result",
                canaries.changed(
                        "(assert_return (invoke \"add\" (i32.const 1) (i32.const 1)) (i32.const 2))",
                        "(assert_return (invoke \"add\" (i32.const 1) (i32.const 1)) (i32.const 3))"));
        results.put("wrong-trap", canaries.changed("\"integer divide by zero\"", "\"integer overflow\""));
        results.put(
                "return-for-trap",
                canaries.changed(
                        "(assert_return (invoke \"add\" (i32.const 1) (i32.const 1)) (i32.const 2))",
                        "(assert_trap (invoke \"add\" (i32.const 1) (i32.const 1)) \"unreachable\")"));
        results.put("valid-for-invalid", canaries.appended("(assert_invalid (module (func nop)) \"type mismatch\")"));
        results.put(
                "read-for-malformed", canaries.appended("(assert_malformed (module quote \"(func)\") \"unknown\")"));
        results.put(
                "linked-for-unlinkable", canaries.appended("(assert_unlinkable (module (func)) \"unknown import\")"));
        results.put("wrong-operator", canaries.brokenVm());
        LaneManner known = LaneManner.of(manner, 0);
        if (known.suspends()) {
            results.put("forgotten-rest", canaries.forgottenRest(suite.resolve(BULK_SCRIPT)));
        }
        if (known.moves()) {
            results.put(
                    "lost-local",
                    canaries.brokenMove(
                            Mistake.LOST_LOCAL, suite.resolve(LOCALS_SCRIPT), "with a slot lost at each move"));
            results.put(
                    "lost-debt",
                    canaries.brokenMove(
                            Mistake.LOST_DEBT, suite.resolve(DEBT_SCRIPT), "with a debt of fuel lost at each move"));
            results.put(
                    "lost-root",
                    canaries.brokenMove(
                            Mistake.LOST_ROOT,
                            suite.resolve(REFERENCES_SCRIPT),
                            "with what handles keep lost at each move"));
        }
        return results;
    }

    private CanaryResult changed(String assertion, String falseAssertion) throws IOException, InterruptedException {
        int at = source.indexOf(assertion);
        if (at < 0) {
            return new CanaryResult(false, 0, SCRIPT + " has no " + assertion);
        }
        String twin = source.substring(0, at) + falseAssertion + source.substring(at + assertion.length());
        return oneFailure(twin, line(at));
    }

    private CanaryResult appended(String falseAssertion) throws IOException, InterruptedException {
        return oneFailure(source + "\n" + falseAssertion + "\n", line(source.length()) + 1);
    }

    private CanaryResult oneFailure(String twin, int line) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Set<Integer> failed = FailedLines.of(twin, manner);
        boolean caught = failed.equals(Set.of(line));
        String detail = caught
                ? SCRIPT + ":" + line + " failed, as it must"
                : SCRIPT + ": line " + line + " alone must fail, but these did: " + failed;
        return new CanaryResult(caught, OfficialSuiteLane.seconds(start), detail);
    }

    private CanaryResult brokenVm() {
        List<String> lines = source.lines().toList();
        return twin(
                Mistake.WRONG_SIGN,
                source,
                failed -> failed.stream()
                        .allMatch(line -> lines.get((Integer) line - 1).contains(BROKEN_OPERATOR)),
                "with a wrong i32.rem_s, these lines of " + script.getFileName() + " failed: ");
    }

    /** A VM that loses the rest of an instruction in whose middle it is suspended; only a lane that suspends can see it. */
    private CanaryResult forgottenRest(Path bulkScript) throws IOException {
        return twin(
                Mistake.FORGOTTEN_REST,
                Files.readString(bulkScript),
                failed -> true,
                "with half-done instructions left so, these lines of " + bulkScript.getFileName() + " failed: ");
    }

    /** A VM whose move loses something; only a lane that moves can see it. */
    private CanaryResult brokenMove(Mistake mistake, Path movedScript, String detail) throws IOException {
        return twin(
                mistake,
                Files.readString(movedScript),
                failed -> true,
                detail + ", these lines of " + movedScript.getFileName() + " failed: ");
    }

    private CanaryResult twin(Mistake mistake, String source, Predicate<Set<?>> isExpected, String detail) {
        long start = System.nanoTime();
        TwinLoader twin = new TwinLoader(mistake);
        try {
            Set<?> failed = (Set<?>) twin.loadClass(FailedLines.class.getName())
                    .getMethod("of", String.class, String.class)
                    .invoke(null, source, manner);
            return new CanaryResult(
                    !failed.isEmpty() && isExpected.test(failed) && twin.hasMistake(),
                    OfficialSuiteLane.seconds(start),
                    detail + failed);
        } catch (ReflectiveOperationException e) {
            return new CanaryResult(false, OfficialSuiteLane.seconds(start), "the broken VM did not start: " + e);
        }
    }

    private int line(int at) {
        return 1 + (int) source.substring(0, at).chars().filter(c -> c == '\n').count();
    }
}
