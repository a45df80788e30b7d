package dev.sojourn.slack.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.ChosenSlot;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Holder;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Usd;
import dev.sojourn.slack.Occupants;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.words.History;
import dev.sojourn.slack.words.Mrkdwn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThreadLineTest {

    @Test
    void aGoodJobsThreadReadsLikeAStory() {
        List<JobEvent> events = Sample.events(Sample.goodJob());
        History whole = new History(events);
        List<String> lines = events.stream()
                .map(event -> ThreadLine.of(
                        event,
                        Sample.withBuilder(Sample.in(JobState.SUCCEEDED, Step.CONFIRM_BUILDER_GONE)),
                        whole.before(event),
                        List.of(Sample.BOB)))
                .flatMap(Optional::stream)
                .map(line -> line.content().text())
                .toList();

        assertThat(lines.subList(0, lines.size() - 1))
                .containsExactly(
                        "This job builds `0123456789` “[clang] Fix the thing”; 207 GiB are free on the volume.",
                        "<@U0BOB> Approval needed: 64 vCPUs are 32 or more. It expires "
                                + Mrkdwn.date(Sample.START.plusSeconds(4 * 3600)) + ".",
                        "Approved by <@U0BOB>.",
                        "Builder `i-0big` (c7i.16xlarge (spot)) is running after 28 s.",
                        "The volume has left `i-0host` (6 s).",
                        "The volume is mounted on the builder.",
                        "The build has started; its log is `/mnt/llvm/.sojourn/42/log`.",
                        "The build passed after 37 min, 1,843 files compiled.",
                        "The volume is home on `i-0host`, mounted at `/mnt/llvm`.",
                        "Builder `i-0big` is gone: it lived 41 min and cost $0.37.");
    }

    @Test
    void theVolumeLeavesItsHostOnceHoweverManyBuildersItGoesTo() {
        List<Fact> road = List.of(
                new Fact.StepStarted(Step.DETACH_FROM_HOST),
                new Fact.StepDone(Step.DETACH_FROM_HOST, Duration.ofSeconds(6)),
                new Fact.BuilderLost(1, "reclaimed"),
                new Fact.StepStarted(Step.DETACH_FROM_HOST),
                new Fact.StepDone(Step.DETACH_FROM_HOST, Duration.ZERO));
        List<JobEvent> events = new ArrayList<>();
        for (Fact fact : road) {
            events.add(new JobEvent(42, events.size() + 1, Sample.START, fact));
        }
        History whole = new History(events);

        assertThat(events.stream()
                        .map(event -> ThreadLine.of(
                                event, Sample.in(JobState.OUTBOUND, Step.RUN_BUILD), whole.before(event), List.of()))
                        .flatMap(Optional::stream)
                        .map(line -> line.content().text()))
                .filteredOn(line -> line.contains("has left"))
                .containsExactly("The volume has left `i-0host` (6 s).");
    }

    @Test
    void peopleAreRemindedByNameWithTheTimeOfTheNextReminder() {
        Instant since = Sample.START;
        assertThat(line(new Fact.AttentionReminder("EBS is stuck.", since, since.plusSeconds(3600))))
                .startsWith("<@U0ANN> ")
                .contains("still needs somebody", "since " + Mrkdwn.date(since), "EBS is stuck.")
                .endsWith("The next reminder comes " + Mrkdwn.date(since.plusSeconds(3600)) + ".");
    }

    @Test
    void holdersAreNamedAndTheirNamesAreOnlyText() {
        Fact held = new Fact.Held(
                List.of(
                        new Holder(812, 77, 1000, "ann", "vim <!here>", "file", ""),
                        new Holder(9, 77, 1000, "ann", "bash", "cwd", "")),
                7);

        assertThat(line(held))
                .isEqualTo("The volume is held:\n"
                        + "• <@U0ANN>: `vim &lt;!here&gt;` (pid 812, has a file open), `bash` (pid 9, stands in it)\n"
                        + "• 5 more, not listed\n"
                        + "They are asked by direct message. The volume stays home, and the build goes on once it is"
                        + " free.");
    }

    @Test
    void holdersAreGroupedByPersonAndMountsAreToldAsMounts() {
        assertThat(line(Occupants.held(
                        Occupants.VIM, Occupants.DATABASE, Occupants.SHELL, Occupants.MOUNT, Occupants.BOBS_SHELL)))
                .startsWith("The volume is held:\n"
                        + "• <@U0ANN>: `vim` (pid 812, has a file open), `bash` (pid 9, stands in it)\n"
                        + "• `postgres`, whom nobody is named for; <@U0ANN> is asked: `postgres` (pid 300, has a file"
                        + " mapped, in a container of docker)\n"
                        + "• mounts in it, which somebody has to end on the host: `/mnt/llvm/inner` is mounted"
                        + " (`sudo umount /mnt/llvm/inner`)\n"
                        + "• <@U0BOB>: `zsh` (pid 900, stands in it)\n");
    }

    @Test
    void whatBecomesOfHoldersIsALineEach() {
        assertThat(line(new Fact.HeldLonger(Sample.BOB, Sample.START)))
                .isEqualTo("<@U0BOB> needs the tree until " + Mrkdwn.time(Sample.START) + "; the build waits.");
        assertThat(line(new Fact.HoldersStopped(Optional.of(Sample.ANN), List.of(Occupants.VIM, Occupants.SHELL), 1)))
                .isEqualTo("<@U0ANN> had 2 processes asked to end (SIGTERM): `vim` (pid 812, has a file open), `bash`"
                        + " (pid 9, stands in it). 1 goes on all the same: end it on the host. The build waits until"
                        + " then, or until it is cancelled.");
        assertThat(line(new Fact.HoldersStopped(Optional.empty(), List.of(Occupants.VIM), 0)))
                .isEqualTo(
                        "As the configuration allows, 1 process was asked to end (SIGTERM): `vim` (pid 812, has a file"
                                + " open). All have ended.");
        assertThat(line(new Fact.HeldNoMore())).isEqualTo("Nobody holds the volume any more: the build goes on.");
    }

    @Test
    void theSlotIsSaidWithWhatIsCompiledThere() {
        assertThat(line(new Fact.SlotChosen(new ChosenSlot(1, false, Optional.of(212)))))
                .isEqualTo("Slot 1, 212 files differ.");
        assertThat(line(new Fact.SlotChosen(new ChosenSlot(1, false, Optional.of(1)))))
                .isEqualTo("Slot 1, 1 file differs.");
        assertThat(line(new Fact.SlotChosen(new ChosenSlot(2, true, Optional.empty()))))
                .isEqualTo("Slot 2, new: everything is compiled once.");
        assertThat(line(new Fact.SlotChosen(new ChosenSlot(2, false, Optional.empty()))))
                .isEqualTo("Slot 2, how much differs is not known.");
    }

    @Test
    void aWarningKeepsItsCodeAndNothingElse() {
        assertThat(line(new Fact.Warned("The profile `llvm` leaves <!here> empty")))
                .isEqualTo("Worth knowing: The profile `llvm` leaves &lt;!here&gt; empty.");
    }

    @Test
    void aTestFailureIsNeverCalledACompileError() {
        assertThat(line(new Fact.BuildEnded(Sample.testsFailed())))
                .isEqualTo(
                        "Everything was built after 41 min, 1,843 files compiled: 3 of 1,204 tests failed (exit 1).");
        assertThat(line(new Fact.BuildEnded(Sample.failed("x"))))
                .isEqualTo("The build failed after 12 min, 900 files compiled: something did not compile (exit 1).");
    }

    @Test
    void everyFactOfTheRoadHomeSaysWhatComesNextOrNothing() {
        assertThat(line(new Fact.BuilderLost(1, "taken back by EC2")))
                .isEqualTo("The builder is lost: taken back by EC2. What it had built is on the volume.");
        assertThat(line(new Fact.TurnedHome(
                        new Homeward(Homeward.Reason.CAP_REACHED, Optional.empty(), "The cap of $0.88 is reached"))))
                .isEqualTo("On the way home: The cap of $0.88 is reached.");
        assertThat(line(new Fact.StepDone(Step.ATTACH_TO_BUILDER, Duration.ofSeconds(3))))
                .isEmpty();
        assertThat(line(new Fact.VolumeHome(true))).as("it never left").isEmpty();
        assertThat(line(new Fact.HostChosen(Sample.ANN, "i-0new")))
                .isEqualTo("<@U0ANN> has chosen `i-0new` as the volume's new host.");
    }

    @Test
    void linesKeepToSlacksSizeWhateverTheyQuote() {
        String long_ = "<".repeat(20_000);

        assertThat(line(new Fact.AttentionNeeded(long_, long_))).hasSizeLessThan(4000);
        assertThat(line(new Fact.Denied(Sample.BOB, long_))).hasSizeLessThan(4000);
        assertThat(line(new Fact.Ended(
                        JobState.FAILED,
                        Usd.ZERO,
                        Duration.ZERO,
                        Optional.of(Sample.failed(long_)),
                        Optional.of(new Homeward(Homeward.Reason.STEP_FAILED, Optional.empty(), long_)))))
                .hasSizeLessThan(4000)
                .endsWith("*Log:* `/mnt/llvm/.sojourn/42/log`");
    }

    private static String line(Fact fact) {
        JobEvent event = new JobEvent(42, 1, Sample.START, fact);
        return Objects.requireNonNull(
                ThreadLine.of(event, Sample.in(JobState.OUTBOUND, Step.RUN_BUILD), Sample.history(), List.of())
                        .map(line -> line.content().text())
                        .orElse(""));
    }
}
