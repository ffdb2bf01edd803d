package org.ferrywasm.engines.suite;

/**
 * A verdict with its reason.
 *
 * @param verdict the verdict
 * @param reason why; empty where the command passed
 */
record Judgement(Verdict verdict, String reason) {
    static final Judgement PASSED = new Judgement(Verdict.PASSED, "");

    static Judgement failed(String reason) {
        return new Judgement(Verdict.FAILED, reason);
    }

    static Judgement skipped(String reason) {
        return new Judgement(Verdict.SKIPPED, reason);
    }
}
