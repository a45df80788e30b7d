package dev.sojourn.command;

import dev.sojourn.job.Job;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.Watchers;
import java.time.Clock;

/** Who wants to be told how a job ends, and who no longer does. */
final class WatchDesk {

    private final JobStore store;
    private final Watchers watchers;
    private final Clock clock;

    WatchDesk(JobStore store, Watchers watchers, Clock clock) {
        this.store = store;
        this.watchers = watchers;
        this.clock = clock;
    }

    Reply watch(Caller caller, Job job) {
        if (job.state().isTerminal()) {
            return new Reply.AlreadyOver(job);
        }
        boolean added = watchers.add(job.number(), caller.user(), clock.instant());
        // Looked at again: it may have ended just before they were written down, and nobody would tell them.
        Job now = store.find(job.number()).orElse(job);
        return now.state().isTerminal() ? new Reply.AlreadyOver(now) : new Reply.Watching(now, !added);
    }

    /** Whoever asked for a build named others who hear how it ends, or its whole channel. */
    void tell(Job job, Told told) {
        told.people().forEach(user -> watchers.add(job.number(), user, clock.instant()));
        if (told.channel()) {
            watchers.add(job.number(), job.request().channel(), clock.instant());
        }
    }

    Reply unwatch(Caller caller, Job job) {
        return new Reply.NotWatching(job, watchers.remove(job.number(), caller.user()));
    }
}
