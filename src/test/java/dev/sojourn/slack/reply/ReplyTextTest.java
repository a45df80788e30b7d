package dev.sojourn.slack.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.command.Parsed;
import dev.sojourn.command.Reply;
import dev.sojourn.job.Approval;
import dev.sojourn.job.Hold;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Estimate;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Slot;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.WhatIf;
import dev.sojourn.slack.Occupants;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.words.Mrkdwn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplyTextTest {

    private final ReplyText words = new ReplyText("/llvm-build", job -> Sample.history());

    @Test
    void aNoSaysWhyWhatToDoAndThatNothingHappened() {
        assertThat(text(new Reply.Refused("you may not build on ann <!channel>", "Ask <@U0ANN>.")))
                .isEqualTo("You may not build on ann &lt;!channel&gt;. Ask <@U0ANN>."
                        + " Nothing was launched, nothing touched.");
        assertThat(words.of(new Parsed.NotUnderstood("`--onn` is no option", "Type `/llvm-build main --on c7i.large`")))
                .isEqualTo("`--onn` is no option. Type `/llvm-build main --on c7i.large`");
    }

    @Test
    void anAcceptedJobSaysHowToStopIt() {
        assertThat(text(new Reply.Accepted(Sample.queued("main"))))
                .startsWith("Job #42 is accepted: `main`.")
                .endsWith("To stop it: `/llvm-build cancel 42`.");
    }

    @Test
    void aDryRunShowsMachinePriceAndApproval() {
        assertThat(text(new Reply.Outlook("main", Sample.plan(), List.of("64 vCPUs are 32 or more"), choices())))
                .startsWith("Dry run, nothing was started.")
                .contains("`c7i.16xlarge (spot)` at $0.54/h", "estimate $0.31–$0.44, at most $0.88", "last 5 runs")
                .contains("It would need approval: 64 vCPUs")
                .contains("c7i.16xlarge       spot         37 min  $0.31–$0.44")
                .contains("c7i.16xlarge       on demand    37 min  price unknown")
                .contains("A spot machine may be taken back");
    }

    private static List<WhatIf> choices() {
        Rung spot = Sample.plan().first();
        Estimate said =
                new Estimate(Duration.ofMinutes(37), Duration.ofMinutes(40), Usd.of("0.31"), Usd.of("0.44"), 5, true);
        Estimate unknown = new Estimate(Duration.ofMinutes(37), Duration.ofMinutes(40), Usd.ZERO, Usd.ZERO, 5, false);
        return List.of(
                new WhatIf(spot, said), new WhatIf(new Rung(spot.type(), Market.ON_DEMAND, Optional.empty()), unknown));
    }

    @Test
    void standingIsALineAJobOrHowToBegin() {
        assertThat(text(new Reply.Standing(List.of())))
                .isEqualTo("Nothing is running or queued. To begin: `/llvm-build main`.");
        assertThat(text(new Reply.Standing(List.of(
                        new Reply.Standing.Line(
                                Sample.withBuilder(Sample.in(JobState.OUTBOUND, Step.RUN_BUILD)),
                                Optional.of(Sample.progress(50, 100)),
                                Optional.empty()),
                        new Reply.Standing.Line(Sample.queued("dev"), Optional.empty(), Optional.of(2))))))
                .isEqualTo("*#42* `main` for <@U0ANN>: building, ▓▓▓▓▓░░░░░ 50 %, 50 of 100, about 14 min left\n"
                        + "*#42* `dev` for <@U0ANN>: queued, position 2");
    }

    @Test
    void whatIsOverOrDecidedIsSaidToBe() {
        assertThat(text(new Reply.AlreadyOver(Sample.in(JobState.SUCCEEDED, Step.CONFIRM_BUILDER_GONE))))
                .isEqualTo("Job #42 is over already: it succeeded.");
        assertThat(text(new Reply.AlreadyOnTheWayHome(Sample.in(JobState.HOMEBOUND, Step.ATTACH_TO_HOST))))
                .isEqualTo("Job #42 is already on the way home: attaching to the host."
                        + " There is nothing to cancel any more.");
        assertThat(text(new Reply.DecidedBefore(Sample.queued("main")
                        .with(draft -> draft.approval =
                                Optional.of(new Approval(Sample.BOB, Sample.START, "digest", "sha"))))))
                .isEqualTo("Job #42 was decided before: approved by <@U0BOB>. The card shows what holds.");
    }

    @Test
    void slotsAreATableWithWhatEachIsGoodForAndWhatToTypeToClearOne() {
        Instant now = Sample.START;
        String text = text(new Reply.Slots(
                Sample.plan().volume(),
                List.of(
                        new Slot(
                                1,
                                "llvm",
                                Optional.of(212),
                                Optional.of(now.minusSeconds(3 * 3600)),
                                42_000,
                                9,
                                1,
                                1,
                                ""),
                        new Slot(
                                2,
                                "llvm",
                                Optional.empty(),
                                Optional.of(now.minusSeconds(50 * 3600)),
                                39_000,
                                9,
                                1,
                                1,
                                "g++ 12.2.0, now g++ 12.3.0"),
                        new Slot(3, "```<!here>\n", Optional.empty(), Optional.of(now), 0, 0, 0, 0, "")),
                120_000));

        assertThat(text).isEqualTo("""
                *Slots on volume `ann`;* 117 GiB are free.
                ```
                Slot  Profile      Last used    Size      The next build there
                1     llvm         3 h ago      41 GiB    212 files differ
                2     llvm         2 days ago   38 GiB    all anew: other tools (g++ 12.2.0, now g++ 12.3.0)
                3     `\u200b`\u200b`&lt;!here&gt;   just now     unknown   compiles what differs
                ```
                To delete one and have its room, name it with a build: `/llvm-build main --clear-slot 2`.""");
        assertThat(text(new Reply.Slots(Sample.plan().volume(), List.of(), 2048)))
                .isEqualTo("There are no slots on volume `ann` yet; the first build makes one. 2.0 GiB are free.");
    }

    @Test
    void answersToThoseInTheTreeSayWhatHappensNext() {
        Job held = Sample.in(JobState.OUTBOUND, Step.PREFLIGHT)
                .with(draft ->
                        draft.hold = Optional.of(Hold.seen(Sample.START, List.of(Occupants.VIM, Occupants.MOUNT), 2)));

        assertThat(text(new Reply.WaitAccepted(held, Sample.START)))
                .isEqualTo("Job #42 leaves you alone until " + Mrkdwn.time(Sample.START)
                        + ", then it asks again. If the tree is free before, it goes on.");
        assertThat(text(new Reply.StopAccepted(held, List.of(Occupants.VIM))))
                .isEqualTo(
                        "1 process is asked to end (SIGTERM): `vim` (pid 812, has a file open). What came of it is said"
                                + " in the thread of job #42.");
        assertThat(text(new Reply.NothingToStop(held)))
                .contains("only mounts, which no signal ends", "`sudo umount /mnt/llvm/inner`")
                .doesNotContain("vim");
        assertThat(text(new Reply.HeldNoMore(held))).startsWith("Nothing of that user is in the tree any more.");
    }

    private String text(Reply reply) {
        return words.of(reply, "the manual", Sample.START);
    }
}
