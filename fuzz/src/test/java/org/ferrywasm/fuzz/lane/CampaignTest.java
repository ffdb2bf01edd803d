package org.ferrywasm.fuzz.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.ferrywasm.fuzz.choice.ChoiceSource;
import org.ferrywasm.fuzz.oracle.Broken;
import org.ferrywasm.fuzz.oracle.Oracle;
import org.ferrywasm.fuzz.oracle.Statistics;
import org.junit.jupiter.api.Test;

class CampaignTest {
    private static final long SECOND = 1_000_000_000;

    /** Makes ten numbers, and fails where the sum of some is large. */
    private record Sums(boolean throwsSomethingElse) implements Oracle {
        @Override
        public String name() {
            return "sums";
        }

        @Override
        public void check(ChoiceSource choices, Statistics statistics) {
            int sum = 0;
            for (int i = 0; i < 10; i++) {
                sum += choices.below(100);
            }
            statistics.count("sums");
            if (sum > 700) {
                if (throwsSomethingElse) {
                    throw new IllegalStateException("too much");
                }
                throw new Broken("the sum is " + sum);
            }
        }
    }

    @Test
    void whatDoesNotHoldIsFoundAndMadeSmaller() {
        Campaign campaign = new Campaign(new Sums(false));
        campaign.run(1, 20 * SECOND);

        Campaign.Failure failure = campaign.failure();
        assertThat(failure).isNotNull();
        assertThat(failure.message()).startsWith("the sum is ");
        assertThat(failure.choices()).hasSizeLessThanOrEqualTo(10);
        assertThat(campaign.tries()).isEqualTo(campaign.statistics().counts().get("sums"));
    }

    @Test
    void anOracleThatFailsIsAFailure() {
        Campaign campaign = new Campaign(new Sums(true));
        campaign.run(1, 20 * SECOND);

        assertThat(campaign.failure()).isNotNull();
        assertThat(campaign.failure().message()).contains("too much");
    }

    @Test
    void theSameSeedFindsTheSame() {
        Campaign one = new Campaign(new Sums(false));
        Campaign other = new Campaign(new Sums(false));
        one.run(5, 20 * SECOND);
        other.run(5, 20 * SECOND);

        assertThat(one.tries()).isEqualTo(other.tries());
        assertThat(one.failure()).isNotNull();
        assertThat(other.failure()).isNotNull();
        assertThat(one.failure().line()).isEqualTo(other.failure().line());
    }

    @Test
    void whatHoldsIsTriedForItsTime() {
        Campaign campaign = new Campaign(new Oracle() {
            @Override
            public String name() {
                return "nothing";
            }

            @Override
            public void check(ChoiceSource choices, Statistics statistics) {
                statistics.count("nothing");
            }
        });
        campaign.run(1, SECOND / 10);

        assertThat(campaign.failure()).isNull();
        assertThat(campaign.tries()).isGreaterThan(1);
    }
}
