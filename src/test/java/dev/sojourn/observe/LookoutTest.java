package dev.sojourn.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.VolumePlaces.Place;
import dev.sojourn.plan.Plans;
import dev.sojourn.plan.WorkingVolume;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LookoutTest {

    private static final WorkingVolume ONE = Plans.volume("vol-1", "one");
    private static final WorkingVolume TWO = Plans.volume("vol-2", "two");

    private Instant now = Instant.parse("2026-11-23T09:00:00Z");
    private Optional<String> trouble = Optional.empty();
    private final List<List<WorkingVolume>> asked = new ArrayList<>();
    private final Lookout lookout = new Lookout(this::answer, Duration.ofSeconds(2), () -> now);

    @Test
    void however_many_look_ec2_is_asked_once_in_a_pause_and_for_all_volumes_at_once() {
        lookout.look(List.of(ONE, TWO));
        lookout.look(List.of(ONE, TWO));
        now = now.plusSeconds(1);
        lookout.look(List.of(TWO));
        assertThat(asked).containsExactly(List.of(ONE, TWO));
        now = now.plusSeconds(1);
        lookout.look(List.of(ONE));
        assertThat(asked).hasSize(2).last().isEqualTo(List.of(ONE, TWO));
    }

    @Test
    void an_ec2_that_takes_its_time_holds_up_one_reader_and_the_others_see_what_was_seen() throws Exception {
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        Lookout slow = new Lookout(
                volumes -> {
                    asking.countDown();
                    try {
                        answer.await();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                    return Map.of("vol-1", new Place.Loose("available"));
                },
                Duration.ofSeconds(2),
                () -> now);
        CompletableFuture<Lookout.View> first = CompletableFuture.supplyAsync(() -> slow.look(List.of(ONE)));
        asking.await();
        assertThat(slow.look(List.of(ONE)).seen()).isEmpty();
        answer.countDown();
        assertThat(first.get().of("vol-1")).isPresent();
    }

    @Test
    void nobody_looking_means_nobody_is_asked() {
        lookout.look(List.of(ONE));
        now = now.plusSeconds(3600);
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_sighting_keeps_its_own_time_when_ec2_does_not_answer_any_more() {
        Instant first = now;
        lookout.look(List.of(ONE));
        trouble = Optional.of("RequestLimitExceeded");
        now = now.plusSeconds(60);
        Lookout.View view = lookout.look(List.of(ONE));
        assertThat(view.problem()).contains("RequestLimitExceeded");
        assertThat(view.of("vol-1").orElseThrow().at()).isEqualTo(first);
        lookout.look(List.of(ONE));
        assertThat(asked).as("no hammering while it does not answer").hasSize(2);
    }

    private Map<String, Place> answer(List<WorkingVolume> volumes) {
        asked.add(volumes);
        Map<String, Place> places = new HashMap<>();
        volumes.forEach(volume -> places.put(
                volume.id(), trouble.<Place>map(Place.Untold::new).orElseGet(() -> new Place.Loose("available"))));
        return places;
    }
}
