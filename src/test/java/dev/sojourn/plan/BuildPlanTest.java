package dev.sojourn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildPlanTest {

    private static final Rung SMALL = Plans.onDemand("c7i.4xlarge");
    private static final BuildPlan PLAN = plan(Usd.of("5"), SMALL);

    private static BuildPlan plan(Usd cap, Rung... ladder) {
        return Plans.plan(ApprovalRule.DEFAULT, cap, ladder);
    }

    @Test
    void the_same_plan_has_the_same_digest() {
        assertThat(PLAN.digest())
                .isEqualTo(plan(Usd.of("5.00"), SMALL).digest())
                .matches("[0-9a-f]{16}");
    }

    @Test
    void another_cap_is_another_plan() {
        assertThat(plan(Usd.of("5.01"), SMALL).digest()).isNotEqualTo(PLAN.digest());
    }

    @Test
    void another_type_or_one_more_is_another_plan() {
        assertThat(plan(Usd.of("5"), Plans.onDemand("c7i.8xlarge")).digest()).isNotEqualTo(PLAN.digest());
        assertThat(plan(Usd.of("5"), SMALL, Plans.onDemand("c7a.4xlarge")).digest())
                .isNotEqualTo(PLAN.digest());
    }

    @Test
    void another_price_or_market_is_another_plan() {
        Rung dearer = new Rung(SMALL.type(), Market.ON_DEMAND, Optional.of(Usd.of("0.80")));
        Rung unpriced = new Rung(SMALL.type(), Market.ON_DEMAND, Optional.empty());
        Rung spot = new Rung(SMALL.type(), Market.SPOT, SMALL.hourly());
        assertThat(List.of(dearer, unpriced, spot))
                .allSatisfy(rung -> assertThat(plan(Usd.of("5"), rung).digest()).isNotEqualTo(PLAN.digest()))
                .extracting(Rung::label)
                .containsExactly("c7i.4xlarge", "c7i.4xlarge", "c7i.4xlarge (spot)");
    }

    @Test
    void another_estimate_alone_is_the_same_plan() {
        Estimate other = new Estimate(Duration.ofHours(1), Duration.ofHours(2), Usd.of("1"), Usd.of("2"), 7, true);
        BuildPlan later = new BuildPlan(
                PLAN.volume(),
                PLAN.profile(),
                PLAN.targets(),
                PLAN.ladder(),
                other,
                PLAN.cap(),
                PLAN.slot(),
                PLAN.clean());
        assertThat(later.digest()).isEqualTo(PLAN.digest());
    }
}
