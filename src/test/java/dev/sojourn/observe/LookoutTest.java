package dev.sojourn.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LookoutTest {

    private Instant now = Instant.parse("2026-11-23T09:00:00Z");
    private Optional<String> trouble = Optional.empty();
    private final List<List<String>> asked = new ArrayList<>();
    private final Lookout lookout = new Lookout(this::answer, Duration.ofSeconds(2), () -> now);

    @Test
    void however_many_look_ec2_is_asked_once_in_a_pause_and_for_all_volumes_at_once() {
        lookout.look(List.of("vol-1", "vol-2"));
        lookout.look(List.of("vol-1", "vol-2"));
        now = now.plusSeconds(1);
        lookout.look(List.of("vol-2"));
        assertThat(asked).containsExactly(List.of("vol-1", "vol-2"));
        now = now.plusSeconds(1);
        lookout.look(List.of("vol-1"));
        assertThat(asked).hasSize(2).last().isEqualTo(List.of("vol-1", "vol-2"));
    }

    @Test
    void nobody_looking_means_nobody_is_asked() {
        lookout.look(List.of("vol-1"));
        now = now.plusSeconds(3600);
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_sighting_keeps_its_own_time_when_ec2_does_not_answer_any_more() {
        Instant first = now;
        lookout.look(List.of("vol-1"));
        trouble = Optional.of("RequestLimitExceeded");
        now = now.plusSeconds(60);
        Lookout.View view = lookout.look(List.of("vol-1"));
        assertThat(view.problem()).contains("RequestLimitExceeded");
        assertThat(view.of("vol-1").orElseThrow().at()).isEqualTo(first);
        lookout.look(List.of("vol-1"));
        assertThat(asked).as("no hammering while it does not answer").hasSize(2);
    }

    private Lookout.Look answer(List<String> ids, Instant at) {
        asked.add(ids);
        Map<String, Sighting> seen = new HashMap<>();
        ids.forEach(id -> seen.put(id, new Sighting(at, "available", Optional.empty())));
        return new Lookout.Look(trouble.isPresent() ? Map.of() : seen, trouble);
    }
}
