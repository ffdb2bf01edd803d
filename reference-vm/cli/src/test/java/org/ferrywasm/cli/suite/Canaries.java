package org.ferrywasm.cli.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.ferrywasm.results.CanaryResult;

/**
 * Faults that the lane must see. Each script canary is a copy of a script of the suite with one assertion made false, of which
 * that assertion alone must fail; the VM canary is the unchanged script on a VM with one wrong operator.
 */
final class Canaries {
    private static final String SCRIPT = "i32.wast";
    private static final String BROKEN_OPERATOR = "\"rem_s\"";
    private static final String BULK_SCRIPT = "memory_fill.wast";
    private static final String REFERENCE_SCRIPT = "table_set.wast";

    private final Path script;
    private final String source;

    private Canaries(Path script) throws IOException {
        this.script = script;
        source = Files.readString(script);
    }

    /**
     * Runs all canaries.
     *
     * @param suite the folder of the suite
     * @throws IOException if the script that they are made from cannot be read
     * @throws InterruptedException if the thread is interrupted
     */
    static Map<String, CanaryResult> run(Path suite) throws IOException, InterruptedException {
        Canaries canaries = new Canaries(suite.resolve(SCRIPT));
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
        if (LaneManner.ofThisProcess().slice() > 0) {
            results.put("forgotten-rest", forgottenRest(suite.resolve(BULK_SCRIPT)));
        }
        if (LaneManner.name().equals(LaneManner.MOVED)) {
            results.put("lost-root", lostRoot(suite.resolve(REFERENCE_SCRIPT)));
        }
        return results;
    }

    private CanaryResult changed(String assertion, String falseAssertion) throws InterruptedException {
        int at = source.indexOf(assertion);
        if (at < 0) {
            return new CanaryResult(false, 0, SCRIPT + " has no " + assertion);
        }
        String twin = source.substring(0, at) + falseAssertion + source.substring(at + assertion.length());
        return oneFailure(twin, line(at));
    }

    private CanaryResult appended(String falseAssertion) throws InterruptedException {
        return oneFailure(source + "\n" + falseAssertion + "\n", line(source.length()) + 1);
    }

    private static CanaryResult oneFailure(String twin, int line) throws InterruptedException {
        long start = System.nanoTime();
        Set<Integer> failed = FailedLines.of(twin, LaneManner.name());
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
    private static CanaryResult forgottenRest(Path bulkScript) throws IOException {
        return twin(
                Mistake.FORGOTTEN_REST,
                Files.readString(bulkScript),
                failed -> true,
                "with half-done instructions left so, these lines of " + bulkScript.getFileName() + " failed: ");
    }

    /** A VM that forgets what a handle refers to when the handle travels; only a lane that moves can see it. */
    private static CanaryResult lostRoot(Path referenceScript) throws IOException {
        return twin(
                Mistake.LOST_ROOT,
                Files.readString(referenceScript),
                failed -> true,
                "with roots lost on the way, these lines of " + referenceScript.getFileName() + " failed: ");
    }

    private static CanaryResult twin(Mistake mistake, String source, Predicate<Set<?>> isExpected, String detail) {
        long start = System.nanoTime();
        TwinLoader twin = new TwinLoader(mistake);
        try {
            Set<?> failed = (Set<?>) twin.loadClass(FailedLines.class.getName())
                    .getMethod("of", String.class, String.class)
                    .invoke(null, source, LaneManner.name());
            return new CanaryResult(
                    !failed.isEmpty() && isExpected.test(failed) && twin.replaced() > 0,
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
