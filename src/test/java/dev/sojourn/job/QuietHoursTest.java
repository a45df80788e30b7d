package dev.sojourn.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class QuietHoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), BERLIN);
    private static final QuietHours NOON = new QuietHours(LocalTime.of(12, 0), LocalTime.of(13, 30), BERLIN);

    private static Instant at(String utc) {
        return Instant.parse("2026-11-23T" + utc + ":00Z");
    }

    @Test
    void they_go_over_midnight_where_the_person_lives() {
        assertThat(NIGHT.covers(at("20:59"))).isFalse();
        assertThat(NIGHT.covers(at("21:00"))).isTrue();
        assertThat(NIGHT.covers(at("05:59"))).isTrue();
        assertThat(NIGHT.covers(at("06:00"))).isFalse();
    }

    @Test
    void they_may_lie_in_the_day() {
        assertThat(NOON.covers(at("10:59"))).isFalse();
        assertThat(NOON.covers(at("11:00"))).isTrue();
        assertThat(NOON.covers(at("12:30"))).isFalse();
    }

    @Test
    void the_next_end_is_today_or_tomorrow() {
        assertThat(NIGHT.nextEnd(at("23:00"))).isEqualTo(Instant.parse("2026-11-24T06:00:00Z"));
        assertThat(NIGHT.nextEnd(at("02:00"))).isEqualTo(Instant.parse("2026-11-23T06:00:00Z"));
        assertThat(NIGHT.nextBegin(at("02:00"))).isEqualTo(Instant.parse("2026-11-23T21:00:00Z"));
    }

    @Test
    void a_night_in_which_the_clock_is_put_back_ends_by_the_clock() {
        assertThat(NIGHT.nextEnd(Instant.parse("2026-10-24T21:00:00Z")))
                .isEqualTo(Instant.parse("2026-10-25T06:00:00Z"));
    }
}
