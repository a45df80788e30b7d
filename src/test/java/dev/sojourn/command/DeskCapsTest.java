package dev.sojourn.command;

import static dev.sojourn.command.DeskRoom.ANN;
import static dev.sojourn.command.DeskRoom.BEN;
import static dev.sojourn.command.DeskRoom.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Move;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.Cap;
import dev.sojourn.plan.Caps;
import dev.sojourn.plan.Usd;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Caps at the desk: where a build is asked for, where it is approved, and where it is asked for once more. */
class DeskCapsTest {

    private static final String SMALL = "c7i.4xlarge";
    private static final String LARGE = "c7i.16xlarge";

    @TempDir
    Path folder;

    private Optional<DeskRoom> open = Optional.empty();

    @AfterEach
    void close() {
        open.ifPresent(DeskRoom::close);
    }

    private DeskRoom room(String type, Cap... caps) {
        DeskRoom room = new DeskRoom(folder, new Caps(ZoneOffset.UTC, Arrays.asList(caps)), type);
        open = Optional.of(room);
        return room;
    }

    private static Cap hard(Cap.Kind kind, String most) {
        return new Cap(kind, Optional.empty(), Optional.of(Usd.of(most)));
    }

    private static Cap soft(Cap.Kind kind, String from) {
        return new Cap(kind, Optional.of(Usd.of(from)), Optional.empty());
    }

