package org.ferrywasm.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.ferrywasm.syntax.ModuleLimits.Limit;
import org.junit.jupiter.api.Test;

class ModuleLimitsTest {
    @Test
    void defaultsAreThoseOfTheJavaScriptApi() {
        assertThat(ModuleLimits.DEFAULT.get(Limit.FUNCTIONS)).isEqualTo(1_000_000);
        assertThat(ModuleLimits.DEFAULT.get(Limit.LOCALS)).isEqualTo(50_000);
        assertThat(ModuleLimits.DEFAULT.get(Limit.BODY_BYTES)).isEqualTo(7_654_321);
    }

    @Test
    void oneLimitIsReplacedAndTheOthersStay() {
        ModuleLimits changed = ModuleLimits.DEFAULT.with(Limit.PARAMS, 3);

        assertThat(changed.get(Limit.PARAMS)).isEqualTo(3);
        assertThat(changed.get(Limit.RESULTS)).isEqualTo(ModuleLimits.DEFAULT.get(Limit.RESULTS));
        assertThat(ModuleLimits.DEFAULT.get(Limit.PARAMS)).isEqualTo(1_000);
    }

    @Test
    void aLimitIsTheGreatestNumberAllowed() {
        ModuleLimits limits = ModuleLimits.DEFAULT.with(Limit.TABLES, 2);

        assertThat(limits.isExceededBy(Limit.TABLES, 2)).isFalse();
        assertThat(limits.isExceededBy(Limit.TABLES, 3)).isTrue();
        assertThat(limits.isExceededBy(Limit.TABLES, -1)).isTrue();
    }

    @Test
    void equalityIsThatOfAllLimits() {
        ModuleLimits same = ModuleLimits.DEFAULT.with(Limit.TAGS, ModuleLimits.DEFAULT.get(Limit.TAGS));

        assertThat(same).isEqualTo(ModuleLimits.DEFAULT).hasSameHashCodeAs(ModuleLimits.DEFAULT);
        assertThat(same.with(Limit.TAGS, 1)).isNotEqualTo(ModuleLimits.DEFAULT);
    }

    @Test
    void negativeLimitsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ModuleLimits.DEFAULT.with(Limit.TAGS, -1));
    }
}
