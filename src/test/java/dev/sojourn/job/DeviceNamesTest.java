package dev.sojourn.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceNamesTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Instant OVER = NOON.plus(Departure.LATEST);

    @Test
    void every_detach_that_was_asked_for_may_still_come_not_only_the_last() {
        DeviceNames names = DeviceNames.NONE
                .departing("i-0a", "/dev/sdf", NOON)
                .departing("i-0b", "/dev/sdf", NOON)
                .departing("i-0a", "/dev/sdg", NOON);
        assertThat(names.mayDepart("i-0a", "/dev/sdf", NOON)).isTrue();
        assertThat(names.mayDepart("i-0b", "/dev/sdf", NOON)).isTrue();
        assertThat(names.mayDepart("i-0a", "/dev/sdg", NOON)).isTrue();
        assertThat(names.mayDepart("i-0b", "/dev/sdg", NOON)).isFalse();
    }

    @Test
    void after_some_hours_it_comes_no_more_and_is_forgotten_with_the_next() {
        DeviceNames names = DeviceNames.NONE.departing("i-0a", "/dev/sdf", NOON);
        assertThat(names.mayDepart("i-0a", "/dev/sdf", OVER.minusSeconds(1))).isTrue();
        assertThat(names.mayDepart("i-0a", "/dev/sdf", OVER)).isFalse();
        assertThat(names.departing("i-0a", "/dev/sdg", OVER).departures())
                .containsExactly(new Departure("i-0a", "/dev/sdg", OVER));
    }

    @Test
    void one_that_is_asked_for_again_counts_from_then_on() {
        DeviceNames names = DeviceNames.NONE
                .departing("i-0a", "/dev/sdf", NOON)
                .departing("i-0a", "/dev/sdf", NOON.plusSeconds(60));
        assertThat(names.departures()).hasSize(1);
        assertThat(names.mayDepart("i-0a", "/dev/sdf", OVER)).isTrue();
    }

    @Test
    void what_earlier_jobs_asked_for_is_taken_over_once_and_spends_no_name_of_the_builder() {
        Departure earlier = new Departure("i-0a", "/dev/sdf", NOON);
        DeviceNames names = DeviceNames.NONE.inheriting(List.of(earlier, earlier));
        assertThat(names.departures()).containsExactly(earlier);
        assertThat(names.inheriting(List.of(earlier)).departures()).containsExactly(earlier);
        Departure again = new Departure("i-0a", "/dev/sdf", NOON.plusSeconds(1));
        assertThat(names.inheriting(List.of(again, earlier)).departures())
                .as("the later of two")
                .containsExactly(again);
        assertThat(names.spent()).isEmpty();
        assertThat(names.onFreshMachine().departures()).containsExactly(earlier);
    }

    @Test
    void a_name_is_spent_when_it_is_used_and_when_its_attachment_is_to_end() {
        DeviceNames names = DeviceNames.NONE.using("/dev/sdf").using("/dev/sdf").departing("i-0a", "/dev/sdg", NOON);
        assertThat(names.spent()).containsExactly("/dev/sdf", "/dev/sdg");
        assertThat(names.current()).contains("/dev/sdf");
        assertThat(names.withoutCurrent().current()).isEmpty();
        assertThat(names.onFreshMachine().spent()).isEmpty();
    }

    @Test
    void only_the_name_that_was_refused_just_now_is_as_good_as_before() {
        DeviceNames names = DeviceNames.NONE.using("/dev/sdf").using("/dev/sdg");
        assertThat(names.unspent("/dev/sdg").spent()).containsExactly("/dev/sdf");
        assertThat(names.unspent("/dev/sdf")).isEqualTo(names);
        assertThat(DeviceNames.NONE.unspent("/dev/sdf")).isEqualTo(DeviceNames.NONE);
    }
}
