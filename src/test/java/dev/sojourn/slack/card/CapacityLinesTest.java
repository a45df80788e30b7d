package dev.sojourn.slack.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Quota;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.SpotBreaker;
import dev.sojourn.slack.BlockLimits;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.thread.ThreadLine;
import dev.sojourn.slack.words.History;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.workspace.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapacityLinesTest {

    private static final Job JOB = Sample.in(JobState.OUTBOUND, Step.LAUNCH_BUILDER);
    private static final Rung ON_DEMAND =
            new Rung(Sample.SPOT.type(), Market.ON_DEMAND, Sample.SPOT.type().hourly());
    private static final Instant LIMIT = Sample.START.plusSeconds(1800);

    private static List<ThreadLine> lines(Fact... facts) {
        List<JobEvent> events = new ArrayList<>();
        for (Fact fact : facts) {
            events.add(new JobEvent(42, events.size() + 1, Sample.START, fact));
        }
        History whole = new History(events);
        return events.stream()
                .map(event -> ThreadLine.of(event, JOB, whole.before(event), List.of()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<String> texts(Fact... facts) {
        return lines(facts).stream().map(line -> line.content().text()).toList();
    }

    private static Fact refused(int attempt, Rung rung) {
        return new Fact.RungRefused(
                attempt, rung, "VcpuLimitExceeded", "no more", Optional.of(Quota.of(rung, "us-east-1a")));
    }

    @Test
    void aQuotaIsNamedOnceWithItsCodeAndALinkToWhereItIsRaised() {
        assertThat(texts(refused(1, ON_DEMAND), refused(2, Sample.SPOT), refused(3, ON_DEMAND)))
                .hasSize(2)
                .first()
                .asString()
                .contains("quota is reached (VcpuLimitExceeded)")
                .contains("(L-1216C47A)")
                .contains("<https://console.aws.amazon.com/servicequotas/home/services/ec2/quotas/L-1216C47A"
                        + "?region=us-east-1|Have it raised>");
    }

    @Test
    void aLineThatNoBuilderIsToBeHadBringsWhatPeopleCanDo() {
        Content content = lines(new Fact.NoCapacity(Sample.START, LIMIT)).get(0).content();
        BlockLimits.assertKept(content);
        assertThat(content.text()).contains("the volume stays on its host").contains(Mrkdwn.time(LIMIT));
        assertThat(buttons(content)).containsExactly("sojourn-try-now", "sojourn-on-demand", "sojourn-cancel");
    }

    private static List<String> buttons(Content content) {
        return content.blocks().stream()
                .filter(ActionsBlock.class::isInstance)
                .flatMap(block -> ((ActionsBlock) block).getElements().stream())
                .map((BlockElement element) -> ((ButtonElement) element).getActionId())
                .toList();
    }

    @Test
    void theCardOfAJobThatWaitsForABuilderHasTheSameButtons() {
        assertThat(Button.of(JOB)).extracting(ButtonElement::getActionId).containsExactly("sojourn-cancel");
        Job waiting = Sample.withBuilder(JOB).with(draft -> {
            draft.capacitySince = Optional.of(Sample.START);
            draft.update(Sample.withBuilder(JOB).attempt().orElseThrow().refused("NO_CAPACITY", Sample.START));
        });
        assertThat(Button.of(waiting))
                .extracting(ButtonElement::getActionId)
                .containsExactly("sojourn-try-now", "sojourn-on-demand", "sojourn-cancel");
    }

    @Test
    void aBuilderThatIsTakenBackIsToldWithoutAWordOfAWayHome() {
        assertThat(texts(
                        new Fact.ReclaimNoticed(1, "i-0big", "marked-for-termination"),
                        new Fact.VolumeSaved(1, true, Duration.ofSeconds(14)),
                        new Fact.VolumeSaved(1, false, Duration.ofSeconds(130))))
                .satisfiesExactly(
                        line -> assertThat(line).contains("`i-0big` back within two minutes"),
                        line -> assertThat(line).contains("14 s after the notice"),
                        line -> assertThat(line).contains("its filesystem is checked"));
    }

    @Test
    void whySpotIsLeftAloneIsSaidWithItsEnd() {
        Fact alone = new Fact.SpotLeftAlone(new SpotBreaker.Open(3, Duration.ofHours(1), LIMIT));
        assertThat(texts(alone))
                .singleElement()
                .asString()
                .contains("3 were taken back")
                .contains(Mrkdwn.time(LIMIT));
    }
}
