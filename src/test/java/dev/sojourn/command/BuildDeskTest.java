package dev.sojourn.command;

import static dev.sojourn.command.DeskRoom.ANN;
import static dev.sojourn.command.DeskRoom.BEN;
import static dev.sojourn.command.DeskRoom.OSCAR;
import static dev.sojourn.command.DeskRoom.ZOE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Usd;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildDeskTest {

    @TempDir
    Path folder;

    private DeskRoom room;

    @BeforeEach
    void open() {
        room = new DeskRoom(folder, "c7i.4xlarge");
    }

    @AfterEach
    void close() {
        room.close();
    }

    private static Reply.Refused refused(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Refused.class);
        return (Reply.Refused) reply;
    }

    private void nothingHappened() {
        assertThat(room.store.newest(1)).isEmpty();
        assertThat(room.woken).isEmpty();
    }

    /** {@code main} with one thing said about it. */
    private static BuildOptions with(
            Optional<String> volume,
            Optional<String> profile,
            Optional<String> type,
            Optional<Market> market,
            Optional<Usd> cap) {
        return new BuildOptions(
                "main",
                volume,
                profile,
                type,
                market,
                List.of(),
                cap,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false);
    }

    private static BuildOptions onVolume(String name) {
        return with(Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static BuildOptions onType(String type) {
        return with(Optional.empty(), Optional.empty(), Optional.of(type), Optional.empty(), Optional.empty());
    }

    private static BuildOptions dryRun() {
        return new BuildOptions(
                "main",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("clang"),
                Optional.empty(),
                Optional.of(2),
                Optional.empty(),
                Optional.empty(),
                true,
                true);
    }

    @Test
    void a_build_is_written_down_and_woken_before_it_is_accepted() {
        Reply.Accepted accepted = (Reply.Accepted) room.say(ANN, BuildOptions.of("main"));
        Job job = room.job(accepted.job().number());
        assertThat(job).isEqualTo(accepted.job());
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.volume()).isEqualTo("vol-0a");
        assertThat(job.request().plan().cap())
                .as("twice the upper estimate")
                .isEqualTo(job.request().plan().estimate().high().times(2));
        assertThat(room.facts(job.number())).containsExactly(new Fact.Submitted("U0ANN", "main"));
        assertThat(room.woken).containsExactly(job.number());
    }

    @Test
    void while_the_bot_is_drained_no_build_is_taken() {
        room.draining = true;
        assertThat(refused(room.say(DeskRoom.ANN, BuildOptions.of("main"))).advice())
                .contains("later");
        nothingHappened();
    }

    @Test
    void an_outsider_is_refused() {
        assertThat(refused(room.say(OSCAR, BuildOptions.of("main"))).advice()).contains("policy.requesters");
        nothingHappened();
    }

    @Test
    void another_channel_is_refused() {
        assertThat(refused(room.say(new Caller("U0ANN", "C2"), BuildOptions.of("main")))
                        .what())
                .contains("channel");
        nothingHappened();
    }

    @Test
    void a_cap_below_the_estimate_is_refused() {
        BuildOptions cheap = with(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Usd.of("0.10")));
        assertThat(refused(room.say(ANN, cheap)).what()).startsWith("The cap of $0.10 is below the estimate");
        nothingHappened();
    }

    @Test
    void a_dry_run_tells_the_plan_and_starts_nothing() {
        Reply.Outlook outlook = (Reply.Outlook) room.say(ANN, dryRun());
        assertThat(outlook.plan().targets()).containsExactly("clang");
        assertThat(outlook.plan().slot()).contains(2);
        assertThat(outlook.plan().clean()).isTrue();
        assertThat(outlook.approvalReasons()).isEmpty();
        assertThat(outlook.choices())
                .as("as a spot instance and on demand")
                .extracting(choice -> choice.rung().market())
                .containsExactly(Market.SPOT, Market.ON_DEMAND);
        nothingHappened();
    }

    @Test
    void the_working_tree_is_built_for_its_owner_alone() {
        assertThat(room.say(ANN, BuildOptions.of("."))).isInstanceOf(Reply.Accepted.class);
        BuildOptions others = new BuildOptions(
                ".",
                Optional.of("ben"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false);
        assertThat(refused(room.say(ANN, others)).advice()).contains("commit");
        assertThat(room.say(BEN, others)).isInstanceOf(Reply.Accepted.class);
    }

    @Test
    void a_branch_may_be_built_on_somebody_elses_volume() {
        Reply.Accepted accepted = (Reply.Accepted) room.say(ANN, onVolume("ben"));
        assertThat(accepted.job().volume()).isEqualTo("vol-0b");
    }

    @Test
    void whoever_owns_none_of_several_volumes_must_say_which() {
        assertThat(refused(room.say(ZOE, BuildOptions.of("main"))).advice()).contains("--volume", "ann, ben");
        assertThat(room.say(ZOE, onVolume("vol-0a"))).isInstanceOf(Reply.Accepted.class);
        assertThat(refused(room.say(ZOE, onVolume("zoe"))).what()).contains("`zoe`");
    }

    @Test
    void an_unknown_profile_is_refused_with_the_ones_there_are() {
        BuildOptions other =
                with(Optional.empty(), Optional.of("gcc"), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(refused(room.say(ANN, other)).advice()).contains("llvm");
    }

    @Test
    void a_type_that_the_volumes_zone_does_not_offer_is_refused() {
        room.cloud.notOffered.add("c7i.8xlarge");
        assertThat(refused(room.say(ANN, onType("c7i.8xlarge"))).what()).contains("us-east-1a");
        nothingHappened();
    }

    @Test
    void a_type_that_nobody_knows_needs_a_second_person_and_is_capped_all_the_same() {
        Reply.Accepted accepted = (Reply.Accepted) room.say(ANN, onType("c99.metal"));
        assertThat(accepted.job().needsApproval()).isTrue();
        assertThat(accepted.job().request().plan().cap()).isEqualTo(Usd.of("5"));
    }

    @Test
    void spot_comes_before_on_demand_at_the_price_of_the_hour() {
        room.cloud.spot.put("c7i.4xlarge", new BigDecimal("0.2505"));
        BuildOptions spot =
                with(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Market.SPOT), Optional.empty());
        Reply.Accepted accepted = (Reply.Accepted) room.say(ANN, spot);
        assertThat(accepted.job().request().plan().ladder())
                .extracting(Rung::label)
                .containsExactly("c7i.4xlarge (spot)", "c7i.4xlarge");
        assertThat(accepted.job().request().plan().first().hourly()).contains(Usd.of("0.2505"));
    }

    @Test
    void a_cloud_that_does_not_answer_is_said_in_words() {
        room.cloud.away = true;
        assertThat(refused(room.say(ANN, BuildOptions.of("main"))).advice()).contains("Try again");
        nothingHappened();
    }

    @Test
    void a_queue_that_is_full_is_refused_and_other_volumes_are_not_full() {
        room.outbound(ANN);
        room.queued(ANN);
        room.queued(ANN);
        assertThat(refused(room.say(ANN, BuildOptions.of("main"))).what()).contains("2 builds wait for ann");
        assertThat(room.say(BEN, BuildOptions.of("main"))).isInstanceOf(Reply.Accepted.class);
    }

    @Test
    void whoever_waits_is_told_behind_what() {
        long first = room.outbound(ANN);
        long second = room.queued(ANN);
        assertThat(room.facts(second)).contains(new Fact.Queued(1, first));
        Reply.Standing standing = (Reply.Standing) room.desk().handle(ANN, new Command.Status(Optional.empty()));
        assertThat(standing.lines()).extracting(line -> line.job().number()).containsExactly(first, second);
        assertThat(standing.lines())
                .extracting(Reply.Standing.Line::position)
                .containsExactly(Optional.empty(), Optional.of(1));
    }

    @Test
    void epochs_of_a_volume_grow_from_job_to_job() {
        int first = room.job(room.queued(ANN)).passage().epoch();
        int second = room.job(room.queued(ANN)).passage().epoch();
        assertThat(second).isGreaterThan(first);
    }

    @Test
    void the_status_of_a_job_that_is_not_there_is_a_refusal() {
        Reply reply = room.desk().handle(ANN, new Command.Status(Optional.of(99L)));
        assertThat(refused(reply).what()).isEqualTo("There is no job #99.");
    }
}
