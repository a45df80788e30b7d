package dev.sojourn.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Move;
import dev.sojourn.job.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person is called, and does not come. */
class AttentionTest {

    @TempDir
    Path folder;

    /** At home again but for the mount, which files of somebody's are in the way of. */
    private Trip blocked() {
        Trip trip = new Trip(folder, List.of());
        trip.until(job -> job.step() == Step.RUN_BUILD);
        trip.cloud.buildOver = true;
        trip.cloud.script("mount", (at, values) -> FakeCloud.no("mount-point-not-empty", "notes.txt lies there"));
        trip.until(job -> job.state() == JobState.NEEDS_ATTENTION);
        return trip;
    }

    private static void letMount(Trip trip) {
        trip.cloud.script("mount", (at, values) -> {
            trip.cloud.mountedOn = Optional.of(at);
            return FakeCloud.yes();
        });
    }

    private static void passTo(Trip trip, Instant time) {
        pass(trip, Duration.between(trip.clock.instant(), time));
    }

    private static void pass(Trip trip, Duration time) {
        trip.clock.pass(time);
        trip.turn();
        trip.turn();
        trip.turn();
    }

    @Test
    void people_are_reminded_after_pauses_that_grow_up_to_a_day() {
        try (Trip trip = blocked()) {
            List<Duration> pauses = List.of(
                    Duration.ofMinutes(30),
                    Duration.ofHours(1),
                    Duration.ofHours(2),
                    Duration.ofHours(4),
                    Duration.ofHours(8),
                    Duration.ofHours(16),
                    Duration.ofDays(1),
                    Duration.ofDays(1));
            Instant due = trip.job.alarm().orElseThrow().since();
            int given = 0;
            for (Duration pause : pauses) {
                due = due.plus(pause);
                passTo(trip, due.minus(Duration.ofMinutes(2)));
                assertThat(trip.facts(Fact.AttentionReminder.class))
                        .as("before " + pause + " are over")
                        .hasSize(given);
                passTo(trip, due);
                given++;
                assertThat(trip.facts(Fact.AttentionReminder.class))
                        .as("after " + pause)
                        .hasSize(given);
            }
            assertThat(trip.facts(Fact.AttentionNeeded.class)).as("called once").hasSize(1);
            assertThat(trip.facts(Fact.AttentionReminder.class)).last().satisfies(last -> {
                assertThat(last.problem()).contains("notes.txt");
                assertThat(last.next()).isAfter(trip.clock.instant().plus(Duration.ofHours(23)));
            });
        }
    }

    @Test
    void a_reminder_is_given_once_however_often_the_bot_starts_anew() {
        try (Trip trip = blocked()) {
            pass(trip, Duration.ofMinutes(31));
            trip.restart();
            trip.turn();
            trip.restart();
            trip.turn();
            assertThat(trip.facts(Fact.AttentionReminder.class)).hasSize(1);
        }
    }

    @Test
    void no_reminder_comes_once_the_cause_is_gone() {
        try (Trip trip = blocked()) {
            letMount(trip);
            trip.untilOver();
            assertThat(trip.job.alarm()).isEmpty();
            assertThat(trip.facts(Fact.AttentionReminder.class)).isEmpty();
        }
    }

    @Test
    void the_way_home_can_be_walked_again_from_its_top() {
        try (Trip trip = blocked()) {
            letMount(trip);
            int before = trip.job.passage().epoch();
            Job again = trip.job.with(draft -> {
                draft.move(Move.RESUME_HOME, trip.clock.instant());
                draft.problem = Optional.empty();
                draft.enter(Step.STOP_BUILD, trip.clock.instant());
                draft.passage = draft.passage.nextEpoch();
            });
            assertThat(trip.store.save(
                            again,
                            List.of(new Fact.AttentionOver(), new Fact.StepStarted(Step.STOP_BUILD)),
                            trip.clock.instant()))
                    .isPresent();
            trip.cloud.calls.clear();
            trip.untilOver();
            assertThat(trip.job.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(trip.job.passage().epoch()).isGreaterThan(before);
            assertThat(trip.cloud.calls)
                    .as("what is so already is not asked for again")
                    .noneMatch(call -> call.startsWith("detach") || call.startsWith("attach"));
        }
    }
}
