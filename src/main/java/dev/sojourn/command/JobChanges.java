package dev.sojourn.command;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.Wakeups;
import dev.sojourn.plan.Expenses;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What people change of a job that is driven meanwhile: decided on the newest state, written only if it is the newest still. */
final class JobChanges {

    /** Losing a compare-and-set means that somebody else was faster: look again, but not for ever. */
    private static final int TRIES = 20;

    private final JobStore store;
    private final Wakeups wakeups;
    private final Clock clock;

    JobChanges(JobStore store, Wakeups wakeups, Clock clock) {
        this.store = store;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    /** A change to be written, and the answer once it is; or an answer alone. */
    record Change(
            Optional<Job> job, List<Fact> facts, Function<Job, Reply> reply, Optional<Predicate<Expenses>> still) {

        static Change none(Reply reply) {
            return new Change(Optional.empty(), List.of(), job -> reply, Optional.empty());
        }

        static Change to(Job job, List<Fact> facts, Function<Job, Reply> reply) {
            return new Change(Optional.of(job), facts, reply, Optional.empty());
        }

        /** The same, unless somebody else's build has taken the money meanwhile: then it is decided anew. */
        Change asLong(Predicate<Expenses> condition) {
            return new Change(job, facts, reply, Optional.of(condition));
        }
    }

    /** Decides, writes, and wakes the job. */
    Reply change(long number, Function<Job, Change> decide) {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Job> job = store.find(number);
            if (job.isEmpty()) {
                return noSuchJob(number);
            }
            Change change = decide.apply(job.get());
            if (change.job().isEmpty()) {
                return change.reply().apply(job.get());
            }
            Optional<Job> saved = save(change);
            if (saved.isPresent()) {
                wakeups.now(number);
                return change.reply().apply(saved.get());
            }
        }
        return tooFast();
    }

    private Optional<Job> save(Change change) {
        Job job = change.job().orElseThrow();
        Instant now = clock.instant();
        return change.still()
                .map(still -> store.saveIf(still, job, change.facts(), now))
                .orElseGet(() -> store.save(job, change.facts(), now));
    }

    static Reply tooFast() {
        return new Reply.Refused("The job changes too fast right now.", "Try again in a few seconds.");
    }

    static Reply noSuchJob(long number) {
        return new Reply.Refused("There is no job #" + number + ".", "`status` lists the ones that are not over.");
    }
}
