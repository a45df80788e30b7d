package dev.sojourn.command;

import static dev.sojourn.command.DeskRoom.ANN;
import static dev.sojourn.command.DeskRoom.BEN;
import static dev.sojourn.command.DeskRoom.EVE;
import static dev.sojourn.command.DeskRoom.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Approval;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildDeskApprovalTest {

    @TempDir
    Path folder;

    private DeskRoom room;

    @BeforeEach
    void open() {
        room = new DeskRoom(folder, "c7i.16xlarge");
    }

    @AfterEach
    void close() {
        room.close();
    }

    private List<Fact> factsBeside(long job, Class<? extends Fact> kind) {
        return room.facts(job).stream().filter(kind::isInstance).toList();
    }

    @Test
    void a_big_build_says_why_it_needs_a_second_person() {
        Job job = room.job(room.queued(ANN));
        assertThat(job.request().approvalReasons()).containsExactly("c7i.16xlarge has 64 vCPUs (asks from 32)");
        assertThat(job.needsApproval()).isTrue();
    }

    @Test
    void who_may_decide_may_leave_it_to_another_who_may_and_to_nobody_else() {
        long number = room.awaitingApproval(ANN);
        assertThat(room.desk().delegate(EVE, number, "U0MAX")).isInstanceOf(Reply.Delegated.class);
        assertThat(factsBeside(number, Fact.Delegated.class)).containsExactly(new Fact.Delegated("U0EVE", "U0MAX"));
        assertThat(room.job(number).state()).isEqualTo(JobState.AWAITING_APPROVAL);
        assertThat(refusal(room.desk().delegate(BEN, number, "U0MAX"))).contains("you are not one");
        assertThat(refusal(room.desk().delegate(EVE, number, "U0EVE"))).contains("with you already");
        assertThat(refusal(room.desk().delegate(EVE, number, "U0BEN"))).contains("<@U0BEN> may not");
        room.pass(Duration.ofHours(5));
        assertThat(room.desk().delegate(EVE, number, "U0MAX")).isInstanceOf(Reply.DecidedBefore.class);
    }

    private static String refusal(Reply reply) {
        return ((Reply.Refused) reply).what();
    }

    @Test
    void a_yes_is_bound_to_plan_and_commit_and_puts_the_job_back_into_the_queue() {
        long number = room.awaitingApproval(ANN);
        Reply.Decided decided = (Reply.Decided) room.desk().approve(EVE, number);
        assertThat(decided.approved()).isTrue();
        Job job = room.job(number);
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.approval())
                .hasValueSatisfying(approval -> assertThat(approval)
                        .extracting(Approval::by, Approval::planDigest, Approval::sha)
                        .containsExactly("U0EVE", job.request().plan().digest(), DeskRoom.SHA));
        assertThat(room.facts(number)).contains(new Fact.Approved("U0EVE", false, Optional.empty(), Optional.of("C1")));
        assertThat(room.woken).endsWith(number);
    }

    @Test
    void a_no_ends_the_job_with_its_reason_and_nothing_spent() {
        long number = room.awaitingApproval(ANN);
        Reply.Decided decided = (Reply.Decided) room.desk().deny(EVE, number, "too late today");
        assertThat(decided.approved()).isFalse();
        Job job = room.job(number);
        assertThat(job.state()).isEqualTo(JobState.CANCELLED);
        assertThat(job.endedAt()).isPresent();
        assertThat(job.homeward())
                .hasValueSatisfying(why -> assertThat(why.words()).contains("too late today"));
        assertThat(factsBeside(number, Fact.Denied.class))
                .containsExactly(new Fact.Denied("U0EVE", "too late today", Optional.of("C1")));
        assertThat(factsBeside(number, Fact.Ended.class)).hasSize(1);
    }

    @Test
    void only_an_approver_decides() {
        long number = room.awaitingApproval(ANN);
        assertThat(room.desk().approve(BEN, number)).isInstanceOf(Reply.Refused.class);
        assertThat(room.desk().deny(BEN, number, "")).isInstanceOf(Reply.Refused.class);
        assertThat(room.job(number).state()).isEqualTo(JobState.AWAITING_APPROVAL);
    }

    @Test
    void nobody_approves_their_own() {
        long number = room.awaitingApproval(EVE);
        assertThat(room.desk().approve(EVE, number)).isInstanceOf(Reply.Refused.class);
        assertThat(room.desk().approve(MAX, number)).isInstanceOf(Reply.Decided.class);
    }

    @Test
    void a_double_click_counts_once() {
        long number = room.awaitingApproval(ANN);
        room.desk().approve(EVE, number);
        assertThat(room.desk().approve(EVE, number)).isInstanceOf(Reply.DecidedBefore.class);
        assertThat(factsBeside(number, Fact.Approved.class)).hasSize(1);
    }

    @Test
    void of_two_approvers_the_first_decides() {
        long number = room.awaitingApproval(ANN);
        room.desk().deny(EVE, number, "");
        assertThat(room.desk().approve(MAX, number)).isInstanceOf(Reply.DecidedBefore.class);
        assertThat(room.job(number).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void a_yes_after_the_time_is_too_late() {
        long number = room.awaitingApproval(ANN);
        room.pass(Duration.ofHours(4).plusSeconds(1));
        assertThat(room.desk().approve(EVE, number)).isInstanceOf(Reply.DecidedBefore.class);
        assertThat(room.job(number).approval()).isEmpty();
    }

    @Test
    void a_yes_to_a_job_that_was_not_asked_about_is_none() {
        long number = room.queued(ANN);
        assertThat(room.desk().approve(EVE, number)).isInstanceOf(Reply.DecidedBefore.class);
        assertThat(room.job(number).approval()).isEmpty();
    }

    @Test
    void a_yes_to_a_job_that_is_not_there_is_refused() {
        assertThat(room.desk().approve(EVE, 99)).isInstanceOf(Reply.Refused.class);
    }
}
