package dev.sojourn.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.cloud.Refusal;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Market;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builders that are not to be had. Ann's ladder is two types as spot, then the same two on demand. */
class CapacityTest {

    @TempDir
    Path folder;

    private Trip trip;

    @BeforeEach
    void open() {
        trip = Trip.onSpot(folder);
    }

    @AfterEach
    void close() {
        trip.close();
    }

    private void refuses(Refusal refusal, String... launches) {
        List.of(launches).forEach(launch -> trip.cloud.refusals.put("launch " + launch, refusal));
    }

    private List<String> launches() {
        return trip.cloud.calls.stream()
                .filter(call -> call.startsWith("launch"))
                .toList();
    }

    private void passes() {
        trip.until(job -> job.buildStartedAt().isPresent() && trip.cloud.buildRuns);
        trip.cloud.buildOver = true;
        trip.untilOver();
    }

    @Test
    void where_the_quota_of_spot_is_reached_no_other_spot_rung_is_tried_but_those_on_demand_are() {
        refuses(Refusal.QUOTA, "c7i.16xlarge spot", "c7a.16xlarge spot");
        passes();
        assertThat(trip.job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(launches()).containsExactly("launch c7i.16xlarge spot refused", "launch");
        assertThat(trip.job.attempt().orElseThrow().offer().market()).isEqualTo(Market.ON_DEMAND);
        assertThat(trip.facts(Fact.RungRefused.class))
                .singleElement()
                .satisfies(refused ->
                        assertThat(refused.quota().orElseThrow().code()).contains("L-34B43A08"));
    }

    @Test
    void where_both_quotas_are_reached_the_job_ends_at_once_and_says_where_they_are_raised() {
        refuses(Refusal.QUOTA, "c7i.16xlarge spot", "c7a.16xlarge spot", "c7i.16xlarge", "c7a.16xlarge");
        trip.untilOver();
        assertThat(trip.job.state()).isEqualTo(JobState.FAILED);
        assertThat(launches()).containsExactly("launch c7i.16xlarge spot refused", "launch c7i.16xlarge refused");
        assertThat(trip.job.homeward().orElseThrow().words())
                .contains(
                        "https://console.aws.amazon.com/servicequotas/home/services/ec2/quotas/L-34B43A08?region=us-east-1")
                .contains("quotas/L-1216C47A?region=us-east-1");
        assertThat(trip.facts(Fact.NoCapacity.class)).isEmpty();
    }

    @Test
    void with_one_quota_reached_and_no_capacity_beside_it_only_the_latter_is_tried_again() {
        refuses(Refusal.QUOTA, "c7i.16xlarge spot");
        refuses(Refusal.NO_CAPACITY, "c7i.16xlarge", "c7a.16xlarge");
        trip.until(job -> launches().size() > 6);
        assertThat(launches()).filteredOn(call -> call.contains("spot")).hasSize(1);
        assertThat(trip.facts(Fact.NoCapacity.class)).hasSize(1);
    }

    @Test
    void where_something_else_is_used_up_no_type_helps_and_the_job_ends() {
        refuses(Refusal.USED_UP, "c7i.16xlarge spot");
        trip.untilOver();
        assertThat(launches()).hasSize(1);
        assertThat(trip.job.homeward().orElseThrow().reason()).isEqualTo(Homeward.Reason.NO_BUILDER);
    }

    @Test
    void pauses_grow_while_there_is_nothing_and_the_host_keeps_its_volume() {
        refuses(Refusal.NO_CAPACITY, "c7i.16xlarge spot", "c7a.16xlarge spot", "c7i.16xlarge", "c7a.16xlarge");
        trip.until(job -> job.attempts().size() > 20);
        List<Attempt> rounds =
                trip.job.attempts().stream().filter(one -> one.rung() == 0).toList();
        for (int at = 2; at < rounds.size(); at++) {
            assertThat(between(rounds, at)).isGreaterThanOrEqualTo(between(rounds, at - 1));
        }
        assertThat(between(rounds, rounds.size() - 1)).isGreaterThan(between(rounds, 1));
        assertThat(trip.job.waitsForCapacity()).isTrue();
        assertThat(trip.cloud.mountedOn).contains(FakeCloud.HOST);
    }

    private static Duration between(List<Attempt> rounds, int at) {
        return Duration.between(rounds.get(at - 1).askedAt(), rounds.get(at).askedAt());
    }

    @Test
    void tried_anew_the_whole_ladder_is_asked_at_once_also_what_was_out_of_quota() {
        refuses(Refusal.QUOTA, "c7i.16xlarge spot");
        refuses(Refusal.NO_CAPACITY, "c7i.16xlarge", "c7a.16xlarge");
        trip.until(Job::waitsForCapacity);
        trip.cloud.refusals.clear();
        trip.job = trip.store
                .save(trip.job.with(draft -> draft.tryAnew(trip.clock.instant())), List.of(), trip.clock.instant())
                .orElseThrow();
        trip.turn();
        assertThat(trip.job.attempt().orElseThrow().offer().label()).isEqualTo("c7i.16xlarge (spot)");
        passes();
        assertThat(trip.job.state()).isEqualTo(JobState.SUCCEEDED);
    }

    private void takesBack(String builder) {
        trip.cloud.spotRequests.put("sir-" + builder, "instance-terminated-no-capacity");
    }

    /** In mid-build. */
    private String reclaimed() {
        trip.until(job -> job.buildStartedAt().isPresent() && job.step() == Step.RUN_BUILD);
        String builder = trip.cloud.builder().orElseThrow();
        takesBack(builder);
        return builder;
    }

    @Test
    void a_builder_that_is_taken_back_lets_go_of_the_volume_and_the_next_one_goes_on_without_a_way_home() {
        String first = reclaimed();
        passes();
        assertThat(trip.job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(trip.facts(Fact.ReclaimNoticed.class))
                .containsExactly(new Fact.ReclaimNoticed(1, first, "instance-terminated-no-capacity"));
        assertThat(trip.facts(Fact.VolumeSaved.class)).singleElement().satisfies(saved -> {
            assertThat(saved.clean()).isTrue();
            assertThat(saved.took()).isLessThan(Duration.ofMinutes(2));
        });
        assertThat(trip.job.attempts()).hasSize(2);
        assertThat(trip.job.attempts().get(0).life().reclaimed()).isPresent();
        assertThat(trip.facts(Fact.StepDone.class))
                .extracting(Fact.StepDone::step)
                .containsOnlyOnce(Step.MOUNT_ON_HOST);
        assertThat(trip.cloud.builds)
                .extracting(values -> values.get("ATTEMPT"))
                .containsExactly("1", "2");
        assertThat(trip.cloud.builds).extracting(values -> values.get("SLOT")).containsOnly("1");
    }

    @Test
    void whoever_agreed_to_the_plan_is_not_asked_again() {
        trip.close();
        trip = Trip.onSpot(folder.resolve("asked"), List.of("it is large"));
        trip.until(job -> job.state() == JobState.AWAITING_APPROVAL);
        trip.approve();
        reclaimed();
        passes();
        assertThat(trip.job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(trip.facts(Fact.ApprovalAsked.class)).hasSize(1);
    }

    @Test
    void where_two_minutes_do_not_suffice_the_filesystem_is_checked_and_it_is_told() {
        String first = reclaimed();
        trip.cloud.script("unmount", (at, values) -> FakeCloud.no("held", "a process that does not end"));
        trip.until(job -> job.step() == Step.UNMOUNT_FROM_BUILDER);
        trip.cloud.kill(first);
        trip.cloud.script("unmount", (at, values) -> {
            trip.cloud.mountedOn = Optional.empty();
            return FakeCloud.yes().put("mounted", false);
        });
        passes();
        assertThat(trip.facts(Fact.VolumeSaved.class))
                .singleElement()
                .satisfies(saved -> assertThat(saved.clean()).isFalse());
        assertThat(trip.cloud.mounts.get(1)).containsEntry("CHECK_FS", "true");
    }

    @Test
    void without_another_builder_the_volume_goes_home_and_the_job_waits_there() {
        trip.until(job -> job.step() == Step.RUN_BUILD);
        refuses(Refusal.NO_CAPACITY, "c7i.16xlarge spot", "c7a.16xlarge spot", "c7i.16xlarge", "c7a.16xlarge");
        reclaimed();
        trip.until(Job::waitsForCapacity);
        assertThat(trip.cloud.mountedOn).contains(FakeCloud.HOST);
        assertThat(trip.facts(Fact.TurnedHome.class))
                .extracting(turned -> turned.why().reason())
                .containsExactly(Homeward.Reason.RECLAIMED, Homeward.Reason.NO_SUCCESSOR);
        trip.cloud.refusals.clear();
        passes();
        assertThat(trip.job.state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void a_cancel_while_it_is_moved_brings_it_home() {
        reclaimed();
        trip.until(job -> job.step() == Step.UNMOUNT_FROM_BUILDER);
        trip.job = trip.store
                .save(
                        trip.job.with(draft -> draft.cancelAskedBy = Optional.of("U0ANN")),
                        List.of(),
                        trip.clock.instant())
                .orElseThrow();
        trip.untilOver();
        assertThat(trip.job.state()).isEqualTo(JobState.CANCELLED);
        assertThat(trip.job.attempts()).hasSize(1);
        assertThat(trip.cloud.mountedOn).contains(FakeCloud.HOST);
    }

    @Test
    void a_host_of_another_architecture_than_the_types_is_refused_before_anything_is_launched() {
        trip.cloud.architecture = "aarch64";
        trip.untilOver();
        assertThat(trip.job.state()).isEqualTo(JobState.FAILED);
        assertThat(launches()).isEmpty();
        assertThat(trip.job.homeward().orElseThrow().words())
                .contains("The host is arm64")
                .contains("c7i.16xlarge is x86_64")
                .contains("never share a slot");
    }

    @Test
    void after_three_that_were_taken_back_builders_are_bought_on_demand_whatever_was_restarted() {
        for (int times = 1; times <= 3; times++) {
            int attempts = times;
            trip.until(job -> job.attempts().size() == attempts);
            reclaimed();
            trip.until(job -> job.attempts().size() > attempts);
            trip.restart();
        }
        assertThat(trip.job.attempts())
                .extracting(one -> one.offer().market())
                .containsExactly(Market.SPOT, Market.SPOT, Market.SPOT, Market.ON_DEMAND);
        assertThat(trip.facts(Fact.SpotLeftAlone.class))
                .singleElement()
                .satisfies(alone -> assertThat(alone.why().reclaims()).isEqualTo(3));
        passes();
        assertThat(trip.job.state()).isEqualTo(JobState.SUCCEEDED);
    }
}
