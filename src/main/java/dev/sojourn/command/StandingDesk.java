package dev.sojourn.command;

import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.ProgressBoard;
import dev.sojourn.job.SpotWeather;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Answers where jobs stand. */
final class StandingDesk {

    private final JobStore store;
    private final ProgressBoard progress;
    private final SpotWeather weather;
    private final Clock clock;

    StandingDesk(JobStore store, ProgressBoard progress, SpotWeather weather, Clock clock) {
        this.store = store;
        this.progress = progress;
        this.weather = weather;
        this.clock = clock;
    }

    /** One job, as an answer to whoever pressed a button on it. */
    Reply of(Job job) {
        return new Reply.Standing(List.of(line(job, store.unfinished())));
    }

    /** All that goes on. */
    Reply all() {
        List<Job> unfinished = store.unfinished();
        return new Reply.Standing(
                unfinished.stream().map(job -> line(job, unfinished)).toList(), weather.leftAlone(clock.instant()));
    }

    Reply.Standing.Line line(Job job, List<Job> unfinished) {
        Optional<Integer> position = Optional.empty();
        if (job.state() == JobState.QUEUED) {
            position = Optional.of((int) unfinished.stream()
                    .filter(other -> other.volume().equals(job.volume()))
                    .filter(other -> other.state().holdsVolume()
                            || (other.state() == JobState.QUEUED
                                    && other.queuedAt().isBefore(job.queuedAt())))
                    .count());
        }
        return new Reply.Standing.Line(job, progress.of(job.number()), position);
    }
}
