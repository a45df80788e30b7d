package dev.sojourn.slack.words;

import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Progress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that a card shows.
 *
 * @param ahead the jobs that have or get the volume before this one, the next in line last
 */
public record Snapshot(Job job, History history, Optional<Progress> progress, List<Job> ahead) {

    /** Jobs of the same volume that come before this one. */
    public static List<Job> ahead(Job job, List<Job> unfinished) {
        if (job.state() != JobState.QUEUED) {
            return List.of();
        }
        return unfinished.stream()
                .filter(other -> other.volume().equals(job.volume()) && other.number() != job.number())
                .filter(other ->
                        other.state().holdsVolume() || (other.state() == JobState.QUEUED && isEarlier(other, job)))
                .sorted(Comparator.comparing((Job other) -> !other.state().holdsVolume())
                        .thenComparing(Job::queuedAt)
                        .thenComparing(Job::number))
                .toList();
    }

    private static boolean isEarlier(Job one, Job other) {
        int order = one.queuedAt().compareTo(other.queuedAt());
        return order < 0 || (order == 0 && one.number() < other.number());
    }
}
