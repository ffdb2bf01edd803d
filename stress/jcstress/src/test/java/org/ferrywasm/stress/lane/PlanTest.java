package org.ferrywasm.stress.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final List<Declared> ALL = Declared.all();

    private static Plan plan(int processors, boolean isWeak, double budgetSeconds) {
        return Plan.of(ALL, processors, isWeak, 10_000, budgetSeconds);
    }

    @Test
    void theTimeOfATestGrowsWithTheBudgetAndIsNeverNothing() {
        assertThat(plan(2, false, 1).secondsEach()).isPositive();
        assertThat(plan(2, false, 7_200).secondsEach())
                .isGreaterThan(10 * plan(2, false, 1).secondsEach());
    }

    @Test
    void aLongPlanDoesNotExceedItsBudget() {
        Plan plan = plan(2, false, 7_200);

        assertThat(plan.secondsEach() * plan.all().size()).isLessThan(7_200);
        assertThat(plan.secondsAlone() + plan.secondsTogether()).isEqualTo(plan.secondsEach());
    }

    @Test
    void testsWithTooManyActorsAreNotLost() {
        Plan two = plan(2, false, 100);
        Plan four = plan(4, false, 100);

        assertThat(two.doNotFit(two.all())).extracting(Declared::name).contains("memory.AtomicLitmus.IRIW");
        assertThat(two.fit(two.all())).doesNotContainAnyElementsOf(two.doNotFit(two.all()));
        assertThat(two.fit(two.all()).size() + two.doNotFit(two.all()).size()).isEqualTo(ALL.size());
        assertThat(four.doNotFit(four.all())).isEmpty();
    }

    @Test
    void weakHardwareIsExcusedNothing() {
        Plan strong = plan(2, false, 100);
        Plan weak = plan(2, true, 100);

        assertThat(strong.excused()).isNotEmpty();
        assertThat(weak.excused()).isEmpty();
        assertThat(weak.removals()).containsKeys(strong.excused().keySet().toArray(String[]::new));
        assertThat(strong.twins()).anyMatch(strong::isExcused);
        assertThat(weak.twins()).noneMatch(weak::isExcused);
    }
}
