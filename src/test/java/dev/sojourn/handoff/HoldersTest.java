package dev.sojourn.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Hold;
import dev.sojourn.job.Holder;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldersTest {

    @TempDir
    Path folder;

    private Trip heldBy(String... commands) {
        Trip trip = new Trip(folder, List.of());
        trip.cloud.holders.addAll(List.of(commands));
        return trip;
    }

    private static void change(Trip trip, UnaryOperator<Hold> answer, Fact... facts) {
        Job changed = trip.job.with(draft -> draft.hold = draft.hold.map(answer));
        assertThat(trip.store.save(changed, List.of(facts), trip.clock.instant()))
                .isPresent();
        trip.job = trip.store.find(trip.job.number()).orElseThrow();
    }

    private static void pass(Trip trip, Duration time) {
        Instant end = trip.clock.instant().plus(time);
        while (trip.clock.instant().isBefore(end)) {
            trip.clock.pass(Duration.ofSeconds(40));
            for (int turns = 0; turns < 4; turns++) {
                trip.turn();
            }
        }
    }

    private static Hold.StopOrder by(String user, Hold hold) {
        return new Hold.StopOrder(Optional.of(user), hold.holders());
    }

    @Test
    void somebody_who_leaves_at_once_is_never_spoken_of() {
        try (Trip trip = heldBy("git")) {
            trip.until(job -> job.hold().isPresent());
            trip.cloud.holders.clear();
            trip.until(job -> job.step() == Step.LAUNCH_BUILDER);
            assertThat(trip.facts(Fact.Held.class)).isEmpty();
            assertThat(trip.facts(Fact.HeldNoMore.class)).isEmpty();
            assertThat(trip.job.hold()).isEmpty();
        }
    }

    @Test
    void whoever_stays_is_asked_once_and_all_hear_when_the_tree_is_free() {
        try (Trip trip = heldBy("vim")) {
            pass(trip, Duration.ofMinutes(20));
            assertThat(trip.facts(Fact.Held.class)).hasSize(1);
            assertThat(trip.job.hold().orElseThrow().asked()).containsExactly(1000);
            trip.cloud.holders.clear();
            trip.until(job -> job.step() == Step.LAUNCH_BUILDER);
            assertThat(trip.facts(Fact.HeldNoMore.class)).hasSize(1);
        }
    }

    @Test
    void nobodys_editor_is_ended_unasked() {
        try (Trip trip = heldBy("vim", "clangd")) {
            pass(trip, Duration.ofMinutes(20));
            assertThat(trip.cloud.calls).doesNotContain("send stop-holders");
        }
    }

    @Test
    void what_the_configuration_lets_be_ended_is_ended_once_nobody_else_is_there() {
        try (Trip trip = heldBy("clangd")) {
            trip.until(job -> job.step() == Step.LAUNCH_BUILDER);
            assertThat(trip.cloud.stopped)
                    .singleElement()
                    .satisfies(values -> assertThat(values)
                            .containsEntry("HOLDERS", "7 4711 1000")
                            .containsEntry("RESTART", "true"));
            assertThat(trip.facts(Fact.HoldersStopped.class)).singleElement().satisfies(stopped -> {
                assertThat(stopped.by()).isEmpty();
                assertThat(stopped.left()).isZero();
            });
            assertThat(trip.facts(Fact.Held.class)).isEmpty();
        }
    }

    @Test
    void what_does_not_end_when_it_is_asked_unasked_is_told_of_and_not_asked_again() {
        try (Trip trip = heldBy("clangd")) {
            trip.cloud.stubborn.add("clangd");
            trip.until(job -> !trip.facts(Fact.Held.class).isEmpty());
            pass(trip, Duration.ofMinutes(10));
            assertThat(trip.cloud.stopped).hasSize(1);
            assertThat(trip.facts(Fact.HoldersStopped.class)).hasSize(1);
        }
    }

    @Test
    void a_mount_of_the_machines_own_is_told_of_and_no_signal_is_sent() {
        try (Trip trip = heldBy("clangd")) {
            trip.cloud.script("preflight", (at, values) -> {
                var told = FakeCloud.yes();
                told.putArray("holders")
                        .addObject()
                        .put("pid", 0)
                        .put("uid", 0)
                        .put("user", "root")
                        .put("comm", "/srv/tree")
                        .put("how", "mount");
                return told;
            });
            trip.until(job -> !trip.facts(Fact.Held.class).isEmpty());
            assertThat(trip.facts(Fact.Held.class).get(0).holders())
                    .singleElement()
                    .extracting(Holder::words)
                    .isEqualTo("mount of /srv/tree");
            assertThat(trip.cloud.stopped).isEmpty();
        }
    }

    @Test
    void whoever_is_told_to_be_stopped_by_their_owner_is_stopped_and_the_job_goes_on() {
        try (Trip trip = heldBy("vim")) {
            trip.until(job -> !trip.facts(Fact.Held.class).isEmpty());
            change(trip, hold -> hold.stopping(by("U0ANN", hold)));
            trip.until(job -> job.step() == Step.LAUNCH_BUILDER);
            assertThat(trip.facts(Fact.HoldersStopped.class))
                    .singleElement()
                    .satisfies(stopped -> assertThat(stopped.by()).contains("U0ANN"));
            // Nobody starts an editor again for somebody.
            assertThat(trip.cloud.stopped)
                    .singleElement()
                    .satisfies(values -> assertThat(values).containsEntry("RESTART", "false"));
        }
    }

    @Test
    void a_bot_that_is_killed_between_the_order_and_its_answer_stops_them_all_the_same() {
        try (Trip trip = heldBy("vim")) {
            trip.until(job -> !trip.facts(Fact.Held.class).isEmpty());
            change(trip, hold -> hold.stopping(by("U0ANN", hold)));
            trip.turn();
            trip.restart();
            trip.until(job -> job.step() == Step.LAUNCH_BUILDER);
            assertThat(trip.facts(Fact.HoldersStopped.class)).hasSize(1);
        }
    }

    @Test
    void whoever_wants_more_time_is_left_alone_until_then_and_asked_again_after() {
        try (Trip trip = heldBy("vim")) {
            trip.until(job -> !trip.facts(Fact.Held.class).isEmpty());
            Instant until = trip.clock.instant().plus(Duration.ofMinutes(30));
            change(trip, hold -> hold.waiting(until), new Fact.HeldLonger("U0ANN", until));
            pass(trip, Duration.ofMinutes(29));
            assertThat(trip.facts(Fact.Held.class)).hasSize(1);
            pass(trip, Duration.ofMinutes(2));
            assertThat(trip.facts(Fact.Held.class)).hasSize(2);
            pass(trip, Duration.ofMinutes(30));
            assertThat(trip.facts(Fact.Held.class)).as("asked again once").hasSize(2);
        }
    }

    @Test
    void a_job_waits_two_hours_at_most_and_longer_only_while_somebody_asked_for_time() {
        try (Trip trip = heldBy("vim")) {
            pass(trip, Duration.ofMinutes(115));
            Instant until = trip.clock.instant().plus(Duration.ofMinutes(30));
            change(trip, hold -> hold.waiting(until), new Fact.HeldLonger("U0ANN", until));
            pass(trip, Duration.ofMinutes(20));
            assertThat(trip.job.state()).isEqualTo(JobState.OUTBOUND);
            trip.untilOver();
            assertThat(trip.clock.instant()).isAfter(until);
            assertThat(trip.job.state()).isEqualTo(JobState.FAILED);
            assertThat(trip.job.homeward().map(Homeward::words).orElseThrow()).contains("vim (pid 7, ann, cwd)");
            assertThat(trip.cloud.calls).doesNotContain("launch", "send unmount");
        }
    }

    @Test
    void a_second_person_who_comes_into_the_tree_is_asked_as_well() {
        try (Trip trip = heldBy("vim")) {
            trip.until(job -> !trip.facts(Fact.Held.class).isEmpty());
            trip.cloud.uid = 1001;
            trip.until(job -> trip.facts(Fact.Held.class).size() == 2);
            assertThat(trip.facts(Fact.Held.class).get(1).holders())
                    .extracting(Holder::uid)
                    .containsOnly(1001);
        }
    }

    @Test
    void in_the_way_of_the_unmount_they_are_stopped_by_their_owners_word_too_and_the_builder_is_kept() {
        try (Trip trip = heldBy()) {
            trip.until(job -> job.step() == Step.UNMOUNT_FROM_HOST);
            trip.cloud.holders.add("vim");
            trip.until(job -> !trip.facts(Fact.Held.class).isEmpty());
            change(trip, hold -> hold.stopping(by("U0ANN", hold)));
            trip.until(job -> job.step() == Step.DETACH_FROM_HOST);
            assertThat(trip.job.attempts()).hasSize(1);
            assertThat(trip.facts(Fact.HeldNoMore.class)).hasSize(1);
        }
    }

    @Test
    void what_is_left_at_home_says_which_job_until_when_and_where_to_read_on() {
        try (Trip trip = heldBy()) {
            trip.until(job -> job.step() == Step.DETACH_FROM_HOST);
            assertThat(trip.cloud.unmounts).first().satisfies(values -> {
                assertThat(values.get("AWAY"))
                        .startsWith("# The volume vol-00000000000000a1 is away")
                        .contains("Job #1 builds main", "at about ", Trip.THREAD);
                assertThat(values)
                        .containsEntry("JOB", "1")
                        .containsEntry("THREAD", Trip.THREAD)
                        .containsEntry("ROLE", "host");
                long back = Long.parseLong(values.get("UNTIL"));
                assertThat(Duration.between(trip.clock.instant(), Instant.ofEpochSecond(back)))
                        .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(33));
            });
        }
    }
}