    private static Reply.OverCap overCap(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.OverCap.class);
        return (Reply.OverCap) reply;
    }

    @Test
    void a_build_that_is_queued_has_taken_its_money_already() {
        DeskRoom room = room(SMALL, hard(Cap.Kind.DAY, "1"));
        long first = room.queued(ANN);
        Reply.OverCap no = overCap(room.say(BEN, BuildOptions.of("main")));
        assertThat(no.breach().budget().spending().promised())
                .isEqualTo(room.job(first).request().plan().promises());
        assertThat(room.store.newest(9)).hasSize(1);
    }

    @Test
    void one_persons_cap_is_nobody_elses() {
        DeskRoom room = room(SMALL, hard(Cap.Kind.USER_DAY, "1"));
        room.queued(ANN);
        assertThat(room.say(BEN, BuildOptions.of("main"))).isInstanceOf(Reply.Accepted.class);
        overCap(room.say(ANN, BuildOptions.of("main")));
    }

    @Test
    void a_build_that_cost_less_than_was_said_gives_the_rest_back_and_a_new_day_gives_all() {
        DeskRoom room = room(SMALL, hard(Cap.Kind.DAY, "1"));
        long first = room.queued(ANN);
        overCap(room.say(BEN, BuildOptions.of("main")));
        room.change(first, job -> job.with(draft -> draft.move(Move.WITHDRAW, room.now())));
        assertThat(room.say(BEN, BuildOptions.of("main"))).isInstanceOf(Reply.Accepted.class);
    }

    @Test
    void asking_once_more_is_held_against_the_caps_like_asking() {
        DeskRoom room = room(SMALL, hard(Cap.Kind.DAY, "1"));
        long first = room.queued(ANN);
        room.change(first, job -> job.with(draft -> draft.move(Move.WITHDRAW, room.now())));
        room.queued(BEN);
        overCap(room.desk().again(ANN, first));
    }

    @Test
    void a_soft_cap_makes_a_build_need_a_yes_that_no_earlier_one_stands_for() {
        DeskRoom room = room(SMALL, soft(Cap.Kind.MONTH, "0.10"));
        Job job = room.job(room.queued(ANN));
        assertThat(job.needsApproval()).isTrue();
        assertThat(job.request().softCaps()).containsExactly(Cap.Kind.MONTH);
        assertThat(job.request().approvalReasons()).singleElement().asString().contains("all builds of this month");
        assertThat(job.request().smaller()).as("no machine is cheap enough").isEmpty();
    }

    @Test
    void what_waits_for_a_yes_has_taken_nothing_and_is_judged_by_what_there_is_when_it_comes() {
        DeskRoom room = room(LARGE, hard(Cap.Kind.DAY, "3"));
        long waiting = room.awaitingApproval(ANN);
        long other = room.awaitingApproval(BEN);
        assertThat(room.desk().approve(EVE, waiting)).isInstanceOf(Reply.Decided.class);
        Reply.OverCap no = overCap(room.desk().approve(EVE, other));
        assertThat(no.breach().kind()).isEqualTo(Cap.Kind.DAY);
        assertThat(room.job(other).state()).isEqualTo(JobState.AWAITING_APPROVAL);
    }

    @Test
    void a_yes_is_none_to_a_soft_cap_that_nobody_spoke_of_until_it_is_said_again() {
        DeskRoom room = room(LARGE, soft(Cap.Kind.DAY, "3"));
        long one = room.awaitingApproval(ANN);
        long other = room.awaitingApproval(BEN);
        room.desk().approve(EVE, one);
        Reply reply = room.desk().approve(EVE, other);
        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.AskedAnew.class,
                        anew -> assertThat(anew.reasons()).anyMatch(reason -> reason.contains("all builds of today")));
        assertThat(room.job(other).state()).isEqualTo(JobState.AWAITING_APPROVAL);
        assertThat(room.job(other).request().softCaps()).containsExactly(Cap.Kind.DAY);
        assertThat(room.facts(other)).anyMatch(Fact.Warned.class::isInstance);

        assertThat(room.desk().approve(EVE, other)).isInstanceOf(Reply.Decided.class);
    }

    @Test
    void a_yes_ahead_is_none_to_break_a_soft_cap_and_its_money_stays() {
        DeskRoom room = room(LARGE, soft(Cap.Kind.DAY, "3"));
        long first = room.awaitingApproval(ANN);
        room.desk().approveAhead(EVE, first, Usd.of("30"));
        Job second = ((Reply.Accepted) room.say(ANN, BuildOptions.of("main"))).job();
        assertThat(second.request().ahead()).isEmpty();
        assertThat(room.grants.inForce(room.now()))
                .singleElement()
                .satisfies(grant -> assertThat(grant.left()).isEqualTo(grant.limit()));
    }

    @Test
    void a_cap_of_its_own_that_is_above_what_a_job_may_cost_is_refused() {
        DeskRoom room = room(SMALL, hard(Cap.Kind.JOB, "4"));
        Reply.OverCap no = overCap(room.say(ANN, BuildOptions.of("main").upTo(Usd.of("4.01"))));
        assertThat(no.breach().over()).isEqualTo(Usd.of("0.01"));
        assertThat(room.say(ANN, BuildOptions.of("main").upTo(Usd.of("4")))).isInstanceOf(Reply.Accepted.class);
    }

    @Test
    void a_short_build_may_cost_what_the_way_there_and_back_does() {
        DeskRoom room = room(SMALL);
        Job job = room.job(room.queued(ANN));
        Usd tenMinutes = job.request()
                .plan()
                .first()
                .hourly()
                .orElseThrow()
                .plus(job.request().plan().profile().builder().rootDiskHourly())
                .perHourFor(Duration.ofMinutes(10));
        assertThat(job.request().plan().cap()).isGreaterThanOrEqualTo(tenMinutes);
    }

    @Test
    void what_is_spent_and_promised_this_month_is_told_without_any_cap() {
        DeskRoom room = room(SMALL);
        room.queued(ANN);
        Budgets budgets = new Budgets(Caps.NONE, room.store, room::now);
        assertThat(budgets.month().spending().promised()).isGreaterThan(Usd.ZERO);
        assertThat(budgets.month().cap().limits()).isFalse();
        assertThat(budgets.of("U0ANN", "C1")).isEqualTo(List.of());
    }
}
