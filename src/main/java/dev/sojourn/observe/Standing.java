package dev.sojourn.observe;

import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What gauges read. One look serves all gauges of a scrape. */
final class Standing {

    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final Duration STUCK = Duration.ofMinutes(2);

    private final Supplier<Pulse> pulse;
    private final Supplier<List<Job>> unfinished;
    private final InstantSource clock;
    private Optional<Look> last = Optional.empty();
    private Optional<Instant> untoldSince = Optional.empty();

    Standing(Supplier<Pulse> pulse, Supplier<List<Job>> unfinished, InstantSource clock) {
        this.pulse = pulse;
        this.unfinished = unfinished;
        this.clock = clock;
    }

    private record Look(Instant at, Pulse pulse, List<Job> jobs) {}

    private synchronized Look look() {
        Instant now = clock.instant();
        if (last.isEmpty() || !now.isBefore(last.get().at().plus(KEPT))) {
            last = Optional.of(new Look(now, pulse.get(), unfinished.get()));
            untoldSince = last.get().pulse().untold() == 0 ? Optional.empty() : Optional.of(untoldSince.orElse(now));
        }
        return last.get();
    }

    double in(JobState state) {
        return look().jobs().stream().filter(job -> job.state() == state).count();
    }

    double oldestWaiting() {
        Look now = look();
        return now.jobs().stream()
                .filter(job -> job.state() == JobState.QUEUED || job.state() == JobState.AWAITING_APPROVAL)
                .mapToLong(job -> Duration.between(job.createdAt(), now.at()).toSeconds())
                .max()
                .orElse(0);
    }

    double stuckDetaches() {
        Look now = look();
        return now.jobs().stream()
                .filter(job -> job.state().holdsVolume())
                .filter(job -> job.step() == Step.DETACH_FROM_HOST || job.step() == Step.DETACH_FROM_BUILDER)
                .filter(job -> job.stepSince().plus(STUCK).isBefore(now.at()))
                .count();
    }

    double untold() {
        return look().pulse().untold();
    }

    double outboxLag() {
        Look now = look();
        return untoldSince
                .map(since -> (double) Duration.between(since, now.at()).toSeconds())
                .orElse(0.0);
    }

    double slackConnected() {
        return look().pulse().slack().since().isPresent() ? 1 : 0;
    }

    double databaseUsable() {
        return look().pulse().database().isEmpty() ? 1 : 0;
    }

    double leads() {
        return look().pulse().leads() ? 1 : 0;
    }

    double orphans() {
        return look().pulse().strays().map(swept -> swept.found().size()).orElse(0);
    }
}
