package dev.sojourn.command;

import static dev.sojourn.command.DeskRoom.ANN;
import static dev.sojourn.command.DeskRoom.BEN;
import static dev.sojourn.command.DeskRoom.OSCAR;
import static dev.sojourn.command.DeskRoom.ZOE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.JobState;
import dev.sojourn.job.LogEnds;
import dev.sojourn.job.Move;
import dev.sojourn.job.VolumePlaces.Place;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions: who waits, what was, where volumes are, how logs end. And the same build once more. */
class LookupDeskTest {

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

    private <R extends Reply> R ask(Caller caller, Command command, Class<R> kind) {
        Reply reply = room.desk().handle(caller, command);
        assertThat(reply).isInstanceOf(kind);
        return kind.cast(reply);
    }

    private long over(Caller caller) {
        long number = room.homebound(caller, Homeward.Reason.BUILD_ENDED);
        room.change(number, job -> job.with(draft -> draft.move(Move.SUCCEED, Instant.EPOCH)));
        return number;
    }

    private static Which.Numbered job(long number) {
        return new Which.Numbered(number);
    }

    @Test
    void theQueueOfEachVolumeIsInItsOrder() {
        long first = room.outbound(ANN);
        long second = room.queued(ANN);
        long third = room.queued(ZOE);
        long elsewhere = room.awaitingApproval(BEN);

        List<Reply.Queues.Waiting> volumes = ask(BEN, new Command.Queue(Optional.empty()), Reply.Queues.class)
                .volumes();
        assertThat(volumes).hasSize(2);
        assertThat(volumes.get(0).present().orElseThrow().job().number()).isEqualTo(first);
        assertThat(volumes.get(0).waiting())
                .extracting(line -> line.job().number())
                .containsExactly(second, third);
        assertThat(volumes.get(1).present()).isEmpty();
        assertThat(volumes.get(1).unapproved())
                .extracting(line -> line.job().number())
                .containsExactly(elsewhere);
        assertThat(ask(BEN, new Command.Queue(Optional.of("ben")), Reply.Queues.class)
                        .volumes())
                .containsExactly(volumes.get(1));
        assertThat(ask(BEN, new Command.Queue(Optional.of("zoe")), Reply.Unanswered.class)
                        .advice())
                .isEqualTo("There are: ann, ben.");
    }

    @Test
    void theHistoryHasWhatIsOverNewestFirst() {
        long first = over(ANN);
        long second = over(BEN);
        long third = over(ANN);
        room.outbound(BEN);

        Reply.Past all = ask(ZOE, new Command.History(10), Reply.Past.class);
        assertThat(all.jobs()).extracting(job -> job.number()).containsExactly(third, second, first);
        assertThat(all.more()).isFalse();
        Reply.Past some = ask(ZOE, new Command.History(2), Reply.Past.class);
        assertThat(some.jobs()).extracting(job -> job.number()).containsExactly(third, second);
        assertThat(some.more()).isTrue();
    }

    @Test
    void whereAVolumeIsIsWhatTheCloudSaysWhateverTheJobBelieves() {
        room.places.put(DeskRoom.ANNS.id(), new Place.Attached("i-0big", "/dev/sdf", "attached"));
        long away = room.outbound(ANN);

        Reply.Places reply = ask(BEN, new Command.Where(), Reply.Places.class);
        assertThat(reply.volumes().get(0).place()).isEqualTo(new Place.Attached("i-0big", "/dev/sdf", "attached"));
        assertThat(reply.volumes().get(0).job().orElseThrow().job().number()).isEqualTo(away);
        assertThat(reply.volumes().get(1).place()).isEqualTo(new Place.Unknown());
        assertThat(reply.volumes().get(1).job()).isEmpty();
    }

    @Test
    void aLogIsReadWhereItsBuildSaidThatItIs() {
        long number = room.outbound(ANN);
        assertThat(ask(ANN, new Command.Logs(job(number)), Reply.Unanswered.class)
                        .what())
                .contains("no build has started");

        room.store.save(room.job(number), List.of(new Fact.BuildStarted(1, "/mnt/llvm/log")), Instant.EPOCH);
        assertThat(ask(ANN, new Command.Logs(job(number)), Reply.Unanswered.class))
                .isEqualTo(new Reply.Unanswered(
                        "The log of job #1 cannot be read now; it is `/mnt/llvm/log` on the volume.",
                        "Job #1 has the volume: ask again once it is home, or while it builds."));

        LogEnds.End end = new LogEnds.End(9, "[1/2] a\n");
        room.logs.put("/mnt/llvm/log", end);
        assertThat(ask(ANN, new Command.Logs(new Which.Last()), Reply.LogEnd.class)
                        .end())
                .isEqualTo(end);
    }

