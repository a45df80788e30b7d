package dev.sojourn.command;

import static dev.sojourn.command.DeskRoom.ANN;
import static dev.sojourn.command.DeskRoom.BEN;
import static dev.sojourn.command.DeskRoom.EVE;
import static dev.sojourn.command.DeskRoom.MAX;
import static dev.sojourn.command.DeskRoom.ZOE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Request;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.Grant;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Usd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makes a second person's yes unnecessary. */
class AheadDeskTest {

    @TempDir
    Path folder;

    private DeskRoom room;

    @BeforeEach
    void open() {
        room = new DeskRoom(folder, "c7i.16xlarge", "c7i.4xlarge");
    }

    @AfterEach
    void close() {
        room.close();
    }

    private Reply.Refused refused(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Refused.class);
        return (Reply.Refused) reply;
    }

    private Usd cap(long job) {
        return room.job(job).request().plan().cap();
    }

    /** A yes to Ann's build and four more of the kind. */
    private long given() {
        long number = room.awaitingApproval(ANN);
        assertThat(room.desk().approveAhead(EVE, number, cap(number).times(4))).isInstanceOf(Reply.DecidedAhead.class);
        return number;
    }

    private Request asked(Caller caller, String line) {
        return ((Reply.Accepted) said(caller, line)).job().request();
    }

    private Reply.Outlook outlook(Caller caller, String line) {
        return (Reply.Outlook) said(caller, line);
    }

    private Reply said(Caller caller, String line) {
        return room.desk().handle(caller, ((Parsed.Understood) new CommandParser("/build").parse(line)).command());
    }

    private Usd left() {
        return room.grants.inForce(room.now()).get(0).left();
    }

    @Test
    void a_yes_for_the_day_is_one_to_this_job_and_to_the_next_of_the_kind() {
        long first = given();
        assertThat(room.job(first).state()).isEqualTo(JobState.QUEUED);
        assertThat(room.facts(first))
                .contains(new Fact.Approved("U0EVE", false, Optional.empty(), Optional.of("C1")))
                .contains(new Fact.ApprovedAhead(
                        "U0EVE",
                        List.of("c7i.16xlarge", "c7i.4xlarge"),
                        cap(first).times(4),
                        room.now().plus(Duration.ofHours(24))));
        room.cancel(ANN, first);

        assertThat(asked(ANN, "dev").ahead()).contains(new Request.Ahead(first, "U0EVE"));
        assertThat(left()).isEqualTo(cap(first).times(3));
    }

    @Test
    void it_is_no_yes_to_another_volume_to_more_money_or_to_another_day() {
        given();
        assertThat(asked(BEN, "main --volume ben").ahead()).isEmpty();
        assertThat(asked(ANN, "main --cap 400").ahead()).isEmpty();
        room.pass(Duration.ofHours(24));
        assertThat(room.grants.inForce(room.now())).isEmpty();
    }

    @Test
    void nobody_builds_on_a_yes_of_their_own() {
        long number = room.awaitingApproval(ANN);
        room.desk().approveAhead(EVE, number, Usd.of("50"));

        assertThat(outlook(EVE, "main --volume ann --dry-run").approvalReasons())
                .isNotEmpty();
        assertThat(outlook(ZOE, "main --volume ann --dry-run").approvalReasons())
                .isEmpty();
        assertThat(asked(EVE, "main --volume ann").ahead()).isEmpty();
    }

    @Test
    void only_an_approver_gives_it_and_only_enough_and_not_too_much() {
        long number = room.awaitingApproval(ANN);
        assertThat(refused(room.desk().approveAhead(BEN, number, Usd.of("50"))).what())
                .contains("Only approvers");
        assertThat(refused(room.desk().approveAhead(EVE, number, Usd.of("0.50")))
                        .what())
                .contains("not enough for a single build");
        assertThat(refused(room.desk().approveAhead(EVE, number, Usd.of("50.01")))
                        .what())
                .contains("more than anybody may approve ahead");
        assertThat(room.job(number).state()).isEqualTo(JobState.AWAITING_APPROVAL);
        assertThat(room.grants.inForce(room.now())).isEmpty();
    }

    @Test
    void a_job_that_is_decided_gives_no_yes_ahead() {
        long number = room.awaitingApproval(ANN);
        room.desk().deny(MAX, number, "no");
        assertThat(room.desk().approveAhead(EVE, number, Usd.of("50"))).isInstanceOf(Reply.DecidedBefore.class);
        assertThat(room.grants.inForce(room.now())).isEmpty();
    }

    @Test
    void an_approver_ends_it_and_nobody_else() {
        long number = given();
        assertThat(refused(room.desk().endAhead(ANN, number)).what()).contains("Only approvers");
        assertThat(room.desk().endAhead(MAX, number)).isEqualTo(new Reply.AheadEnded(number));
        assertThat(room.grants.inForce(room.now())).isEmpty();
    }

    @Test
    void a_dry_run_says_that_no_yes_is_needed_and_takes_nothing() {
        long number = given();
        assertThat(outlook(ANN, "main --dry-run").approvalReasons()).isEmpty();
        assertThat(left()).isEqualTo(cap(number).times(4));
    }

    @Test
    void where_the_ladder_has_a_type_that_needs_nobody_the_job_knows_the_smaller_plan() {
        Job job = room.job(room.queued(ANN));
        assertThat(job.request().smaller().orElseThrow().ladder())
                .extracting(Rung::label)
                .containsExactly("c7i.4xlarge");
        assertThat(asked(BEN, "main --volume ben --on c7i.16xlarge").smaller()).isEmpty();
        assertThat(asked(BEN, "main --volume ben --on c7i.4xlarge").smaller())
                .as("it needs nobody anyway")
                .isEmpty();
    }

    @Test
    void the_requester_runs_a_waiting_job_on_the_smaller_machine_and_nobody_is_asked_any_more() {
        long number = room.awaitingApproval(ANN);
        assertThat(refused(room.desk().runSmaller(ZOE, number)).advice()).contains("<@U0ANN>");
        assertThat(room.desk().runSmaller(ANN, number)).isInstanceOf(Reply.Lowered.class);
        Job job = room.job(number);

        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.needsApproval()).isFalse();
        assertThat(job.request().plan().first().label()).isEqualTo("c7i.4xlarge");
        assertThat(job.request()
                        .plan()
                        .estimate()
                        .high()
                        .isMoreThan(job.request().plan().cap()))
                .isFalse();
        assertThat(room.facts(number))
                .contains(new Fact.Lowered("U0ANN", job.request().plan().first()));
        assertThat(room.desk().approve(EVE, number)).isInstanceOf(Reply.DecidedBefore.class);
        assertThat(room.desk().runSmaller(ANN, number)).isInstanceOf(Reply.DecidedBefore.class);
        assertThat(room.woken).endsWith(number);
    }

    @Test
    void a_waiting_job_that_is_late_is_not_lowered() {
        long number = room.awaitingApproval(ANN);
        room.pass(Duration.ofHours(5));
        assertThat(room.desk().runSmaller(ANN, number)).isInstanceOf(Reply.DecidedBefore.class);
    }

    @Test
    void money_that_is_given_back_serves_the_next_build() {
        long first = given();
        room.cancel(ANN, first);
        assertThat(room.say(ANN, BuildOptions.of("main"))).isInstanceOf(Reply.Accepted.class);
        Usd before = left();
        Job newest = room.store.newest(1).get(0);
        Fact ended =
                new Fact.Ended(JobState.CANCELLED, Usd.ZERO, Duration.ofMinutes(1), Optional.empty(), Optional.empty());
        room.store.save(newest, List.of(ended), room.now());

        assertThat(left()).isEqualTo(before.plus(cap(newest.number())));
        assertThat(room.grants.inForce(room.now())).extracting(Grant::job).containsExactly(first);
    }
}
