package dev.sojourn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BillingTest {

    private static final Usd HOURLY = Usd.of("3.60");
    private static final Instant LAUNCHED = Instant.parse("2026-01-05T10:00:00Z");

    private static Usd after(Duration time) {
        return Billing.cost(HOURLY, LAUNCHED, LAUNCHED.plus(time));
    }

    @Test
    void a_builder_of_one_second_costs_a_minute() {
        assertThat(after(Duration.ofSeconds(1))).isEqualTo(Usd.of("0.06"));
        assertThat(after(Duration.ZERO)).isEqualTo(Usd.of("0.06"));
        assertThat(after(Duration.ofSeconds(60))).isEqualTo(Usd.of("0.06"));
    }

    @Test
    void after_the_first_minute_every_second_counts() {
        assertThat(after(Duration.ofSeconds(61))).isEqualTo(Usd.of("0.061"));
        assertThat(after(Duration.ofHours(2))).isEqualTo(Usd.of("7.20"));
    }

    @Test
    void a_clock_that_ran_backwards_does_not_give_money_back() {
        assertThat(after(Duration.ofSeconds(-30))).isEqualTo(Usd.of("0.06"));
    }

    @Test
    void a_budget_lasts_as_long_as_its_price_allows() {
        assertThat(Billing.lasts(Usd.of("1.80"), HOURLY)).isEqualTo(Duration.ofMinutes(30));
        assertThat(Billing.lasts(Usd.ZERO, HOURLY)).isZero();
    }

    @Test
    void a_budget_without_a_price_still_ends() {
        assertThat(Billing.lasts(Usd.of("5"), Usd.ZERO)).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void the_root_disk_costs_its_share_of_a_month() {
        assertThat(Plans.BUILDER.rootDiskHourly()).isEqualTo(new Usd(3288));
    }
}
