package dev.sojourn.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.job.SpotWeather;
import dev.sojourn.job.Step;
import dev.sojourn.job.Wakeups;
import dev.sojourn.plan.Caps;
import dev.sojourn.plan.SpotBreaker;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the observer wakes. */
class ObserverTest {

    @TempDir
    Path folder;

    private final List<Long> woken = new ArrayList<>();
    private Trip trip;
    private Driver driver;
    private Observer observer;

    @BeforeEach
    void openAJobWhoseBuilderRuns() {
        trip = new Trip(folder, List.of());
        trip.until(job -> job.buildStartedAt().isPresent());
        LiveBuilds shared = new LiveBuilds();
        Wakeups wakes = new Wakeups() {
            @Override
            public void now(long number) {
                woken.add(number);
            }

            @Override
            public void at(long number, Instant time) {
                throw new AssertionError("the observer knows no later");
            }
        };
        driver = new Driver(
                "test",
                trip.cloud.ports(),
                trip.store,
                wakes,
                shared,
                number -> Optional.empty(),
                new SpotWeather(trip.store, SpotBreaker.USUAL),
                Timing.DEFAULT,
                Caps.NONE,
                () -> true,
                trip.clock);
        observer = new Observer(trip.cloud.ports(), trip.store, wakes, shared, Timing.DEFAULT, trip.clock);
        driver.drive(trip.job.number());
    }

    @AfterEach
    void close() {
        trip.close();
    }

    @Test
    void a_job_that_has_seen_its_world_as_it_is_sleeps_on() {
        observer.round();
        observer.round();
        assertThat(woken).isEmpty();
    }

    @Test
    void a_job_is_woken_again_and_again_until_its_own_look_shows_the_change() {
        String builder = trip.job.builder().orElseThrow();
        trip.cloud.become(builder, InstanceView.State.SHUTTING_DOWN);
        // A driver that is woken and shown an old replica has learned nothing: the next round wakes it once more.
        observer.round();
        observer.round();
        assertThat(woken).containsExactly(1L, 1L);
        driver.drive(1);
        assertThat(trip.store.find(1).orElseThrow().step()).isNotEqualTo(Step.RUN_BUILD);
    }

    @Test
    void after_a_restart_every_job_is_woken_once() {
        Observer fresh = new Observer(
                trip.cloud.ports(),
                trip.store,
                new Trip.NoWakeups() {
                    @Override
                    public void now(long number) {
                        woken.add(number);
                    }
                },
                new LiveBuilds(),
                Timing.DEFAULT,
                trip.clock);
        fresh.round();
        assertThat(woken).containsExactly(1L);
    }
}
