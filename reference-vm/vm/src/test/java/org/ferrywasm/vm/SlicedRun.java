package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * What a call came to that was run in slices of fuel.
 *
 * @param outcome its first outcome that is not for want of a slice
 * @param suspensions how often it was suspended for want of one
 */
record SlicedRun(Outcome outcome, int suspensions) {
    /** Resumes a call with the same slice again and again. */
    static SlicedRun of(Call call, long slice) {
        int suspensions = 0;
        Outcome outcome = call.resume(slice);
        while (outcome instanceof Outcome.OutOfFuel(long storeFuel) && storeFuel > 0) {
            suspensions++;
            outcome = call.resume(slice);
        }
        return new SlicedRun(outcome, suspensions);
    }

    /** Runs a call to its end and gives its results. */
    static List<Val> results(Call call, long slice) {
        return results(of(call, slice).outcome());
    }

    /** The results of a call that has returned. */
    static List<Val> results(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Returned.class);
        return ((Outcome.Returned) outcome).results();
    }

    /** The trap of a call that has trapped. */
    static Trap trap(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Trapped.class);
        return ((Outcome.Trapped) outcome).trap();
    }
}
