package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.ferrywasm.faults.Campaign;
import org.ferrywasm.faults.FaultLoader;
import org.ferrywasm.faults.Trial.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clause E-20: each operation that moves a Store is made to fail at each of its steps, an allocation also for good, and what is in
 * the Store is varied. Where an operation has more steps than fit the time, it fails at a sample of them.
 */
class FailureClausesTest {
    private static final int MOST_ATTEMPTS = 600;
    private static final FaultLoader LOADER = new FaultLoader(FaultLoader.unbroken());

    private static Campaign campaign(String operation, String setting) throws Exception {
        Campaign campaign =
                Campaign.run(LOADER.trial(operation, setting), operation.endsWith("_BESIDE"), MOST_ATTEMPTS);
        assertThat(campaign.violations()).isEmpty();
        assertThat(campaign.attempts()).isGreaterThan(Math.min(campaign.steps(), MOST_ATTEMPTS / 2));
        return campaign;
    }

    @Clause("E-20")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PLAIN",
                "COMPANIONS",
                "LEFT_BEHIND",
                "CALLS",
                "OWNED",
                "DEAD",
                "STUFFED",
                "THROWING",
                "OVERFLOWING"
            })
    void e20_aDetachThatFailsHasDoneNothingOrPoisonsTheStore(String setting) throws Exception {
        Campaign campaign = campaign("DETACH", setting);

        assertThat(campaign.verdicts()).containsKeys(Verdict.UNCHANGED, Verdict.POISONED);
        assertThat(campaign.verdicts().containsKey(Verdict.MOVED)).isEqualTo(setting.equals("THROWING"));
    }

    @Clause("E-20")
    @ParameterizedTest
    @ValueSource(strings = {"DETACH", "ADOPT", "ADOPT_BESIDE"})
    void e20_aMoveThatIsRefusedAndFailsHasDoneNothing(String operation) throws Exception {
        Campaign campaign = campaign(operation, "REFUSED");

        assertThat(campaign.verdicts()).containsKey(Verdict.UNCHANGED).doesNotContainKeys(Verdict.DONE, Verdict.MOVED);
    }

    @Clause("E-20")
    @ParameterizedTest
    @CsvSource({"ATTACH, CALLS", "ATTACH_BESIDE, STUFFED"})
    void e20_anAttachThatFailsHasDoneNothing(String operation, String setting) throws Exception {
        Campaign campaign = campaign(operation, setting);

        assertThat(campaign.verdicts()).containsOnlyKeys(Verdict.DONE, Verdict.UNCHANGED);
    }

    @Clause("E-20")
    @ParameterizedTest
    @CsvSource({"CLOSE, PLAIN", "CLOSE, CALLS", "CLOSE, STUFFED", "REAP, CALLS", "REAP, STUFFED"})
    void e20_aCloseThatFailsCanBeGoneOnWith(String operation, String setting) throws Exception {
        Campaign campaign = campaign(operation, setting);

        assertThat(campaign.verdicts()).containsKeys(Verdict.DONE, Verdict.UNCHANGED);
    }

    @Clause("E-20")
    @ParameterizedTest
    @CsvSource({
        "ADOPT, PLAIN",
        "ADOPT, OWNED",
        "ADOPT, STUFFED",
        "ADOPT, THROWING",
        "ADOPT_BESIDE, CALLS",
        "ADOPT_BESIDE, OWNED",
        "ADOPT_BESIDE, THROWING"
    })
    void e20_anAdoptionThatFailsHasDoneNothingOrPoisonsTheStoreAndOneHeirWins(String operation, String setting)
            throws Exception {
        Campaign campaign = campaign(operation, setting);

        assertThat(campaign.verdicts()).containsKeys(Verdict.UNCHANGED, Verdict.POISONED);
    }
}
