package dev.sojourn.slack.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.command.Budgets;
import dev.sojourn.command.Rights;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.NoGrants;
import dev.sojourn.job.Step;
import dev.sojourn.job.VolumePlaces;
import dev.sojourn.plan.Caps;
import dev.sojourn.policy.Policy;
import dev.sojourn.slack.BlockLimits;
import dev.sojourn.slack.FixedMenu;
import dev.sojourn.slack.Ledger;
import dev.sojourn.slack.Pinboard;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.workspace.SeenLately;
import dev.sojourn.slack.workspace.SlackFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HomeBoardTest {

    private static final Job WAITING = Sample.in(JobState.AWAITING_APPROVAL, Step.PREFLIGHT)
            .with(draft -> draft.approvalExpires = Optional.of(Sample.START.plus(Duration.ofHours(4))));

    private final Ledger ledger = new Ledger();
    private final Pinboard slack = new Pinboard();
    private final Map<String, VolumePlaces.Place> places = new ConcurrentHashMap<>();
    private Instant now = Sample.START;
    private final Policy policy = new Policy(Set.of(), Set.of(), Set.of(Sample.BOB), false, 10);
    private final HomeSources sources = new HomeSources(
            ledger,
            new NoGrants(),
            new SeenLately(volumes -> places, () -> now),
            job -> Optional.empty(),
            new FixedMenu(),
            new Rights(policy),
            new Budgets(Caps.NONE, ledger, () -> now),
            () -> new HomeView.Health(Optional.of(Sample.START), true),
            () -> now);
    private final HomeBoard board = new HomeBoard(slack, sources, "/llvm-build", () -> now);

    @AfterEach
    void stop() throws InterruptedException {
        board.stop(Duration.ofSeconds(5));
    }

    @Test
    void itIsDrawnWhenItIsOpenedAndThenOnlyWhereAReaderWouldSeeADifference() {
        open(Sample.ANN);
        later(Duration.ofSeconds(30));
        assertThat(slack.homes).hasSize(1);

        ledger.write(Sample.in(JobState.OUTBOUND, Step.PREFLIGHT), new Fact.Submitted(Sample.ANN, "main"));
        later(Duration.ofSeconds(30));
        assertThat(slack.homes).hasSize(2);
        assertThat(last()).contains("*#42*", "sojourn-home-cancel");
    }

    @Test
    void whoeverHasJustSeenItDrawnWaitsForTheNextDrawing() {
        open(Sample.ANN);
        ledger.write(Sample.in(JobState.OUTBOUND, Step.PREFLIGHT));
        later(HomeBoard.APART.minusSeconds(1));
        assertThat(slack.homes).hasSize(1);
        later(Duration.ofSeconds(1));
        assertThat(slack.homes).hasSize(2);
    }

    @Test
    void whoeverOpenedItLongAgoIsNotDrawnForAndNobodyCostsNothing() {
        open(Sample.ANN);
        ledger.write(Sample.in(JobState.OUTBOUND, Step.PREFLIGHT));
        later(HomeBoard.LATELY);
        ledger.write(WAITING);
        later(Duration.ofSeconds(30));

        assertThat(slack.homes).hasSize(1);
    }

    @Test
    void aDrawingThatSlackDidNotTakeIsTriedAgain() {
        slack.next("home", new SlackFault.Limited("views.publish", Duration.ofSeconds(5)), false);
        board.opened(Sample.ANN);
        await().until(() -> slack.count("home") == 1);
        assertThat(slack.homes).isEmpty();
        later(Duration.ofSeconds(10));

        assertThat(slack.homes).hasSize(1);
    }

    @Test
    void onlyWhoMayDecideIsAskedToAndOnlyWhoMayCancelHasAButtonForIt() {
        ledger.write(WAITING);
        open(Sample.BOB);
        assertThat(last()).contains("Waiting for your yes or no", "sojourn-home-approve", "sojourn-home-deny");
        open(Sample.ANN);
        assertThat(last())
                .doesNotContain("Waiting for your yes or no", "sojourn-home-approve")
                .contains("sojourn-home-cancel");
        open("U0ZOE");
        assertThat(last()).contains("*#42*").doesNotContain("sojourn-home-cancel");
    }

    @Test
    void whereEc2SeesAVolumeIsShownAsSoonAsItHasBeenAsked() {
        places.put("vol-0abc", new VolumePlaces.Place.Attached("i-0stranger", "/dev/sdf", "attached"));
        open(Sample.ANN);
        assertThat(last()).contains("at home on `i-0host`, no job has taken it yet.");
        await().until(() -> {
            later(HomeBoard.APART);
            return last().contains("on another machine, `i-0stranger` as `/dev/sdf`.");
        });
        places.put("vol-0abc", new VolumePlaces.Place.Untold("no answer"));
        await().until(() -> {
            later(HomeBoard.APART);
            return last().contains("EC2 does not say where it is");
        });
    }

    @Test
    void theAnswerToAPressIsOnThePressersTabUntilTheyOpenItAgain() {
        open(Sample.ANN);
        board.say(Sample.ANN, "Job #42 is cancelled.");
        await().until(() -> slack.homes.size() == 2);
        assertThat(last()).contains("Job #42 is cancelled.");
        open(Sample.ANN);
        assertThat(last()).doesNotContain("is cancelled.");
    }

    private void open(String user) {
        int before = slack.homes.size();
        board.opened(user);
        await().until(() -> slack.homes.size() > before);
    }

    private void later(Duration time) {
        now = now.plus(time);
        board.round();
    }

    private String last() {
        return BlockLimits.json(slack.homes.get(slack.homes.size() - 1).blocks());
    }
}
