package org.ferrywasm.contract.trial;

import org.ferrywasm.contract.Verdict;
import org.jspecify.annotations.Nullable;

/** Ends the trial of a clause with a verdict other than that it holds. */
public final class Judged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Verdict verdict;

    private Judged(Verdict verdict, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.verdict = verdict;
    }

    /** The clause is broken. */
    public static Judged broken(String detail) {
        return new Judged(Verdict.BROKEN, detail, null);
    }

    /** The clause is broken, as something that was thrown shows. */
    public static Judged broken(String detail, Throwable cause) {
        return new Judged(Verdict.BROKEN, detail + ": " + Words.of(cause), cause);
    }

    /** Something did not come to an end. */
    public static Judged hangs(String detail) {
        return new Judged(Verdict.HANGS, detail, null);
    }

    /** A hidden lock made somebody wait. */
    public static Judged serialised(String detail) {
        return new Judged(Verdict.SERIALISED, detail, null);
    }

    /** The engine lacks something. */
    public static Judged unsupported(String detail) {
        return new Judged(Verdict.UNSUPPORTED, detail, null);
    }

    /** The verdict. */
    public Verdict verdict() {
        return verdict;
    }
}
