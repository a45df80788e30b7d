package dev.sojourn.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.Refusal;
import dev.sojourn.job.Approval;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Move;
import dev.sojourn.job.Request;
import dev.sojourn.job.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundTripTest {

    @TempDir
    Path folder;

    private Trip trip() {
        return new Trip(folder, List.of());
    }

    private static Trip buildEnds(Trip trip) {
        trip.until(job -> job.step() == Step.RUN_BUILD && job.buildStartedAt().isPresent());
        trip.cloud.buildOver = true;
        return trip.untilOver();
    }

    private static void isHome(Trip trip) {
        assertThat(trip.cloud.mountedOn).contains(FakeCloud.HOST);
        assertThat(trip.cloud.volume.attachments()).hasSize(1);
        assertThat(trip.cloud.volume.attachments().get(0).instance()).isEqualTo(FakeCloud.HOST);
        assertThat(trip.cloud.machines.values().stream().filter(one -> !one.id().equals(FakeCloud.HOST)))
                .allMatch(one -> one.state() == InstanceView.State.TERMINATED);
    }

    @Test
    void a_build_that_passes_brings_the_volume_home_and_ends_the_builder() {
        try (Trip trip = buildEnds(trip())) {
            assertThat(trip.job.state()).isEqualTo(JobState.SUCCEEDED);
            isHome(trip);
            assertThat(trip.facts(Fact.VolumeHome.class)).hasSize(1);
            assertThat(trip.facts(Fact.BuilderGone.class)).hasSize(1);
            assertThat(trip.facts(Fact.StepDone.class).stream().map(Fact.StepDone::step))
                    .containsExactly(Step.values());
            assertThat(trip.job.cost(trip.clock.instant()).micros()).isPositive();
        }
    }

    @Test
    void a_build_that_fails_walks_the_same_way_home() {
        try (Trip trip = trip()) {
            trip.cloud.buildExit = 1;
            buildEnds(trip);
            assertThat(trip.job.state()).isEqualTo(JobState.FAILED);
            isHome(trip);
        }
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void killed_in_any_step_it_goes_on_from_the_database(Step step) {
        try (Trip trip = trip()) {
            trip.until(job -> {
                trip.cloud.buildOver = job.buildStartedAt().isPresent();
                return job.step() == step || job.state().isTerminal();
            });
            trip.restart();
            trip.until(job -> {
                trip.cloud.buildOver = job.buildStartedAt().isPresent();
                return job.state().isTerminal();
            });
            assertThat(trip.job.state()).isEqualTo(JobState.SUCCEEDED);
            isHome(trip);
            assertThat(trip.cloud.calls.stream().filter("launch"::equals)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {
                "PREFLIGHT",
                "LAUNCH_BUILDER",
                "UNMOUNT_FROM_HOST",
                "DETACH_FROM_HOST",
                "ATTACH_TO_BUILDER",
                // AWAIT_BUILDER_AGENT is passed at once where the agent was online before the volume left.
                "MOUNT_ON_BUILDER",
                "RUN_BUILD"
            })
    void cancelled_in_any_step_of_the_way_out_the_volume_comes_home(Step step) {
        try (Trip trip = trip()) {
            trip.until(job -> job.step() == step && job.state() == JobState.OUTBOUND);
            cancel(trip);
            trip.untilOver();
            assertThat(trip.job.state()).isEqualTo(JobState.CANCELLED);
            isHome(trip);
        }
    }

    private static void cancel(Trip trip) {
        Job asked = trip.job.with(draft -> draft.cancelAskedBy = Optional.of("U0ANN"));
        assertThat(trip.store.save(asked, List.of(new Fact.CancelAsked("U0ANN")), trip.clock.instant()))
                .isPresent();
        trip.job = trip.store.find(trip.job.number()).orElseThrow();
    }

    @Test
    void nothing_is_launched_before_the_approval_and_all_goes_on_after_it() {
        try (Trip trip = new Trip(folder, List.of("c7i.16xlarge has 64 vCPUs"))) {
            trip.until(job -> job.state() == JobState.AWAITING_APPROVAL);
            assertThat(trip.cloud.calls).doesNotContain("launch");
            assertThat(trip.job.commit()).isPresent();
            Approval approval = new Approval("U0CLEO", trip.clock.instant(), "digest", "sha");
            trip.store.save(
                    trip.job.with(draft -> {
                        draft.move(Move.APPROVE, trip.clock.instant());
                        draft.approval = Optional.of(approval);
                    }),
                    List.of(new Fact.Approved("U0CLEO", false)),
                    trip.clock.instant());
            trip.job = trip.store.find(trip.job.number()).orElseThrow();
            buildEnds(trip);
            assertThat(trip.job.state()).isEqualTo(JobState.SUCCEEDED);
        }
    }

    @Test
    void a_retry_after_a_failed_build_rests_on_the_approval_that_was_given() {
        try (Trip trip = new Trip(folder, List.of("large"))) {
            trip.cloud.buildExit = 1;
            trip.until(job -> job.state() == JobState.AWAITING_APPROVAL);
            Approval yes = new Approval(
                    "U0CLEO",
                    trip.clock.instant(),
                    trip.job.request().plan().digest(),
                    trip.job.commit().orElseThrow().sha());
            trip.store.save(
                    trip.job.with(draft -> {
                        draft.move(Move.APPROVE, trip.clock.instant());
                        draft.approval = Optional.of(yes);
                    }),
                    List.of(new Fact.Approved("U0CLEO", false)),
                    trip.clock.instant());
            trip.job = trip.store.find(trip.job.number()).orElseThrow();
            assertThat(buildEnds(trip).job.state()).isEqualTo(JobState.FAILED);

            trip.cloud.buildOver = false;
            trip.submit(trip.job.request());
            trip.until(job -> job.step() == Step.LAUNCH_BUILDER);
            assertThat(trip.facts(Fact.ApprovalAsked.class)).isEmpty();
            assertThat(trip.facts(Fact.Approved.class)).containsExactly(new Fact.Approved("U0CLEO", true));
        }
    }

    @Test
    void a_yes_that_was_given_ahead_is_bound_to_plan_and_commit_like_any_other() {
        try (Trip trip = new Trip(folder, List.of("large"))) {
            Request asked = trip.job.request();
            trip.submit(new Request(
                    asked.requester(),
                    asked.channel(),
                    asked.options(),
                    asked.plan(),
                    asked.approvalReasons(),
                    Optional.of(new Request.Ahead(7, "U0CLEO")),
                    Optional.empty()));
            trip.until(job -> job.step() == Step.LAUNCH_BUILDER);
            assertThat(trip.facts(Fact.ApprovalAsked.class)).isEmpty();
            assertThat(trip.facts(Fact.Approved.class))
                    .containsExactly(new Fact.Approved("U0CLEO", true, Optional.of(7L)));
            assertThat(trip.job.approval().orElseThrow())
                    .extracting(Approval::by, Approval::planDigest, Approval::sha)
                    .containsExactly(
                            "U0CLEO",
                            asked.plan().digest(),
                            trip.job.commit().orElseThrow().sha());
        }
    }

    @Test
    void an_approval_that_nobody_gives_expires_and_touches_nothing() {
        try (Trip trip = new Trip(folder, List.of("large"))) {
            trip.until(job -> job.state() == JobState.AWAITING_APPROVAL);
            trip.clock.pass(Duration.ofHours(5));
            trip.untilOver();
            assertThat(trip.job.state()).isEqualTo(JobState.CANCELLED);
            assertThat(trip.cloud.calls).containsOnly("send preflight");
        }
    }

    @Test
    void the_second_rung_is_taken_where_the_first_has_no_capacity() {
        try (Trip trip = trip()) {
            trip.cloud.refusals.put("launch c7i.16xlarge", Refusal.NO_CAPACITY);
            buildEnds(trip);
            assertThat(trip.job.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(trip.facts(Fact.RungRefused.class)).hasSize(1);
            assertThat(trip.job.attempt().orElseThrow().offer().type().name()).isEqualTo("c7a.16xlarge");
        }
    }

    @Test
    void with_no_capacity_anywhere_the_host_keeps_its_volume_and_the_job_fails_after_half_an_hour() {
        try (Trip trip = trip()) {
            trip.cloud.refusals.put("launch c7i.16xlarge", Refusal.NO_CAPACITY);
            trip.cloud.refusals.put("launch c7a.16xlarge", Refusal.NO_CAPACITY);
            trip.untilOver();
            assertThat(trip.job.state()).isEqualTo(JobState.FAILED);
            assertThat(trip.job.homeward().orElseThrow().reason()).isEqualTo(Homeward.Reason.NO_BUILDER);
            assertThat(trip.cloud.calls).doesNotContain("send unmount", "detach");
            isHome(trip);
        }
    }

    @Test
    void a_builder_that_dies_in_mid_build_is_replaced_and_the_build_goes_on() {
        try (Trip trip = trip()) {
            trip.until(job -> job.buildStartedAt().isPresent());
            trip.cloud.kill(trip.cloud.builder().orElseThrow());
            buildEnds(trip);
            assertThat(trip.job.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(trip.facts(Fact.BuilderLost.class)).hasSize(1);
            assertThat(trip.job.attempts()).hasSize(2);
            isHome(trip);
        }
    }

    @Test
    void the_host_keeps_its_volume_until_the_builders_agent_is_online() {
        try (Trip trip = trip()) {
            trip.until(job -> job.step() == Step.UNMOUNT_FROM_HOST);
            assertThat(trip.cloud.calls).doesNotContain("send unmount");
            trip.until(job -> job.step() == Step.DETACH_FROM_HOST);
            assertThat(trip.cloud.online).hasSize(2);
        }
    }

    @Test
    void a_mount_held_at_preflight_is_waited_for_before_any_money_is_spent() {
        try (Trip trip = trip()) {
            trip.cloud.holders.add("vim");
            trip.until(job -> !trip.facts(Fact.Held.class).isEmpty());
            assertThat(trip.cloud.calls).doesNotContain("launch");
            trip.cloud.holders.clear();
            buildEnds(trip);
            assertThat(trip.job.state()).isEqualTo(JobState.SUCCEEDED);
        }
    }

    @Test
    void a_mount_held_at_unmount_costs_the_builder_and_the_job_waits_at_home() {
        try (Trip trip = trip()) {
            trip.until(job -> job.step() == Step.UNMOUNT_FROM_HOST);
            trip.cloud.holders.add("vim");
            trip.until(job -> job.step() == Step.PREFLIGHT);
            assertThat(trip.cloud.builder()).isEmpty();
            trip.cloud.holders.clear();
            buildEnds(trip);
            assertThat(trip.job.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(trip.job.attempts()).hasSize(2);
        }
    }

    @Test
    void a_launch_whose_answer_is_lost_is_repeated_with_its_token_and_launches_one_builder() {
        try (Trip trip = trip()) {
            trip.cloud.lost.add("launch");
            buildEnds(trip);
            assertThat(trip.job.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(trip.cloud.machines).hasSize(2);
        }
    }

    @Test
    void a_builder_that_cannot_be_reached_is_terminated_before_its_volume_is_taken() {
        try (Trip trip = trip()) {
            trip.until(job -> job.buildStartedAt().isPresent());
            String builder = trip.cloud.builder().orElseThrow();
            trip.cloud.online.remove(builder);
            cancel(trip);
            trip.untilOver();
            assertThat(trip.job.state()).isEqualTo(JobState.CANCELLED);
            assertThat(trip.cloud.calls).doesNotContain("detach from " + builder);
            isHome(trip);
        }
    }

    @Test
    void a_host_that_cannot_mount_calls_a_person_and_goes_on_once_it_can() {
        try (Trip trip = trip()) {
            trip.until(job -> job.step() == Step.ATTACH_TO_HOST || job.step() == Step.RUN_BUILD);
            trip.cloud.buildOver = true;
            trip.cloud.script("mount", (at, values) -> FakeCloud.no("mount-point-not-empty", "notes.txt lies there"));
            trip.until(job -> job.state() == JobState.NEEDS_ATTENTION);
            assertThat(trip.facts(Fact.AttentionNeeded.class).get(0).problem()).contains("notes.txt");
            trip.cloud.script("mount", (at, values) -> {
                trip.cloud.mountedOn = Optional.of(at);
                return FakeCloud.yes();
            });
            trip.untilOver();
            assertThat(trip.facts(Fact.AttentionNeeded.class)).hasSize(1);
            isHome(trip);
        }
    }
}
