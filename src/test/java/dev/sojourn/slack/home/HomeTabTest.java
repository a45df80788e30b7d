package dev.sojourn.slack.home;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.model.block.LayoutBlock;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Progress;
import dev.sojourn.job.Step;
import dev.sojourn.job.VolumePlaces;
import dev.sojourn.plan.Budget;
import dev.sojourn.plan.Cap;
import dev.sojourn.plan.Grant;
import dev.sojourn.plan.Spending;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.Whose;
import dev.sojourn.slack.BlockLimits;
import dev.sojourn.slack.Golden;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.home.HomeView.Ahead;
import dev.sojourn.slack.home.HomeView.Health;
import dev.sojourn.slack.home.HomeView.Live;
import dev.sojourn.slack.home.HomeView.Month;
import dev.sojourn.slack.home.HomeView.VolumeLine;
import dev.sojourn.slack.words.History;
import dev.sojourn.slack.words.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HomeTabTest {

    private static final Instant NOW = Sample.START.plus(Duration.ofMinutes(25));
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    private static final Health WELL = new Health(Optional.of(Sample.START.minus(Duration.ofHours(3))), true);

    private static final VolumePlaces.Place BUILDER = new VolumePlaces.Place.Attached("i-0big", "/dev/sdf", "attached");
    private static final VolumePlaces.Place NOWHERE = new VolumePlaces.Place.Loose("available");
    private static final Grant GRANT = granted(40);

    private static Grant granted(long job) {
        return new Grant(
                job,
                Sample.BOB,
                "vol-0abc",
                List.of("c7i.16xlarge"),
                Usd.of("20"),
                Usd.of("17.24"),
                NOW.plus(Duration.ofHours(20)));
    }

    private static final Budget BUDGET = new Budget(
            new Cap(Cap.Kind.MONTH, Optional.of(Usd.of("400")), Optional.of(Usd.of("500"))),
            Whose.EVERYBODY,
            new Spending(Usd.of("29.90"), Usd.of("4.20")),
            Optional.of(NOVEMBER),
            Optional.of(NOVEMBER.plus(Duration.ofDays(30))));

    private static List<LayoutBlock> drawn(HomeView view) {
        List<LayoutBlock> blocks = new ArrayList<>(HomeTab.body(view, "/llvm-build", NOW));
        blocks.add(HomeTab.footer(view, NOW));
        return blocks;
    }

    private static HomeView quiet() {
        return new HomeView(
                List.of(new VolumeLine(Sample.plan().volume(), Optional.empty(), Optional.empty())),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Month(NOVEMBER, 0, Usd.ZERO, false, Optional.empty()),
                WELL,
                Optional.empty());
    }

    private static Snapshot view(Job job, Fact... facts) {
        List<JobEvent> events = new ArrayList<>();
        for (Fact fact : facts) {
            events.add(new JobEvent(job.number(), events.size() + 1L, Sample.START, fact));
        }
        return new Snapshot(job, new History(events), Optional.empty(), List.of());
    }

    private static Snapshot waiting() {
        return view(Sample.in(JobState.AWAITING_APPROVAL, Step.PREFLIGHT).with(draft -> {
            draft.stored(44, 1);
            draft.approvalExpires = Optional.of(NOW.plus(Duration.ofHours(4)));
        }));
    }

    private static Snapshot building() {
        Job job = Sample.withBuilder(Sample.in(JobState.OUTBOUND, Step.RUN_BUILD));
        Snapshot view = view(job, new Fact.StepStarted(Step.DETACH_FROM_HOST), new Fact.StepStarted(Step.RUN_BUILD));
        Progress progress =
                new Progress(42, 1, NOW, "build", 1843, 4980, Optional.of(Duration.ofMinutes(14)), "", Duration.ZERO);
        return new Snapshot(job, view.history(), Optional.of(progress), List.of());
    }

    private static Snapshot ended() {
        Job job = Sample.over(Sample.withBuilder(Sample.in(JobState.SUCCEEDED, Step.CONFIRM_BUILDER_GONE)), NOW)
                .with(draft -> draft.stored(41, 9));
        return view(job, Sample.goodJob());
    }

    @Test
    void aQuietDayShowsWhereTheVolumesAreAndHowToBegin() {
        Golden.assertHome("home-quiet", drawn(quiet()));
    }

    @Test
    void aBusyDayShowsWhatWaitsForTheReaderWhatRunsAndWhatItCosts() {
        HomeView busy = new HomeView(
                List.of(new VolumeLine(Sample.plan().volume(), Optional.of(BUILDER), Optional.of(building()))),
                List.of(waiting()),
                List.of(new Live(building(), true), new Live(waiting(), false)),
                List.of(ended()),
                List.of(new Ahead(GRANT, true)),
                new Month(NOVEMBER, 17, Usd.of("31.07"), true, Optional.of(BUDGET)),
                WELL,
                Optional.of("Job #40 is cancelled."));
        Golden.assertHome("home-busy", drawn(busy));
    }

    @Test
    void aVolumeThatIsNotHomeIsCalledSo() {
        Snapshot lost = view(
                Sample.in(JobState.NEEDS_ATTENTION, Step.ATTACH_TO_HOST)
                        .with(draft -> draft.problem = Optional.of("the host is terminated")),
                new Fact.StepStarted(Step.DETACH_FROM_HOST),
                new Fact.AttentionNeeded("the host is terminated", "Choose another."));
        HomeView view = new HomeView(
                List.of(new VolumeLine(Sample.plan().volume(), Optional.of(NOWHERE), Optional.of(lost))),
                List.of(),
                List.of(new Live(lost, false)),
                List.of(),
                List.of(new Ahead(GRANT, false)),
                new Month(NOVEMBER, 1, Usd.of("0.37"), false, Optional.empty()),
                new Health(Optional.empty(), false),
                Optional.empty());
        Golden.assertHome("home-not-home", drawn(view));
    }

    @Test
    void howeverMuchThereIsItStaysInsideSlacksLimits() {
        HomeView full = new HomeView(
                Collections.nCopies(
                        200, new VolumeLine(Sample.plan().volume(), Optional.of(BUILDER), Optional.of(building()))),
                numbered(waiting()),
                numbered(building()).stream().map(one -> new Live(one, true)).toList(),
                numbered(ended()),
                numbered(ended()).stream()
                        .map(one -> new Ahead(granted(one.job().number()), true))
                        .toList(),
                new Month(NOVEMBER, 200, Usd.of("99999"), true, Optional.empty()),
                WELL,
                Optional.of("word ".repeat(2000)));

        List<LayoutBlock> blocks = drawn(full);
        BlockLimits.assertKept(blocks, 100);
        assertThat(BlockLimits.json(blocks)).contains("and 185 more").contains("and 192 more");
    }

    private static List<Snapshot> numbered(Snapshot one) {
        List<Snapshot> many = new ArrayList<>();
        for (long number = 1; number <= 200; number++) {
            long given = number;
            many.add(new Snapshot(
                    one.job().with(draft -> draft.stored(given, 1)), one.history(), one.progress(), one.ahead()));
        }
        return many;
    }
}
