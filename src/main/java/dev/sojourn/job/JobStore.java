package dev.sojourn.job;

import dev.sojourn.plan.Expenses;
import dev.sojourn.plan.PastRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** Where jobs are kept. Every write is durable when the method returns. */
public interface JobStore {

    /** Keeps a new job and its first facts; the answer carries its number. */
    Job add(Job job, List<Fact> facts, Instant now);

    /**
     * The same under a condition about money, which is asked in the transaction that writes: no other write under a condition
     * comes between, from whichever process.
     *
     * @return empty where it is not met: nothing was written
     */
    Optional<Job> addIf(Predicate<Expenses> still, Job job, List<Fact> facts, Instant now);

    /**
     * Compare-and-set: keeps the job's new state and facts in one transaction.
     *
     * @return the job with its new version; empty where another writer was first, another job has the volume's turn, or this
     *     process no longer leads: nothing was written, look again
     */
    Optional<Job> save(Job job, List<Fact> facts, Instant now);

    /** The same under a condition about money, as in {@link #addIf}. */
    Optional<Job> saveIf(Predicate<Expenses> still, Job job, List<Fact> facts, Instant now);

    Optional<Job> find(long number);

    /** Jobs that have not ended, oldest first. */
    List<Job> unfinished();

    /** The newest jobs, newest first. */
    List<Job> newest(int count);

    /** Jobs whose numbers are larger than that one, by number. */
    List<Job> after(long number, int count);

    /** Jobs that ended at this moment or later, or have not ended: those whose builders may have cost something since. */
    List<Job> notEndedBefore(Instant moment);

    /** Events of a job after a sequence number, in order. */
    List<JobEvent> events(long job, long after);

    /** What builds have cost and are going to, as of now. */
    Expenses expenses(Instant now);

    /** How builds on this volume and profile went, newest first: what estimates rest on. */
    List<PastRun> pastRuns(String volume, String profile, int count);

    /** The newest ended job of this volume and profile that built the same commit by the same plan since a moment. */
    Optional<Job> sameApproved(String volume, String planDigest, String sha, Instant since);

    /** The largest epoch of a volume over all its jobs; empty: no job was ever asked for on it. */
    Optional<Integer> lastEpoch(String volume);

    /** How long builders of this image took from running to their agent being online, newest first. */
    List<Duration> bootTimes(String image, int count);

    /** Device names that were used on the host before, newest first, so that the next one is another. */
    List<String> hostDevices(String host);

    /** Attachments of the volume whose end was asked for since, over all its jobs: what may still land in the next one. */
    List<Departure> departures(String volume, Instant since);

    /** Calls back after every write, in the writer's thread, with the job's number: a hint to look, never the news itself. */
    void onSaved(LongConsumer listener);
}
