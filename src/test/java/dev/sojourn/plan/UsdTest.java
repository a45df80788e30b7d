package dev.sojourn.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsdTest {

    @ParameterizedTest
    @CsvSource({"0.0000004, 0", "0.0000005, 1", "2.856, 2856000", "0.0000014999, 1"})
    void an_amount_is_kept_to_the_millionth_and_half_of_one_counts_as_one(String dollars, long micros) {
        assertThat(Usd.of(dollars).micros()).isEqualTo(micros);
    }

    @ParameterizedTest
    @CsvSource({"0, $0.00", "0.000001, $0.01", "0.37, $0.37", "0.370001, $0.38", "12.999999, $13.00"})
    void people_see_cents_rounded_up_so_that_nothing_looks_cheaper_than_it_is(String dollars, String words) {
        assertThat(Usd.of(dollars)).hasToString(words);
    }

    @Test
    void a_price_per_hour_becomes_the_price_of_a_time() {
        Usd hourly = Usd.of("2.856");
        assertThat(hourly.perHourFor(Duration.ofHours(1))).isEqualTo(hourly);
        assertThat(hourly.perHourFor(Duration.ofSeconds(1))).isEqualTo(new Usd(794));
        assertThat(hourly.perHourFor(Duration.ZERO)).isEqualTo(Usd.ZERO);
    }

    @Test
    void sums_that_do_not_fit_are_an_error_and_never_a_small_amount() {
        assertThatThrownBy(() -> new Usd(Long.MAX_VALUE).plus(new Usd(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Usd.of("99999999999999999999")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void an_amount_is_not_more_than_itself() {
        assertThat(Usd.of("3").isMoreThan(Usd.of("3.00"))).isFalse();
        assertThat(Usd.of("3.000001").isMoreThan(Usd.of("3"))).isTrue();
    }
}
