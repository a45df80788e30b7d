package dev.sojourn.job;

import static dev.sojourn.job.JobState.AWAITING_APPROVAL;
import static dev.sojourn.job.JobState.CANCELLED;
import static dev.sojourn.job.JobState.FAILED;
import static dev.sojourn.job.JobState.HOMEBOUND;
import static dev.sojourn.job.JobState.NEEDS_ATTENTION;
import static dev.sojourn.job.JobState.OUTBOUND;
import static dev.sojourn.job.JobState.QUEUED;
import static dev.sojourn.job.JobState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of moves, row by row, and what must be true of any such table. */
class MoveTest {

    @Test
    void start_takes_a_queued_job_out() {
        leads(Move.START, OUTBOUND, QUEUED);
    }

    @Test
    void ask_approval_puts_an_outbound_job_down_until_a_second_person_speaks() {
        leads(Move.ASK_APPROVAL, AWAITING_APPROVAL, OUTBOUND);
    }

    @Test
    void approve_sends_a_job_back_into_the_queue() {
        leads(Move.APPROVE, QUEUED, AWAITING_APPROVAL);
    }

    @Test
    void lower_sends_a_job_back_into_the_queue_without_a_second_person() {
        leads(Move.LOWER, QUEUED, AWAITING_APPROVAL);
    }

    @Test
    void deny_ends_a_job_that_awaits_approval() {
        leads(Move.DENY, CANCELLED, AWAITING_APPROVAL);
    }

    @Test
    void expire_ends_a_job_that_awaits_approval() {
        leads(Move.EXPIRE, CANCELLED, AWAITING_APPROVAL);
    }

    @Test
    void withdraw_ends_a_job_before_anything_was_touched() {
        leads(Move.WITHDRAW, CANCELLED, QUEUED, AWAITING_APPROVAL, OUTBOUND);
    }

    @Test
    void refuse_ends_a_job_that_cannot_be_done() {
        leads(Move.REFUSE, FAILED, QUEUED, OUTBOUND);
    }

    @Test
    void turn_home_ends_the_way_out() {
        leads(Move.TURN_HOME, HOMEBOUND, OUTBOUND);
    }

    @Test
    void go_out_again_follows_a_way_home() {
        leads(Move.GO_OUT_AGAIN, OUTBOUND, HOMEBOUND);
    }

    @Test
    void succeed_ends_a_way_home() {
        leads(Move.SUCCEED, SUCCEEDED, HOMEBOUND);
    }

    @Test
    void fail_ends_a_way_home() {
        leads(Move.FAIL, FAILED, HOMEBOUND);
    }

    @Test
    void cancel_ends_a_way_home() {
        leads(Move.CANCEL, CANCELLED, HOMEBOUND);
    }

    @Test
    void call_for_help_stops_either_leg() {
        leads(Move.CALL_FOR_HELP, NEEDS_ATTENTION, OUTBOUND, HOMEBOUND);
    }

    @Test
    void resume_home_is_the_only_way_out_of_needs_attention() {
        leads(Move.RESUME_HOME, HOMEBOUND, NEEDS_ATTENTION);
        assertThat(Move.values())
                .filteredOn(move -> move.isLegalFrom(NEEDS_ATTENTION))
                .containsExactly(Move.RESUME_HOME);
    }

    private static void leads(Move move, JobState to, JobState... from) {
        assertThat(move.from()).containsExactlyInAnyOrder(from);
        assertThat(move.to()).isEqualTo(to);
        assertThat(from).allSatisfy(state -> assertThat(move.apply(state)).isEqualTo(to));
    }

    static Stream<Arguments> whatTheTableDoesNotHold() {
        return Arrays.stream(Move.values())
                .flatMap(move -> Arrays.stream(JobState.values())
                        .filter(Predicate.not(move::isLegalFrom))
                        .map(state -> Arguments.of(move, state)));
    }

    @ParameterizedTest
    @MethodSource("whatTheTableDoesNotHold")
    void every_other_move_is_refused_aloud(Move move, JobState state) {
        assertThatThrownBy(() -> move.apply(state))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(move.name(), state.name());
    }

    @ParameterizedTest
    @EnumSource
    void an_end_is_never_taken_back(JobState state) {
        boolean leaves = Arrays.stream(Move.values()).anyMatch(move -> move.isLegalFrom(state));
        assertThat(leaves).isNotEqualTo(state.isTerminal());
    }

    @Test
    void a_passed_build_is_told_only_by_a_job_that_has_walked_home() {
        assertThat(Move.values())
                .filteredOn(move -> move.to() == SUCCEEDED)
                .allSatisfy(move -> assertThat(move.from()).containsExactly(HOMEBOUND));
    }

    @Test
    void every_state_can_be_reached_from_the_queue_and_has_an_end_ahead() {
        assertThat(reachableFrom(QUEUED)).containsExactlyInAnyOrder(JobState.values());
        assertThat(JobState.values())
                .allSatisfy(state -> assertThat(reachableFrom(state)).anyMatch(JobState::isTerminal));
    }

    private static Set<JobState> reachableFrom(JobState start) {
        Set<JobState> seen = EnumSet.of(start);
        Deque<JobState> todo = new ArrayDeque<>(seen);
        while (!todo.isEmpty()) {
            JobState state = todo.pop();
            Arrays.stream(Move.values())
                    .filter(move -> move.isLegalFrom(state))
                    .map(Move::to)
                    .filter(seen::add)
                    .forEach(todo::push);
        }
        return seen;
    }

    @Test
    void the_road_leads_out_and_then_home_and_never_turns() {
        assertThat(Arrays.stream(Step.values()).map(Step::leg).collect(Collectors.toList()))
                .isSorted();
        assertThatThrownBy(Step.CONFIRM_BUILDER_GONE::next).isInstanceOf(IllegalStateException.class);
    }
}
