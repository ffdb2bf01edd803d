package org.ferrywasm.contract.clauses;

import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.trial.Canary;
import org.ferrywasm.contract.trial.Trial;

/** Group A, calls: what other threads may not do to an owner. */
public final class ConfinementClauses {
    private ConfinementClauses() {}

    @Clause(
            id = "A-01",
            promise = "A function called by another thread is refused; the guest is not entered.",
            deed = "While the owner idles, an intruder calls an export that counts its calls.",
            negative = true)
    static void a01(Trial trial) {
        Canary canary = trial.canary();
        trial.positive("the owner calls it", canary::increment);
        trial.refusedElsewhere("an export called off-owner, owner idle", canary.increment::call);
    }
}
