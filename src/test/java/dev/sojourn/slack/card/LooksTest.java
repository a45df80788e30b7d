package dev.sojourn.slack.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.PageLinks;
import dev.sojourn.job.Step;
import dev.sojourn.slack.BlockLimits;
import dev.sojourn.slack.Golden;
import dev.sojourn.slack.Ledger;
import dev.sojourn.slack.Pinboard;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.SlackRules;
import dev.sojourn.slack.words.Snapshot;
import dev.sojourn.slack.workspace.SlackFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cards with a plan where the workspace takes them, with sections where it does not. */
class LooksTest {

    private static final Instant NOW = Sample.START.plusSeconds(3600);

    private final Ledger ledger = new Ledger();
    private final Pinboard slack = new Pinboard();

    /** Of a bot that was started anew. */
    private Cards cards() {
        return new Cards(slack, () -> NOW, Duration.ZERO, PageLinks.NONE, Looks.remembered(ledger));
    }

    private void post(long number) throws SlackFault {
        Job job =
                Sample.withBuilder(Sample.in(JobState.OUTBOUND, Step.RUN_BUILD)).with(draft -> draft.stored(number, 1));
        cards().ensure(Sample.snapshot(job), Bookmark.of(ledger, number), false);
    }

    private String last() {
        return BlockLimits.json(slack.messages.get(slack.messages.size() - 1).blocks());
    }

    private static SlackFault refused() {
        return new SlackFault.Refused("chat.postMessage", "invalid_blocks", "");
    }

    @Test
    void aPlanIsTriedOnceAndKeptWhereItIsTaken() throws SlackFault {
        post(1);
        assertThat(last()).contains("\"type\":\"plan\"", "\"status\":\"in_progress\"", "\"task_id\":\"run_build\"");
        post(2);
        assertThat(last()).contains("\"type\":\"plan\"");
        assertThat(slack.count("post")).isEqualTo(2);
    }

    @Test
    void whereItIsRefusedTheCardHasSectionsAndNoLaterOneTriesAgain() throws SlackFault {
        slack.next("post", refused(), false);
        post(1);
        assertThat(last()).doesNotContain("\"plan\"").contains("▸ *Building*");
        assertThat(slack.count("post")).isEqualTo(2);
        post(2);
        assertThat(last()).doesNotContain("\"plan\"");
        assertThat(slack.count("post"))
                .as("also not by a bot that was started anew")
                .isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void aCardWithAPlanIsWholeInEveryState(JobState state) {
        Job job = Sample.withBuilder(Sample.in(state, Step.RUN_BUILD));
        Snapshot view = Sample.snapshot(job, Arrays.copyOf(Sample.goodJob(), 12));
        SlackRules.assertKept(Card.of(view, NOW).withPlan(view).content());
        Snapshot refused = Sample.snapshot(job, new Fact.Refused("no", "none"));
        SlackRules.assertKept(Card.of(refused, NOW).withPlan(refused).content());
    }

    @Test
    void thePlanOfAJobThatWentWellIsItsWholeRoad() {
        Job job = Sample.over(Sample.withBuilder(Sample.in(JobState.SUCCEEDED, Step.CONFIRM_BUILDER_GONE)), NOW);
        PlanBlock plan = StepPlan.of(job, Sample.history(Sample.goodJob()));
        assertThat(plan.tasks())
                .as("each step but the launch, which the sample leaves out")
                .hasSize(Step.values().length - 1)
                .allMatch(task -> task.status().equals("complete"));
        Golden.assertText("replies/plan-of-a-good-job", Golden.json(plan).toPrettyString());
    }
}
