package dev.sojourn.slack.card;

import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Leg;
import dev.sojourn.job.Step;
import dev.sojourn.slack.words.History;
import dev.sojourn.slack.words.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The road of the volume as a plan. Steps that were left out are not in it. */
final class StepPlan {

    private StepPlan() {}

    static PlanBlock of(Job job, History history) {
        Map<Step, Duration> done = history.stepsDone();
        List<PlanBlock.Task> tasks = new ArrayList<>();
        for (Step step : Step.values()) {
            boolean now = job.state().holdsVolume() && step == job.step();
            boolean behind = job.state().isTerminal() || (job.state().holdsVolume() && step.isBefore(job.step()));
            if (done.containsKey(step) || now || !behind) {
                tasks.add(task(step, now, done, job));
            }
        }
        // A job that was refused before its first step has none to show; a plan must have one.
        if (tasks.isEmpty()) {
            tasks.add(new PlanBlock.Task("none", "Nothing was touched", "complete"));
        }
        return new PlanBlock("steps", "Out and home", tasks);
    }

    private static PlanBlock.Task task(Step step, boolean now, Map<Step, Duration> done, Job job) {
        Duration took = done.get(step);
        String id = step.name().toLowerCase(Locale.ROOT);
        String title = (step.leg() == Leg.OUT ? "Out: " : "Home: ") + step.title();
        if (took != null) {
            return new PlanBlock.Task(
                    id, title + (took.toSeconds() < 1 ? "" : " · " + Wording.duration(took)), "complete");
        }
        if (now) {
            return new PlanBlock.Task(id, title, job.state() == JobState.NEEDS_ATTENTION ? "error" : "in_progress");
        }
        return new PlanBlock.Task(id, title, "pending");
    }
}
