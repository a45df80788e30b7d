package dev.sojourn.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.job.Fact;
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

/** What may happen to the host while its volume is away. */
class HostEventsTest {

    private static final String NEW_HOST = "i-0000000000000c001";

    @TempDir
    Path folder;

    /** A job in mid-build, whose build has just ended. */
    private Trip awayAndBuilt() {
        Trip trip = new Trip(folder, List.of());
        trip.until(job -> job.buildStartedAt().isPresent());
        trip.cloud.buildOver = true;
        return trip;
    }

    @Test
    void stopped_it_gets_its_volume_attached_and_mounts_it_when_it_starts() {
        try (Trip trip = awayAndBuilt()) {
            trip.cloud.become(FakeCloud.HOST, InstanceView.State.STOPPED);
            trip.untilOver();
            assertThat(trip.job.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(trip.facts(Fact.VolumeHome.class)).containsExactly(new Fact.VolumeHome(false));
            assertThat(trip.cloud.volume.attachmentTo(FakeCloud.HOST)).isPresent();
            assertThat(trip.cloud.builder()).isEmpty();
        }
    }

    @Test
    void stopped_it_ends_the_job_only_when_nothing_that_was_asked_of_it_may_still_begin() {
        try (Trip trip = awayAndBuilt()) {
            trip.cloud.become(FakeCloud.HOST, InstanceView.State.STOPPED);
            trip.until(job -> job.step() == Step.MOUNT_ON_HOST);
            Instant home = trip.clock.instant();
            trip.until(job -> job.step() != Step.MOUNT_ON_HOST);
            assertThat(Duration.between(home, trip.clock.instant())).isGreaterThan(Timing.DEFAULT.notAfter());
        }
    }

    @Test
    void rebooted_it_is_waited_for_and_nobody_is_called() {
        try (Trip trip = awayAndBuilt()) {
            trip.cloud.online.remove(FakeCloud.HOST);
            trip.until(job -> job.step() == Step.MOUNT_ON_HOST);
            for (int turns = 0; turns < 12; turns++) {
                trip.turn();
            }
            assertThat(trip.job.state()).isEqualTo(JobState.HOMEBOUND);
            trip.cloud.online.add(FakeCloud.HOST);
            trip.untilOver();
            assertThat(trip.job.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(trip.facts(Fact.AttentionNeeded.class)).isEmpty();
            assertThat(trip.facts(Fact.VolumeHome.class)).containsExactly(new Fact.VolumeHome(true));
        }
    }

    @Test
    void terminated_a_person_is_told_where_the_volume_is_and_no_builder_is_left_running() {
        try (Trip trip = awayAndBuilt()) {
            trip.cloud.become(FakeCloud.HOST, InstanceView.State.TERMINATED);
            trip.until(job -> job.state() == JobState.NEEDS_ATTENTION);
            assertThat(trip.job.hostLost()).isTrue();
            assertThat(trip.facts(Fact.AttentionNeeded.class)).singleElement().satisfies(needed -> {
                assertThat(needed.problem()).contains("terminated", FakeCloud.VOLUME, "`available`");
                assertThat(needed.advice()).contains("Choose a new host");
            });
            assertThat(trip.cloud.volume.isAvailable()).isTrue();
            for (int turns = 0; turns < 20; turns++) {
                trip.turn();
            }
            assertThat(trip.cloud.builder()).isEmpty();
            assertThat(trip.facts(Fact.AttentionNeeded.class)).as("said once").hasSize(1);
        }
    }

    @Test
    void terminated_and_replaced_the_volume_goes_home_to_the_new_one() {
        try (Trip trip = awayAndBuilt()) {
            trip.cloud.become(FakeCloud.HOST, InstanceView.State.TERMINATED);
            trip.until(job -> job.state() == JobState.NEEDS_ATTENTION);
            trip.cloud.become(NEW_HOST, InstanceView.State.RUNNING);
            trip.cloud.online.add(NEW_HOST);
            chooseNewHost(trip);
            trip.untilOver();
            assertThat(trip.job.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(trip.cloud.volume.attachmentTo(NEW_HOST)).isPresent();
            assertThat(trip.cloud.mountedOn).contains(NEW_HOST);
            assertThat(trip.cloud.builder().filter(id -> !id.equals(NEW_HOST))).isEmpty();
        }
    }

    @Test
    void a_new_host_that_is_not_there_calls_for_help_again() {
        try (Trip trip = awayAndBuilt()) {
            trip.cloud.become(FakeCloud.HOST, InstanceView.State.TERMINATED);
            trip.until(job -> job.state() == JobState.NEEDS_ATTENTION);
            chooseNewHost(trip);
            trip.until(job -> job.state() == JobState.NEEDS_ATTENTION);
            assertThat(trip.facts(Fact.AttentionNeeded.class)).hasSize(2);
            assertThat(trip.job.hostLost()).isTrue();
        }
    }

    @Test
    void without_an_agent_it_is_said_before_anything_is_launched() {
        try (Trip trip = new Trip(folder, List.of())) {
            trip.cloud.online.remove(FakeCloud.HOST);
            trip.untilOver();
            assertThat(trip.job.state()).isEqualTo(JobState.FAILED);
            assertThat(trip.job.homeward().orElseThrow().words()).contains("agent", "does not answer");
            assertThat(trip.cloud.calls).isEmpty();
        }
    }

    @Test
    void terminated_before_the_volume_has_left_nothing_is_launched_for_long_and_a_person_is_called() {
        try (Trip trip = new Trip(folder, List.of())) {
            trip.until(job -> job.step() == Step.LAUNCH_BUILDER);
            trip.cloud.become(FakeCloud.HOST, InstanceView.State.TERMINATED);
            trip.cloud.letGo(FakeCloud.HOST);
            trip.until(job -> job.state() == JobState.NEEDS_ATTENTION
                    || job.buildStartedAt().isPresent());
            trip.cloud.buildOver = true;
            trip.until(job -> job.state() == JobState.NEEDS_ATTENTION);
            assertThat(trip.job.hostLost()).isTrue();
            trip.clock.pass(Duration.ofMinutes(1));
            for (int turns = 0; turns < 20; turns++) {
                trip.turn();
            }
            assertThat(trip.cloud.builder()).isEmpty();
            assertThat(trip.cloud.volume.isAvailable()).isTrue();
        }
    }

    /** As the desk does when an owner names one. */
    private static void chooseNewHost(Trip trip) {
        trip.store.save(
                trip.job.with(draft -> {
                    draft.move(Move.RESUME_HOME, trip.clock.instant());
                    draft.problem = Optional.empty();
                    draft.moveHome(NEW_HOST);
                    draft.enter(Step.ATTACH_TO_HOST, trip.clock.instant());
                }),
                List.of(new Fact.HostChosen("U0ANN", NEW_HOST), new Fact.AttentionOver()),
                trip.clock.instant());
        trip.job = trip.store.find(trip.job.number()).orElseThrow();
    }
}
