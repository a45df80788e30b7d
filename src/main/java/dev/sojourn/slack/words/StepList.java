package dev.sojourn.slack.words;

import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Leg;
import dev.sojourn.job.Step;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The road of the volume as two lists of lines: {@code ✓} done, {@code ▸} under way, {@code ○} to come, {@code –} left out. */
public final class StepList {

    private StepList() {}

    public static String of(Leg leg, Job job, History history) {
        Map<Step, Duration> done = history.stepsDone();
        String title = leg == Leg.OUT ? "*Out*" : "*Home*";
        return Arrays.stream(Step.values())
                .filter(step -> step.leg() == leg)
                .map(step -> line(step, job, done))
                .collect(Collectors.joining("\n", title + "\n", ""));
    }

    private static String line(Step step, Job job, Map<Step, Duration> done) {
        Duration took = done.get(step);
        if (took != null) {
            String time = took.toSeconds() < 1 ? "" : " · " + Wording.duration(took);
            return "✓ " + step.title() + time;
        }
        if (job.state().holdsVolume() && step == job.step()) {
            return (job.state() == JobState.NEEDS_ATTENTION ? "✗ " : "▸ ") + "*" + step.title() + "*";
        }
        boolean behind = job.state().isTerminal() || (job.state().holdsVolume() && step.isBefore(job.step()));
        return (behind ? "– " : "○ ") + step.title();
    }
}
