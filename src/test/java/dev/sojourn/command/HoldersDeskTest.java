package dev.sojourn.command;

import static dev.sojourn.command.DeskRoom.ANN;
import static dev.sojourn.command.DeskRoom.BEN;
import static dev.sojourn.command.DeskRoom.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Hold;
import dev.sojourn.job.Holder;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.Move;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ben asks for a build on Ann's volume while Ann, and somebody whom nobody knows, are in the tree. */
class HoldersDeskTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final Holder VIM = new Holder(812, 77, 1000, "ann", "vim", "file", "");
    private static final Holder CRON = new Holder(9, 5, 33, "backup", "rsync", "cwd", "");
    private static final Holder BIND = new Holder(0, 0, 0, "root", "/srv/tree", "mount", "");

    @TempDir
    Path folder;

    private DeskRoom room;
    private long job;

    @BeforeEach
    void open() {
        room = new DeskRoom(folder, "c7i.4xlarge");
        job = room.outbound(ANN);
        Hold hold = Hold.seen(NOW, List.of(VIM, CRON, BIND), 3).allAsked();
        room.change(job, one -> one.with(draft -> draft.hold = Optional.of(hold)));
    }

    @AfterEach
    void close() {
        room.close();
    }

    private Hold hold() {
        return room.job(job).hold().orElseThrow();
    }

    @Test
    void a_click_on_a_job_that_is_over_writes_nothing() {
        Job over = room.change(
                job,
                one -> one.with(draft -> {
                    draft.homeward =
                            Optional.of(new Homeward(Homeward.Reason.CANCELLED, Optional.of("U0ANN"), "Cancelled."));
                    draft.move(Move.WITHDRAW, NOW);
                }));
        assertThat(room.desk().stopHolders(ANN, job, 1000)).isEqualTo(new Reply.HeldNoMore(over));
        assertThat(room.desk().waitForHolders(ANN, job, 1000)).isEqualTo(new Reply.HeldNoMore(over));
        assertThat(room.job(job)).isEqualTo(over);
    }

    @Test
    void whoever_is_in_the_tree_may_have_their_own_processes_ended_and_no_others() {
        Reply.StopAccepted yes = (Reply.StopAccepted) room.desk().stopHolders(ANN, job, 1000);
        assertThat(yes.targets()).containsExactly(VIM);
        assertThat(hold().stop()).contains(new Hold.StopOrder(Optional.of("U0ANN"), List.of(VIM)));
        assertThat(room.woken).endsWith(job);
    }

    @Test
    void nobody_else_may_not_even_an_approver() {
        for (Caller other : List.of(BEN, EVE)) {
            assertThat(room.desk().stopHolders(other, job, 1000))
                    .isInstanceOfSatisfying(
                            Reply.Refused.class, no -> assertThat(no.advice()).contains("<@U0ANN>"));
            assertThat(room.desk().waitForHolders(other, job, 1000)).isInstanceOf(Reply.Refused.class);
        }
        assertThat(hold().stop()).isEmpty();
    }

    @Test
    void processes_of_somebody_whom_nobody_knows_are_the_volumes_owners_to_end() {
        assertThat(room.desk().stopHolders(BEN, job, 33)).isInstanceOf(Reply.Refused.class);
        assertThat(room.desk().stopHolders(ANN, job, 33)).isInstanceOf(Reply.StopAccepted.class);
        assertThat(hold().stop()).contains(new Hold.StopOrder(Optional.of("U0ANN"), List.of(CRON)));
    }

    @Test
    void a_mount_is_not_ended_by_a_signal() {
        assertThat(room.desk().stopHolders(ANN, job, 0)).isInstanceOf(Reply.NothingToStop.class);
        assertThat(hold().stop()).isEmpty();
    }

    @Test
    void whoever_is_not_there_any_more_cannot_be_ended() {
        assertThat(room.desk().stopHolders(ANN, job, 4711)).isInstanceOf(Reply.HeldNoMore.class);
        room.change(job, one -> one.with(draft -> draft.hold = Optional.empty()));
        assertThat(room.desk().stopHolders(ANN, job, 1000)).isInstanceOf(Reply.HeldNoMore.class);
        assertThat(room.desk().waitForHolders(ANN, job, 1000)).isInstanceOf(Reply.HeldNoMore.class);
    }

    @Test
    void more_time_has_an_end_and_is_told() {
        Reply.WaitAccepted yes = (Reply.WaitAccepted) room.desk().waitForHolders(ANN, job, 1000);
        assertThat(yes.until()).isEqualTo(NOW.plus(Duration.ofMinutes(30)));
        assertThat(hold().waitUntil()).contains(yes.until());
        assertThat(room.facts(job)).contains(new Fact.HeldLonger("U0ANN", yes.until()));
    }

    @Test
    void of_a_job_that_is_not_there_nothing_is_said_but_that() {
        assertThat(room.desk().stopHolders(ANN, 99, 1000)).isInstanceOf(Reply.Refused.class);
    }
}
