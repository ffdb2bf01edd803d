package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.ferrywasm.faults.Campaign;
import org.ferrywasm.faults.FaultLoader;
import org.ferrywasm.faults.Removal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The canaries of clause E-20: VMs that are broken in one place, each of which a campaign finds out. */
class FailureTwinsTest {
    private static final int MOST_ATTEMPTS = 600;

    @Clause("E-20")
    @ParameterizedTest
    @CsvSource({
        "Detachment, fail, true, DETACH, LEFT_BEHIND, nobody owns it",
        "HostRules, unbind, false, DETACH, OWNED, a box is bound",
        "Tenancy, disinherit, false, ADOPT, PLAIN, again",
        "Tenancy, poison, false, CLOSE, CALLS, never dropped",
        "LostParcels, putBack, false, REAP, PLAIN, not reaped again"
    })
    void e20_aCampaignSeesWhatIsBroken(
            String type, String method, boolean result, String operation, String setting, String seen)
            throws Exception {
        FaultLoader loader = FaultLoader.without(type, method, result ? Removal.Manner.TRUE : Removal.Manner.EMPTY);

        Campaign campaign = Campaign.run(loader.trial(operation, setting), false, MOST_ATTEMPTS);

        assertThat(campaign.violations()).anyMatch(violation -> violation.contains(seen));
    }

    @Clause("E-20")
    @ParameterizedTest
    @CsvSource({"Transit, start, ATTACH_BESIDE, owned: true", "Tenancy, inherit, ADOPT_BESIDE, two owners"})
    void e20_aCampaignSeesTwoOwners(String type, String method, String operation, String seen) throws Exception {
        FaultLoader loader = FaultLoader.without(type, method, Removal.Manner.SETS);

        Campaign campaign = Campaign.run(loader.trial(operation, "PLAIN"), true, MOST_ATTEMPTS);

        assertThat(campaign.violations()).anyMatch(violation -> violation.contains(seen));
    }
}
