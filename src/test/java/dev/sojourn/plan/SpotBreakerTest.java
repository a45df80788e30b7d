package dev.sojourn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Three reclaims within an hour: two hours on demand. */
class SpotBreakerTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private static List<Instant> at(int... minutes) {
        return IntStream.of(minutes).mapToObj(SpotBreakerTest::minute).toList();
    }

    private static Instant minute(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void it_opens_with_the_reclaim_that_is_one_too_many_and_closes_after_its_pause() {
        List<Instant> three = at(0, 30, 50);
        assertThat(SpotBreaker.USUAL.open(three, minute(49))).isEmpty();
        assertThat(SpotBreaker.USUAL.open(three, minute(50)))
                .contains(new SpotBreaker.Open(3, Duration.ofHours(1), minute(170)));
        assertThat(SpotBreaker.USUAL.open(three, minute(169))).isPresent();
        assertThat(SpotBreaker.USUAL.open(three, minute(170))).isEmpty();
    }

    @Test
    void reclaims_that_are_far_from_each_other_do_not_open_it() {
        assertThat(SpotBreaker.USUAL.open(at(0, 30, 61), minute(61))).isEmpty();
        assertThat(SpotBreaker.USUAL.open(at(0, 30, 60), minute(60))).isPresent();
    }

    @Test
    void a_later_one_does_not_let_an_earlier_three_be_forgotten() {
        assertThat(SpotBreaker.USUAL
                        .open(at(0, 1, 2, 100), minute(101))
                        .orElseThrow()
                        .until())
                .isEqualTo(minute(122));
    }

    @Test
    void each_further_one_in_the_window_keeps_it_open_for_longer() {
        assertThat(SpotBreaker.USUAL
                        .open(at(0, 1, 2, 3), minute(3))
                        .orElseThrow()
                        .until())
                .isEqualTo(minute(123));
    }

    @Test
    void in_which_order_they_are_told_is_all_the_same() {
        assertThat(SpotBreaker.USUAL.open(
                        Stream.of(50, 0, 30).map(SpotBreakerTest::minute).toList(), minute(60)))
                .isEqualTo(SpotBreaker.USUAL.open(at(0, 30, 50), minute(60)));
    }

    @Test
    void with_none_allowed_for_it_never_opens() {
        assertThat(new SpotBreaker(0, Duration.ofHours(1), Duration.ofHours(1)).open(at(0, 0, 0, 0), NOON))
                .isEmpty();
    }
}