    @Test
    void theLastOneIsTheAskersOwn() {
        long ann = room.outbound(ANN);
        room.outbound(BEN);
        assertThat(ask(ANN, new Command.Status(new Which.Last()), Reply.Standing.class)
                        .lines()
                        .get(0)
                        .job()
                        .number())
                .isEqualTo(ann);
        assertThat(ask(ZOE, new Command.Status(new Which.Last()), Reply.Refused.class)
                        .what())
                .isEqualTo("You have asked for no build yet.");
    }

    @Test
    void whatGoesOnIsNotAskedForAgain() {
        long number = room.outbound(ANN);
        assertThat(ask(ANN, new Command.Retry(job(number)), Reply.StillRunning.class)
                        .line()
                        .job()
                        .number())
                .isEqualTo(number);
        assertThat(room.store.newest(10)).hasSize(1);
    }

    @Test
    void whatIsOverIsAskedForAgainOnItsOwnVolumeByTheRulesOfAFreshBuild() {
        long number = over(ANN);
        Reply.Accepted again = ask(BEN, new Command.Retry(job(number)), Reply.Accepted.class);
        assertThat(again.job().request().plan().volume()).isEqualTo(DeskRoom.ANNS);
        assertThat(again.job().request().requester()).isEqualTo("U0BEN");
        assertThat(again.job().state()).isEqualTo(JobState.QUEUED);
        assertThat(ask(OSCAR, new Command.Retry(job(number)), Reply.Refused.class)
                        .what())
                .contains("not on the list of people who may start builds");
        assertThat(ask(ANN, new Command.Retry(job(99)), Reply.Refused.class).what())
                .isEqualTo("There is no job #99.");
    }

    @Test
    void aLargeBuildNeedsApprovalThatIsAskedForAgainToo() {
        room.close();
        room = new DeskRoom(folder.resolve("large"), "c7i.16xlarge");
        Reply.Accepted again = ask(ANN, new Command.Retry(job(over(ANN))), Reply.Accepted.class);
        assertThat(again.job().needsApproval()).isTrue();
    }

    @Test
    void theAuditIsForApproversAlone() {
        Reply.AuditFile file = ask(DeskRoom.EVE, new Command.Audit(AuditExport.Form.JSON), Reply.AuditFile.class);
        assertThat(file.name()).isEqualTo("sojourn-audit-2026-01-05.json");
        assertThat(file.export().content()).isEqualTo("JSON of everything");
        assertThat(ask(ANN, new Command.Audit(AuditExport.Form.CSV), Reply.Refused.class))
                .isEqualTo(new Reply.Refused(
                        "Only approvers may have the audit, and you are not one.", "One of <@U0EVE>, <@U0MAX> can."));
    }

    @Test
    void whatIsAskedForOnceMoreSaysOfWhichJobInItsHistory() {
        long first = over(ANN);
        long again = ask(ANN, new Command.Retry(job(first)), Reply.Accepted.class)
                .job()
                .number();
        assertThat(room.facts(again)).contains(new Fact.Submitted("U0ANN", "main", Optional.of(first)));
    }

    @Test
    void whoWatchesIsWrittenDownUntilTheyNoLongerWantTo() {
        long number = room.outbound(ANN);
        assertThat(ask(BEN, new Command.Watch(job(number)), Reply.Watching.class)
                        .already())
                .isFalse();
        assertThat(ask(BEN, new Command.Watch(new Which.Unsaid()), Reply.Watching.class)
                        .already())
                .isTrue();
        assertThat(ask(BEN, new Command.Unwatch(job(number)), Reply.NotWatching.class)
                        .watchedBefore())
                .isTrue();
        assertThat(ask(BEN, new Command.Unwatch(job(number)), Reply.NotWatching.class)
                        .watchedBefore())
                .isFalse();
    }

    @Test
    void whatIsOverIsNotWatched() {
        assertThat(ask(BEN, new Command.Watch(job(over(ANN))), Reply.AlreadyOver.class))
                .isNotNull();
        assertThat(ask(BEN, new Command.Watch(new Which.Unsaid()), Reply.Refused.class)
                        .what())
                .isEqualTo("It is not clear which job is meant.");
    }
}
