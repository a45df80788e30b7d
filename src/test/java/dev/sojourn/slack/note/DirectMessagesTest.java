package dev.sojourn.slack.note;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Usd;
import dev.sojourn.slack.BlockLimits;
import dev.sojourn.slack.Ledger;
import dev.sojourn.slack.Occupants;
import dev.sojourn.slack.Pinboard;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.workspace.SlackFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DirectMessagesTest {

    private static final Job HELD = Sample.in(JobState.OUTBOUND, Step.PREFLIGHT);
    private static final Fact BOTH = Occupants.held(Occupants.VIM, Occupants.BOBS_SHELL, Occupants.SHELL);

    private final Ledger ledger = new Ledger();
    private final Pinboard slack = new Pinboard();
    private final DirectMessages direct = new DirectMessages(slack, ledger, ledger);

    @Test
    void everybodyInTheTreeIsAskedOnceAboutWhatIsTheirs() throws SlackFault {
        ledger.write(HELD, BOTH);
        direct.tell(42);
        direct.tell(42);

        assertThat(slack.to(Sample.ANN)).hasSize(1);
        assertThat(slack.to(Sample.ANN).get(0).text())
                .contains(
                        "You asked for job #42, a build of `main`",
                        "2 processes of yours hold `/mnt/llvm` on `i-0host`")
                .contains("`vim` (pid 812, has a file open), `bash` (pid 9, stands in it)")
                .doesNotContain("zsh");
        assertThat(slack.to(Sample.BOB)).hasSize(1);
        assertThat(slack.to(Sample.BOB).get(0).text())
                .isEqualTo("<@U0ANN> asked for job #42, a build of `main`, and the volume cannot leave: since "
                        + Mrkdwn.time(Sample.START.plusSeconds(1))
                        + ", 1 process of yours holds `/mnt/llvm` on `i-0host`:"
                        + " `zsh` (pid 900, stands in it). The build waits until they are gone.");
        assertThat(buttons(slack.to(Sample.BOB).get(0))).contains("\"42:1001\"").doesNotContain("42:1000");
        assertThat(ledger.behind(DirectMessages.READER, 10)).isEmpty();
    }

    @Test
    void anOwnerIsAskedForAUserWhomNobodyIsNamedFor() throws SlackFault {
        ledger.write(HELD, Occupants.held(Occupants.VIM, Occupants.DATABASE));
        direct.tell(42);

        assertThat(slack.to(Sample.ANN)).hasSize(2);
        assertThat(slack.to(Sample.ANN).get(1).text())
                .contains("1 process of the host user `postgres` holds")
                .contains("`postgres` (pid 300, has a file mapped, in a container of docker)");
        assertThat(buttons(slack.to(Sample.ANN).get(0))).contains("Stop mine").doesNotContain("Stop them\"},\"style");
        assertThat(buttons(slack.to(Sample.ANN).get(1)))
                .contains("42:999", "Stop them", "names nobody for that user")
                .doesNotContain("Stop mine");
    }

    @Test
    void whereOnlyMountsHoldItThereIsNothingToStop() throws SlackFault {
        ledger.write(HELD, Occupants.held(Occupants.MOUNT));
        direct.tell(42);

        assertThat(slack.to(Sample.ANN).get(0).text())
                .contains("there are mounts in `/mnt/llvm` on `i-0host`: `/mnt/llvm/inner` is mounted")
                .contains("`sudo umount /mnt/llvm/inner`");
        assertThat(buttons(slack.to(Sample.ANN).get(0)))
                .contains("sojourn-wait", "sojourn-cancel")
                .doesNotContain("sojourn-stop-holders");
    }

    @Test
    void whoWasAskedIsNotAskedAgainForSomebodyElsesSake() throws SlackFault {
        ledger.write(HELD, Occupants.held(Occupants.VIM));
        direct.tell(42);
        ledger.write(HELD, BOTH);
        direct.tell(42);

        assertThat(slack.to(Sample.ANN)).hasSize(1);
        assertThat(slack.to(Sample.BOB)).hasSize(1);
        assertThat(slack.count("update")).isZero();
    }

    @Test
    void whoWantedTimeIsAskedAgainWhenItIsUpAndTheOlderQuestionHasNoButtons() throws SlackFault {
        Instant until = Sample.START.plusSeconds(3);
        ledger.write(HELD, BOTH);
        direct.tell(42);
        ledger.write(HELD, new Fact.HeldLonger(Sample.BOB, until));
        direct.tell(42);
        assertThat(slack.to(Sample.BOB)).singleElement().satisfies(asked -> {
            assertThat(asked.text()).endsWith("You are left alone until " + Mrkdwn.time(until) + ".");
            assertThat(buttons(asked)).contains("sojourn-stop-holders");
        });
        ledger.write(HELD, BOTH);
        direct.tell(42);

        assertThat(slack.to(Sample.ANN)).as("never answered, so still open").hasSize(1);
        assertThat(slack.to(Sample.BOB)).hasSize(2);
        assertThat(slack.to(Sample.BOB).get(0).text()).isEqualTo("This is asked again, in a newer message.");
        assertThat(buttons(slack.to(Sample.BOB).get(0))).doesNotContain("sojourn-");
        assertThat(slack.to(Sample.BOB).get(1).text()).contains("since " + Mrkdwn.time(Sample.START.plusSeconds(1)));
    }

    @Test
    void whoWantedTimeIsLeftAloneUntilItIsUp() throws SlackFault {
        ledger.write(HELD, BOTH, new Fact.HeldLonger(Sample.BOB, Sample.START.plusSeconds(4)), BOTH);
        direct.tell(42);
        assertThat(slack.to(Sample.BOB)).hasSize(1);
        ledger.write(HELD, BOTH);
        direct.tell(42);

        assertThat(slack.to(Sample.BOB)).hasSize(2);
    }

    @Test
    void whenNobodyHoldsItAnyMoreEveryQuestionSaysSoWithoutButtons() throws SlackFault {
        ledger.write(HELD, BOTH);
        direct.tell(42);
        ledger.write(HELD, new Fact.HeldNoMore());
        direct.tell(42);

        assertThat(slack.messages).hasSize(2).allSatisfy(message -> {
            assertThat(message.text())
                    .isEqualTo(
                            "Nobody holds the volume any more, and job #42 goes on. There is nothing for you to do.");
            assertThat(buttons(message)).doesNotContain("sojourn-");
        });
        ledger.write(HELD, ended());
        direct.tell(42);
        assertThat(slack.count("update"))
                .as("what is settled is not edited again")
                .isEqualTo(2);
    }

    @Test
    void aLaterHoldIsAskedAboutAnew() throws SlackFault {
        ledger.write(HELD, BOTH, new Fact.HeldNoMore());
        direct.tell(42);
        assertThat(slack.messages).as("it is over, so nobody is asked").isEmpty();
        ledger.write(HELD, BOTH);
        direct.tell(42);

        assertThat(slack.messages).hasSize(2);
        assertThat(slack.to(Sample.BOB).get(0).text()).contains("since " + Mrkdwn.time(Sample.START.plusSeconds(3)));
    }

    @Test
    void stoppingIsSaidToWhomItWasDoneToAndWhatGoesOnAllTheSame() throws SlackFault {
        ledger.write(HELD, BOTH);
        direct.tell(42);
        ledger.write(
                HELD, new Fact.HoldersStopped(Optional.of(Sample.ANN), List.of(Occupants.VIM, Occupants.SHELL), 1));
        direct.tell(42);

        assertThat(slack.to(Sample.ANN).get(0).text())
                .isEqualTo(
                        "For job #42, `vim` (pid 812, has a file open), `bash` (pid 9, stands in it) were asked to end"
                                + " (SIGTERM), because <@U0ANN> said so. 1 goes on all the same: end it on the host. The build"
                                + " waits until then, or until it is cancelled.");
        assertThat(buttons(slack.to(Sample.ANN).get(0))).doesNotContain("sojourn-");
        assertThat(buttons(slack.to(Sample.BOB).get(0))).contains("sojourn-wait");
        ledger.write(HELD, new Fact.HeldNoMore());
        direct.tell(42);
        assertThat(slack.to(Sample.ANN).get(0).text()).startsWith("Nobody holds the volume any more");
    }

    @Test
    void aCancelAndAnEndTakeTheQuestionBack() throws SlackFault {
        ledger.write(HELD, Occupants.held(Occupants.VIM));
        direct.tell(42);
        ledger.write(HELD, turned(Homeward.Reason.HELD));
        direct.tell(42);
        assertThat(slack.count("update"))
                .as("the job waits at home for the same people")
                .isZero();
        ledger.write(HELD, new Fact.CancelAsked(Sample.BOB), ended());
        direct.tell(42);

        assertThat(slack.to(Sample.ANN))
                .singleElement()
                .satisfies(asked -> assertThat(asked.text())
                        .isEqualTo("Job #42 was cancelled by <@U0BOB>: nobody has to leave the tree."));
    }

    @Test
    void whoHasLeftIsToldThatOthersAreWaitedFor() throws SlackFault {
        ledger.write(HELD, Occupants.held(Occupants.BOBS_SHELL));
        direct.tell(42);
        ledger.write(HELD, Occupants.held(Occupants.VIM));
        direct.tell(42);

        assertThat(slack.to(Sample.BOB).get(0).text())
                .isEqualTo("Nothing of `bob` is in the tree any more; job #42 waits for others.");
        ledger.write(HELD, new Fact.Held(List.of(Occupants.BOBS_SHELL), 9));
        direct.tell(42);
        assertThat(buttons(slack.to(Sample.ANN).get(0)))
                .as("eight more are not listed, and may be hers")
                .contains("sojourn-wait");
    }

    private static Fact turned(Homeward.Reason reason) {
        return new Fact.TurnedHome(new Homeward(reason, Optional.empty(), "it is held"));
    }

    private static Fact ended() {
        return new Fact.Ended(JobState.CANCELLED, Usd.ZERO, Duration.ZERO, Optional.empty(), Optional.empty());
    }

    private static String buttons(Pinboard.Message message) {
        return BlockLimits.json(message.blocks());
    }
}
