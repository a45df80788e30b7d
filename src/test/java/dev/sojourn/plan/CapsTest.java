package dev.sojourn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-03-29T10:00:00Z");
    private static final Cap DAY = new Cap(Cap.Kind.DAY, Optional.of(Usd.of("20")), Optional.of(Usd.of("50")));

    private static Budget budget(Cap cap, String spent, String promised) {
        return new Caps(BERLIN, List.of(cap))
                .budget(cap, Whose.EVERYBODY, (begin, whose) -> new Spending(Usd.of(spent), Usd.of(promised)), NOW);
    }

    @Test
    void a_day_is_one_of_the_calendar_there_also_where_the_clocks_change() {
        assertThat(Period.DAY.begin(NOW, BERLIN)).isEqualTo("2026-03-28T23:00:00Z");
        assertThat(Period.DAY.end(NOW, BERLIN)).isEqualTo("2026-03-29T22:00:00Z");
        assertThat(Duration.between(Period.DAY.begin(NOW, BERLIN), Period.DAY.end(NOW, BERLIN)))
                .isEqualTo(Duration.ofHours(23));
    }

    @Test
    void a_month_begins_at_its_first_midnight_there() {
        assertThat(Period.MONTH.begin(NOW, BERLIN)).isEqualTo("2026-02-28T23:00:00Z");
        assertThat(Period.MONTH.end(NOW, BERLIN)).isEqualTo("2026-03-31T22:00:00Z");
    }

    @Test
    void what_just_fits_breaks_nothing() {
        assertThat(budget(DAY, "10", "5").with(Usd.of("5"))).isEmpty();
    }

    @Test
    void a_breach_says_which_limit_and_by_how_much() {
        Breach soft = budget(DAY, "10", "5").with(Usd.of("7.50")).orElseThrow();
        assertThat(soft.hard()).isFalse();
        assertThat(soft.over()).isEqualTo(Usd.of("2.50"));
        assertThat(soft.key()).isEqualTo("policy.caps.day.soft-usd");
        Breach hard = budget(DAY, "40", "9").with(Usd.of("1.01")).orElseThrow();
        assertThat(hard.hard()).isTrue();
        assertThat(hard.over()).isEqualTo(Usd.of("0.01"));
        assertThat(hard.budget().frees()).contains(Instant.parse("2026-03-29T22:00:00Z"));
    }

    @Test
    void what_was_promised_to_a_job_stays_its_own_and_beyond_that_it_has_what_nobody_else_has() {
        Caps caps = new Caps(BERLIN, List.of(DAY));
        Expenses expenses = (begin, whose) -> new Spending(Usd.of("30"), Usd.of("12"));
        // Of the 12 dollars 5 are its own.
        assertThat(allowance(caps, expenses, "5", "5")).isEqualTo(Usd.of("13"));
        // It has gone beyond its promise and counts for 8 now.
        assertThat(allowance(caps, expenses, "5", "8")).isEqualTo(Usd.of("16"));
        Expenses over = (begin, whose) -> new Spending(Usd.of("48"), Usd.of("12"));
        assertThat(allowance(caps, over, "5", "5")).isEqualTo(Usd.of("5"));
    }

    private static Usd allowance(Caps caps, Expenses expenses, String promised, String counts) {
        return caps.allowance("U0ANN", "C1", Usd.of(promised), Usd.of(counts), expenses, NOW)
                .orElseThrow()
                .most();
    }

    @Test
    void each_counts_against_the_caps_of_its_own_person_and_channel() {
        Caps caps = new Caps(
                BERLIN,
                List.of(
                        new Cap(Cap.Kind.USER_MONTH, Optional.empty(), Optional.of(Usd.of("9"))),
                        new Cap(Cap.Kind.CHANNEL_DAY, Optional.empty(), Optional.of(Usd.of("8"))),
                        new Cap(Cap.Kind.JOB, Optional.empty(), Optional.of(Usd.of("7")))));
        assertThat(caps.budgets("U0ANN", "C1", (begin, whose) -> Spending.NONE, NOW))
                .extracting(Budget::whose)
                .containsExactly(Whose.user("U0ANN"), Whose.channel("C1"));
    }

    @Test
    void where_no_cap_is_set_nothing_is_asked_of_the_store() {
        Expenses unasked = (begin, whose) -> {
            throw new AssertionError("asked");
        };
        assertThat(Caps.NONE.budgets("U0ANN", "C1", unasked, NOW)).isEmpty();
        assertThat(Caps.NONE.allowance("U0ANN", "C1", Usd.ZERO, Usd.ZERO, unasked, NOW))
                .isEmpty();
    }
}
