package dev.sojourn.slack.thread;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Quiet;
import dev.sojourn.slack.words.Mrkdwn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Who is called by what is said, and whether a whole channel hears of it. A volume that is not home and money that runs break
 * every quiet; they are not asked for here.
 */
public final class Loudness {

    static final Loudness USUAL = new Loudness(Quiet.NEVER, job -> List.of(), Ends.NONE);

    private final Quiet quiet;
    private final LongFunction<List<String>> watchers;
    private final Ends ends;

    /** @param watchers of a job; its channel among them, where it wants to hear */
    public Loudness(Quiet quiet, LongFunction<List<String>> watchers, Ends ends) {
        this.quiet = quiet;
        this.watchers = watchers;
        this.ends = ends;
    }

    /** A person's mention, or nothing while they are not to be called. */
    public Optional<String> call(String user, Instant at) {
        return quiet.until(user, at).isPresent() ? Optional.empty() : Optional.of(Mrkdwn.user(user));
    }

    /** Whether the end of a job is shown in its channel, too. */
    public boolean isAloud(Fact.Ended ended, Job job) {
        boolean always = switch (ends) {
            case NONE -> false;
            case FAILED -> ended.outcome() == JobState.FAILED;
            case ALL -> true;
        };
        return always || watchers.apply(job.number()).contains(job.request().channel());
    }
}
