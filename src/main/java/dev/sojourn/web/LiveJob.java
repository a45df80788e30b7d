package dev.sojourn.web;

import dev.sojourn.job.Attempt;
import dev.sojourn.job.Commit;
import dev.sojourn.job.Job;
import dev.sojourn.job.Progress;
import dev.sojourn.job.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A job under way, or waiting, as a lane shows it.
 *
 * @param percent of the build; empty where none is known
 * @param left a guess; empty where nothing supports one
 * @param spent so far
 * @param said estimate and cap
 * @param road every step with its state: done, now, or to come
 */
record LiveJob(
        long number,
        String label,
        String profile,
        String ref,
        String subject,
        String who,
        Standing standing,
        Optional<Integer> percent,
        String left,
        String elapsed,
        String spent,
        String said,
        String what,
        List<Mark> road) {

    /** A step on the road, by its state and title. */
    record Mark(String state, String title, String leg) {}

    static LiveJob of(Job job, Optional<Progress> progress, Names names, Instant now) {
        return new LiveJob(
                job.number(),
                job.label(),
                job.request().plan().profile().name(),
                job.request().options().ref(),
                job.commit().map(LiveJob::commit).orElse(""),
                names.of(job.request().requester()),
                Standing.of(job, progress, names),
                progress.filter(one -> job.step() == Step.RUN_BUILD).flatMap(Progress::percent),
                progress.filter(one -> job.step() == Step.RUN_BUILD)
                        .flatMap(Progress::left)
                        .map(left -> Wording.about(left) + " left")
                        .orElse(""),
                elapsed(job, now),
                Money.spent(job, now),
                Money.said(job.request().plan()),
                progress.filter(one -> job.step() == Step.RUN_BUILD)
                        .map(one -> Wording.line(one.what(), 120))
                        .orElse(""),
                road(job));
    }

    private static String commit(Commit commit) {
        return commit.abbreviated() + " " + Wording.line(commit.subject(), 120);
    }

    private static String elapsed(Job job, Instant now) {
        return job.attempts().stream()
                .findFirst()
                .map(Attempt::askedAt)
                .map(start -> Wording.duration(Duration.between(start, now)))
                .orElse("");
    }

    static List<Mark> road(Job job) {
        return Arrays.stream(Step.values())
                .map(step -> new Mark(
                        state(job, step), step.title(), step.leg().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static String state(Job job, Step step) {
        if (!job.state().holdsVolume()) {
            return "todo";
        }
        if (step == job.step()) {
            return "now";
        }
        return step.isBefore(job.step()) ? "done" : "todo";
    }
}
