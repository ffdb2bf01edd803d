package org.ferrywasm.contract.runner;

import org.ferrywasm.contract.ClauseResult;
import org.ferrywasm.contract.Verdict;
import org.ferrywasm.contract.clauses.ContractClause;
import org.ferrywasm.contract.trial.Judged;
import org.ferrywasm.contract.trial.Trial;

/** Tries a clause here, and tells what came of it. */
public final class Judgement {
    private static final double NANOS = 1e9;

    private Judgement() {}

    /** Tries a clause, on the current thread. */
    public static ClauseResult of(ContractClause clause, Trial trial) {
        long start = System.nanoTime();
        Verdict verdict = Verdict.HOLDS;
        String detail = "";
        try {
            clause.run(trial);
            trial.finish(clause.isNegative());
        } catch (Judged e) {
            verdict = e.verdict();
            detail = String.valueOf(e.getMessage());
        } catch (UnsupportedOperationException e) {
            verdict = Verdict.UNSUPPORTED;
            detail = String.valueOf(e.getMessage());
        } catch (Throwable e) {
            verdict = Verdict.BROKEN;
            detail = String.valueOf(
                            Judged.broken("thrown where nothing should be", e).getMessage())
                    + (e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0]);
        }
        String notes = trial.notes();
        String all = detail.isEmpty() ? notes : notes.isEmpty() ? detail : detail + "; " + notes;
        return new ClauseResult(clause.id(), verdict, all, (System.nanoTime() - start) / NANOS);
    }
}
