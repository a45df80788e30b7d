package dev.sojourn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Attempt;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What must be so about the cost of builders, whatever their price and however long they lived. */
class CostPropertiesTest {

    private static final Instant LAUNCHED = Instant.parse("2026-01-05T10:00:00Z");
    private static final long TEN_DAYS = 10 * 86_400L;

    private static Usd cost(long micros, long seconds) {
        return Billing.cost(new Usd(micros), LAUNCHED, LAUNCHED.plusSeconds(seconds));
    }

    @Property
    void it_is_the_price_times_the_seconds_and_less_than_a_millionth_more(
            @ForAll @LongRange(min = 1, max = 500_000_000) long micros,
            @ForAll @LongRange(min = 60, max = TEN_DAYS) long seconds) {
        BigDecimal exact = BigDecimal.valueOf(micros)
                .multiply(BigDecimal.valueOf(seconds))
                .divide(BigDecimal.valueOf(3600), 12, RoundingMode.HALF_UP);
        BigDecimal more = BigDecimal.valueOf(cost(micros, seconds).micros()).subtract(exact);
        assertThat(more).isBetween(BigDecimal.valueOf(-1, 9), BigDecimal.ONE);
    }

    @Property
    void a_machine_that_has_a_price_never_costs_nothing(
            @ForAll @LongRange(min = 1, max = 500_000_000) long micros,
            @ForAll @LongRange(min = -TEN_DAYS, max = TEN_DAYS) long seconds) {
        assertThat(cost(micros, seconds).micros()).isPositive();
    }

    @Property
    void no_time_is_cheaper_than_a_minute_nor_a_longer_one_than_a_shorter(
            @ForAll @LongRange(min = 1, max = 500_000_000) long micros,
            @ForAll @LongRange(min = -TEN_DAYS, max = TEN_DAYS) long seconds,
            @ForAll @LongRange(min = 0, max = TEN_DAYS) long more) {
        assertThat(cost(micros, seconds)).isGreaterThanOrEqualTo(cost(micros, 60));
        assertThat(cost(micros, seconds + more)).isGreaterThanOrEqualTo(cost(micros, seconds));
    }

    @Property
    void a_clock_that_was_set_back_gives_no_money_back(
            @ForAll @LongRange(min = 1, max = 500_000_000) long micros,
            @ForAll @LongRange(min = -TEN_DAYS, max = 0) long back) {
        assertThat(cost(micros, back)).isEqualTo(cost(micros, 60));
    }

    @Property
    void several_builders_cost_what_each_of_them_costs(
            @ForAll @LongRange(min = 1, max = 100_000_000) long micros,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 0, max = 500_000) Integer> lives) {
        Rung rung = new Rung(Plans.onDemand("c7i.4xlarge").type(), Market.ON_DEMAND, Optional.of(new Usd(micros)));
        Usd sum = Usd.ZERO;
        Usd expected = Usd.ZERO;
        for (int life : lives) {
            Attempt attempt = Attempt.asked(1, 0, rung, "token", LAUNCHED)
                    .launched("i-0b", LAUNCHED)
                    .ended(LAUNCHED.plusSeconds(life));
            sum = sum.plus(attempt.cost(LAUNCHED.plus(Duration.ofDays(30)), Usd.ZERO));
            expected = expected.plus(cost(micros, life));
        }
        assertThat(sum).isEqualTo(expected);
        assertThat(sum).isGreaterThanOrEqualTo(cost(micros, 60).times(lives.size()));
    }

    @Property
    void a_budget_lasts_for_no_longer_than_it_pays_for(
            @ForAll @LongRange(min = 1_000, max = 500_000_000) long micros,
            @ForAll @LongRange(min = 1, max = 1_000_000_000) long budget) {
        Duration lasts = Billing.lasts(new Usd(budget), new Usd(micros));
        Usd exact = new Usd(micros).perHourFor(lasts);
        assertThat(exact).isLessThanOrEqualTo(new Usd(budget));
        assertThat(new Usd(micros).perHourFor(lasts.plusSeconds(1))).isGreaterThanOrEqualTo(new Usd(budget));
    }
}
