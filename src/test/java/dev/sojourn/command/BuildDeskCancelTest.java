package dev.sojourn.command;

import static dev.sojourn.command.DeskRoom.ANN;
import static dev.sojourn.command.DeskRoom.BEN;
import static dev.sojourn.command.DeskRoom.EVE;
import static dev.sojourn.command.DeskRoom.OSCAR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Move;
import dev.sojourn.job.Step;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BuildDeskCancelTest {

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

    @Test
    void a_cancel_is_written_down_and_woken_and_takes_effect_at_the_next_look() {
        long number = room.outbound(ANN);
        assertThat(room.cancel(ANN, number)).isInstanceOf(Reply.CancelAccepted.class);
        assertThat(room.job(number).cancelAskedBy()).contains("U0ANN");
        assertThat(room.job(number).state()).isEqualTo(JobState.OUTBOUND);
        assertThat(room.facts(number)).contains(new Fact.CancelAsked("U0ANN", Optional.of("C1")));
        assertThat(room.woken).endsWith(number);
    }

    @Test
    void a_second_cancel_is_accepted_and_changes_nothing() {
        long number = room.outbound(ANN);
        room.cancel(ANN, number);
        assertThat(room.cancel(EVE, number)).isInstanceOf(Reply.CancelAccepted.class);
        assertThat(room.job(number).cancelAskedBy()).contains("U0ANN");
        assertThat(room.facts(number))
                .filteredOn(Fact.CancelAsked.class::isInstance)
                .hasSize(1);
    }

    @Test
    void requester_owner_and_approver_may_cancel_and_nobody_else() {
        long number = room.queued(ANN);
        assertThat(room.cancel(BEN, number)).isInstanceOf(Reply.Refused.class);
        assertThat(room.cancel(OSCAR, number)).isInstanceOf(Reply.Refused.class);
        assertThat(room.job(number).cancelAskedBy()).isEmpty();
        assertThat(room.cancel(EVE, number)).isInstanceOf(Reply.CancelAccepted.class);
    }

    @Test
    void what_is_on_its_way_home_is_not_cancelled() {
        long number = room.homebound(ANN, Homeward.Reason.BUILD_ENDED);
        assertThat(room.cancel(ANN, number)).isInstanceOf(Reply.AlreadyOnTheWayHome.class);
        assertThat(room.job(number).cancelAskedBy()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Homeward.Reason.class,
            names = {"HELD", "BUILDER_LOST"})
    void what_comes_home_only_to_go_out_again_can_be_cancelled(Homeward.Reason reason) {
        long number = room.homebound(ANN, reason);
        assertThat(room.cancel(ANN, number)).isInstanceOf(Reply.CancelAccepted.class);
    }

    @Test
    void what_is_over_stays_as_it_ended() {
        long number = room.homebound(ANN, Homeward.Reason.BUILD_ENDED);
        room.change(number, job -> job.with(draft -> draft.move(Move.SUCCEED, Instant.EPOCH)));
        assertThat(room.cancel(ANN, number)).isInstanceOf(Reply.AlreadyOver.class);
        assertThat(room.job(number).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void a_cancel_without_a_number_means_the_askers_only_job() {
        long ann = room.outbound(ANN);
        room.queued(BEN);
        assertThat(room.desk().handle(ANN, new Command.Cancel(Optional.empty())))
                .isInstanceOf(Reply.CancelAccepted.class);
        assertThat(room.job(ann).cancelAskedBy()).contains("U0ANN");
    }

    @Test
    void a_cancel_without_a_number_is_refused_where_it_could_mean_two_jobs_or_none() {
        room.queued(ANN);
        room.queued(ANN);
        Command cancel = new Command.Cancel(Optional.empty());
        assertThat(room.desk().handle(ANN, cancel)).isInstanceOf(Reply.Refused.class);
        assertThat(room.desk().handle(BEN, cancel)).isInstanceOf(Reply.Refused.class);
    }

    @Test
    void the_way_home_is_walked_again_from_its_top_where_a_person_was_called_and_nowhere_else() {
        long number = room.outbound(ANN);
        assertThat(room.desk().walkHomeAgain(ANN, number)).isInstanceOf(Reply.Standing.class);
        assertThat(room.job(number).state()).isEqualTo(JobState.OUTBOUND);

        room.change(
                number,
                job -> job.with(draft -> {
                    draft.move(Move.CALL_FOR_HELP, Instant.EPOCH);
                    draft.enter(Step.MOUNT_ON_HOST, Instant.EPOCH);
                    draft.problem = Optional.of("it hangs");
                }));
        int epoch = room.job(number).passage().epoch();
        assertThat(room.desk().walkHomeAgain(BEN, number)).isInstanceOf(Reply.Refused.class);
        room.desk().walkHomeAgain(ANN, number);
        assertThat(room.job(number).state()).isEqualTo(JobState.HOMEBOUND);
        assertThat(room.job(number).step()).isEqualTo(Step.STOP_BUILD);
        assertThat(room.job(number).passage().epoch()).isGreaterThan(epoch);
        assertThat(room.facts(number)).contains(new Fact.AttentionOver(Optional.of("U0ANN")));
    }

    @Test
    void going_on_is_asked_for_where_a_person_was_called_and_nowhere_else() {
        long number = room.outbound(ANN);
        assertThat(room.desk().resume(ANN, number)).isInstanceOf(Reply.Standing.class);
        assertThat(room.job(number).state()).isEqualTo(JobState.OUTBOUND);

        room.change(
                number,
                job -> job.with(draft -> {
                    draft.move(Move.CALL_FOR_HELP, Instant.EPOCH);
                    draft.problem = Optional.of("it hangs");
                }));
        assertThat(room.desk().resume(BEN, number)).isInstanceOf(Reply.Refused.class);
        room.desk().resume(ANN, number);
        assertThat(room.job(number).state()).isEqualTo(JobState.HOMEBOUND);
        assertThat(room.job(number).problem()).isEmpty();
        assertThat(room.facts(number)).contains(new Fact.AttentionOver(Optional.of("U0ANN")));
    }
}
