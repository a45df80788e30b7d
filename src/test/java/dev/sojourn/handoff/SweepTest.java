package dev.sojourn.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.command.Caller;
import dev.sojourn.command.Reply;
import dev.sojourn.command.StrayDesk;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
import dev.sojourn.job.Stray;
import dev.sojourn.plan.PriceTable;
import dev.sojourn.plan.Usd;
import dev.sojourn.policy.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builders that no job owns. */
class SweepTest {

    private static final String STRAY = "i-000000000000057a0";
    private static final PriceTable PRICES =
            PriceTable.parse(List.of("# a day", "type"), Map.of("c7i.16xlarge", Usd.of("2.856")));
    private static final Caller EVE = new Caller("U0EVE", "D1");
    private static final Policy POLICY = new Policy(Set.of(), Set.of(), Set.of("U0EVE"), false, 3);

    @TempDir
    Path folder;

    private Trip trip;

    @BeforeEach
    void open() {
        trip = new Trip(folder, List.of());
    }

    @AfterEach
    void close() {
        trip.close();
    }

    private Sweep sweep(Sweep.Rule rule) {
        return new Sweep("test", trip.cloud.ports(), trip.store, rule, PRICES, trip.clock);
    }

    /** A builder of this installation, tagged for a job, and old enough to be judged. */
    private void builder(String job, String... devices) {
        trip.cloud.machines.put(
                STRAY,
                new InstanceView(
                        STRAY,
                        InstanceView.State.RUNNING,
                        "c7i.16xlarge",
                        "us-east-1a",
                        "ami-1",
                        "subnet-1",
                        trip.clock.instant(),
                        Map.of("sojourn:installation", "test", "sojourn:role", "builder", "sojourn:job", job),
                        Set.of(devices),
                        Optional.empty(),
                        Optional.empty()));
        trip.clock.pass(Duration.ofMinutes(3));
    }

    private InstanceView.State state() {
        return trip.cloud.machines.get(STRAY).state();
    }

    @Test
    void one_whose_job_is_over_is_ended_and_told_of_with_its_price() {
        trip.until(job -> job.step() == Step.RUN_BUILD);
        trip.cloud.buildOver = true;
        trip.untilOver();
        builder("1", "/dev/xvda");

        assertThat(sweep(Sweep.Rule.END).round()).singleElement().satisfies(stray -> {
            assertThat(stray.instance()).isEqualTo(STRAY);
            assertThat(stray.fate()).isEqualTo(Stray.Fate.ENDED);
            assertThat(stray.hourly()).contains(Usd.of("2.856"));
            assertThat(stray.job()).contains(1L);
        });
        assertThat(state()).isEqualTo(InstanceView.State.SHUTTING_DOWN);
    }

    @Test
    void where_a_person_is_to_decide_it_runs_until_an_approver_says_so() {
        builder("77", "/dev/xvda");
        Sweep sweep = sweep(Sweep.Rule.ASK);
        StrayDesk desk = new StrayDesk(POLICY, sweep);

        assertThat(sweep.round()).extracting(Stray::fate).containsExactly(Stray.Fate.AWAITS_WORD);
        assertThat(desk.end(new Caller("U0ANN", "C1"), STRAY)).isInstanceOf(Reply.Refused.class);
        assertThat(state()).isEqualTo(InstanceView.State.RUNNING);

        assertThat(desk.end(EVE, STRAY)).isEqualTo(new Reply.StrayEnded(STRAY));
        assertThat(state()).isEqualTo(InstanceView.State.SHUTTING_DOWN);
        assertThat(desk.end(EVE, STRAY)).as("twice is harmless").isInstanceOf(Reply.Refused.class);
    }

    @Test
    void one_that_holds_a_volume_is_told_of_and_ended_by_nobody() {
        builder("77", "/dev/xvda", "/dev/sdf");
        for (Sweep.Rule rule : Sweep.Rule.values()) {
            assertThat(sweep(rule).round()).extracting(Stray::fate).containsExactly(Stray.Fate.HOLDS_A_VOLUME);
            assertThat(sweep(rule).end(STRAY)).isEqualTo(Sweep.Ending.HOLDS_A_VOLUME);
        }
        assertThat(state()).isEqualTo(InstanceView.State.RUNNING);
    }

    @Test
    void the_builder_of_a_job_under_way_is_none_and_no_word_ends_it() {
        trip.until(job -> job.step() == Step.RUN_BUILD);
        trip.clock.pass(Duration.ofMinutes(3));
        String builder = trip.job.builder().orElseThrow();

        assertThat(sweep(Sweep.Rule.END).round()).isEmpty();
        assertThat(sweep(Sweep.Rule.ASK).end(builder)).isEqualTo(Sweep.Ending.OWNED);
        assertThat(trip.job.state()).isEqualTo(JobState.OUTBOUND);
    }

    @Test
    void a_young_one_is_left_alone_for_its_launch_may_be_being_written_down() {
        builder("77", "/dev/xvda");
        trip.clock.pass(Duration.ofMinutes(-2));
        assertThat(sweep(Sweep.Rule.END).round()).isEmpty();
        assertThat(sweep(Sweep.Rule.END).end(STRAY)).isEqualTo(Sweep.Ending.OWNED);
    }

    @Test
    void one_with_a_tag_that_nobody_wrote_is_left_alone() {
        builder("my own", "/dev/xvda");
        assertThat(sweep(Sweep.Rule.END).round()).isEmpty();
        assertThat(state()).isEqualTo(InstanceView.State.RUNNING);
    }

    @Test
    void an_instance_that_is_no_builder_of_ours_cannot_be_named() {
        assertThat(sweep(Sweep.Rule.ASK).end(FakeCloud.HOST)).isEqualTo(Sweep.Ending.GONE);
    }
}
