package dev.sojourn.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Attempt;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.Move;
import dev.sojourn.job.PastJob;
import dev.sojourn.job.Request;
import dev.sojourn.job.Step;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.Plans;
import dev.sojourn.plan.Rung;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryReaderTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final Rung RUNG = Plans.onDemand("c7i.4xlarge");

    private final List<JobEvent> events = new ArrayList<>();

    @Test
    void overhead_is_what_lies_between_launch_and_home_and_is_not_building() {
        at(10, new Fact.BuilderAsked(1, RUNG));
        at(70, new Fact.StepStarted(Step.DETACH_FROM_HOST));
        at(700, new Fact.VolumeHome(true));
        PastJob line = HistoryReader.line(ended(Duration.ofSeconds(600)), events);
        assertThat(line.busy()).isEqualTo(Duration.ofSeconds(690));
        assertThat(line.overhead())
                .isEqualTo(Duration.ofSeconds(690).minus(line.build().orElse(Duration.ZERO)));
        assertThat(line.away()).isEqualTo(Duration.ofSeconds(630));
    }

    @Test
    void a_volume_that_left_twice_was_away_for_both_times_together() {
        at(10, new Fact.BuilderAsked(1, RUNG));
        at(100, new Fact.StepStarted(Step.DETACH_FROM_HOST));
        at(150, new Fact.VolumeHome(true));
        at(300, new Fact.StepStarted(Step.DETACH_FROM_HOST));
        at(400, new Fact.VolumeHome(true));
        assertThat(HistoryReader.line(ended(Duration.ofSeconds(600)), events).away())
                .isEqualTo(Duration.ofSeconds(150));
    }

    @Test
    void a_job_that_never_launched_anything_was_neither_busy_nor_away() {
        PastJob line = HistoryReader.line(
                job().with(draft -> {
                    draft.move(Move.START, START);
                    draft.move(Move.TURN_HOME, START);
                    draft.move(Move.FAIL, START.plusSeconds(5));
                }),
                events);
        assertThat(line.busy()).isZero();
        assertThat(line.away()).isZero();
        assertThat(line.machine()).isEmpty();
        assertThat(line.cost().orElseThrow().micros()).isZero();
    }

    @Test
    void a_step_that_was_entered_twice_counts_with_both_stays() {
        at(10, new Fact.StepDone(Step.LAUNCH_BUILDER, Duration.ofSeconds(30)));
        at(90, new Fact.StepDone(Step.LAUNCH_BUILDER, Duration.ofSeconds(12)));
        assertThat(HistoryReader.line(ended(Duration.ofSeconds(600)), events).steps())
                .isEqualTo(Map.of(Step.LAUNCH_BUILDER, Duration.ofSeconds(42)));
    }

    private void at(int second, Fact fact) {
        events.add(new JobEvent(1, events.size() + 1, START.plusSeconds(second), fact));
    }

    private static Job job() {
        return Job.submitted(new Request("U0ANN", "C1", BuildOptions.of("main"), Plans.plan(), List.of()), START)
                .with(draft -> draft.stored(1, 1));
    }

    private static Job ended(Duration lived) {
        Instant end = START.plusSeconds(10).plus(lived);
        return job().with(draft -> {
            draft.move(Move.START, START);
            draft.add(Attempt.asked(1, 0, RUNG, "token", START.plusSeconds(10))
                    .launched("i-0b", START.plusSeconds(11))
                    .ended(end));
            draft.homeward = Optional.empty();
            draft.move(Move.TURN_HOME, START);
            draft.move(Move.FAIL, end);
        });
    }
}
