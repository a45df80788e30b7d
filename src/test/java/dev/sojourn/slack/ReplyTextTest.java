package dev.sojourn.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.command.Parsed;
import dev.sojourn.command.Reply;
import dev.sojourn.job.Approval;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
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
        assertThat(text(new Reply.Outlook("main", Sample.plan(), List.of("64 vCPUs are 32 or more"))))
                .startsWith("Dry run, nothing was started.")
                .contains("`c7i.16xlarge (spot)` at $0.54/h", "estimate $0.31–$0.44, at most $0.88", "last 5 runs")
                .contains("It would need approval: 64 vCPUs");
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
                .isEqualTo("Job #42 was decided before: approved by <@U0BOB>.");
    }

    private String text(Reply reply) {
        return words.of(reply, "the manual", Sample.START);
    }
}
