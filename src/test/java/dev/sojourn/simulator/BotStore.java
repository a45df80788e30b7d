package dev.sojourn.simulator;

import dev.sojourn.job.Departure;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobStore;
import dev.sojourn.plan.Expenses;
import dev.sojourn.plan.PastRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** The database as one bot has it: a write may be the last thing that it does. */
final class BotStore implements JobStore {

    private final World world;
    private final JobStore store;
    private final BiConsumer<Optional<Job>, Job> onSaved;

    /**
     * @param store the shared one, or a defect around it
     * @param onSaved told of each write: what was before, what is now
     */
    BotStore(World world, JobStore store, BiConsumer<Optional<Job>, Job> onSaved) {
        this.world = world;
        this.store = store;
        this.onSaved = onSaved;
    }

    @Override
    public Job add(Job job, List<Fact> facts, Instant now) {
        return addIf(any -> true, job, facts, now).orElseThrow();
    }

    @Override
    public Optional<Job> addIf(Predicate<Expenses> still, Job job, List<Fact> facts, Instant now) {
        boolean dies = dies();
        Optional<Job> added = store.addIf(still, job, facts, now);
        added.ifPresent(one -> kept(Optional.empty(), one, facts));
        if (dies) {
            throw Crash.NOW;
        }
        return added;
    }

    @Override
    public Optional<Job> saveIf(Predicate<Expenses> still, Job job, List<Fact> facts, Instant now) {
        return still.test(store.expenses(now)) ? save(job, facts, now) : Optional.empty();
    }

    @Override
    public Expenses expenses(Instant now) {
        return store.expenses(now);
    }

    @Override
    public Optional<Job> save(Job job, List<Fact> facts, Instant now) {
        boolean dies = dies();
        if (dies && world.chance.oneIn(2)) {
            throw Crash.NOW;
        }
        Optional<Job> before = world.store.find(job.number());
        Optional<Job> saved = store.save(job, facts, now);
        saved.ifPresent(after -> kept(before, after, facts));
        if (dies) {
            throw Crash.NOW;
        }
        return saved;
    }

    private boolean dies() {
        if (world.isCalm() || world.mix.onWriting() == null) {
            return false;
        }
        world.struck(Fault.CRASH_AT_WRITE);
        return true;
    }

    private void kept(Optional<Job> before, Job after, List<Fact> facts) {
        if (world.journal.on()) {
            world.journal.say(
                    "#%d %s %s %s", after.number(), after.state(), after.step(), facts.isEmpty() ? "" : facts);
        }
        world.watch.saved(before, after, facts);
        onSaved.accept(before, after);
    }

    @Override
    public Optional<Job> find(long number) {
        return store.find(number);
    }

    @Override
    public List<Job> unfinished() {
        return store.unfinished();
    }

    @Override
    public List<Job> newest(int count) {
        return store.newest(count);
    }

    @Override
    public List<Job> after(long number, int count) {
        return store.after(number, count);
    }

    @Override
    public List<Job> notEndedBefore(Instant moment) {
        return store.notEndedBefore(moment);
    }

    @Override
    public List<JobEvent> events(long job, long after) {
        return store.events(job, after);
    }

    @Override
    public List<PastRun> pastRuns(String volume, String profile, int count) {
        return store.pastRuns(volume, profile, count);
    }

    @Override
    public Optional<Job> sameApproved(String volume, String planDigest, String sha, Instant since) {
        return store.sameApproved(volume, planDigest, sha, since);
    }

    @Override
    public Optional<Integer> lastEpoch(String volume) {
        return store.lastEpoch(volume);
    }

    @Override
    public List<Duration> bootTimes(String image, int count) {
        return store.bootTimes(image, count);
    }

    @Override
    public List<String> hostDevices(String host) {
        return store.hostDevices(host);
    }

    @Override
    public List<Departure> departures(String volume, Instant since) {
        return store.departures(volume, since);
    }

    @Override
    public void onSaved(LongConsumer listener) {
        store.onSaved(listener);
    }
}
