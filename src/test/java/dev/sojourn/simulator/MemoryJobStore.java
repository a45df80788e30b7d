package dev.sojourn.simulator;

import dev.sojourn.job.Attempt;
import dev.sojourn.job.Departure;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobState;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Expenses;
import dev.sojourn.plan.PastRun;
import dev.sojourn.plan.Spending;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.Whose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Jobs in memory, by the same rules as in SQL: one contract test holds both to them. */
final class MemoryJobStore implements JobStore {

    private final List<Job> jobs = new ArrayList<>();
    private final List<List<JobEvent>> events = new ArrayList<>();
    /** Newest last. */
    private final Map<String, List<Duration>> boots = new HashMap<>();

    /** When each name was used on each host last. */
    private final Map<String, Map<String, Instant>> devices = new HashMap<>();

    /** Asked for at every look, and seldom another. */
    private final Map<String, List<String>> newestNames = new HashMap<>();

    private final List<LongConsumer> listeners = new ArrayList<>();

    @Override
    public Job add(Job job, List<Fact> facts, Instant now) {
        long number = jobs.size() + 1;
        Job added = job.with(draft -> draft.stored(number, 1));
        if (isTurnTaken(added)) {
            throw new IllegalStateException("Another job has the volume");
        }
        jobs.add(added);
        events.add(new ArrayList<>());
        write(number, facts, now);
        tell(number);
        return added;
    }

    @Override
    public Optional<Job> save(Job job, List<Fact> facts, Instant now) {
        Job before = jobs.get((int) job.number() - 1);
        if (before.version() != job.version() || isTurnTaken(job)) {
            return Optional.empty();
        }
        return Optional.of(keep(job, facts, now));
    }

    @Override
    public Optional<Job> addIf(Predicate<Expenses> still, Job job, List<Fact> facts, Instant now) {
        return still.test(expenses(now)) ? Optional.of(add(job, facts, now)) : Optional.empty();
    }

    @Override
    public Optional<Job> saveIf(Predicate<Expenses> still, Job job, List<Fact> facts, Instant now) {
        return still.test(expenses(now)) ? save(job, facts, now) : Optional.empty();
    }

    @Override
    public Expenses expenses(Instant now) {
        return (begin, whose) -> new Spending(
                counts(
                        whose,
                        now,
                        job -> job.endedAt().filter(end -> !end.isBefore(begin)).isPresent()),
                counts(whose, now, job -> job.endedAt().isEmpty()));
    }

    private Usd counts(Whose whose, Instant now, Predicate<Job> those) {
        return jobs.stream()
                .filter(those)
                .filter(job ->
                        whose.user().map(job.request().requester()::equals).orElse(true))
                .filter(job ->
                        whose.channel().map(job.request().channel()::equals).orElse(true))
                .map(job -> job.counts(now))
                .reduce(Usd.ZERO, Usd::plus);
    }

    /** A defect, for those who plant one: the turn on the volume is nobody's business. */
    Optional<Job> saveWithoutTurn(Job job, List<Fact> facts, Instant now) {
        boolean first = jobs.get((int) job.number() - 1).version() == job.version();
        return first ? Optional.of(keep(job, facts, now)) : Optional.empty();
    }

    private Job keep(Job job, List<Fact> facts, Instant now) {
        Job next = job.with(draft -> draft.stored(job.number(), job.version() + 1));
        jobs.set((int) job.number() - 1, next);
        write(job.number(), facts, now);
        learn(next, facts, now);
        tell(job.number());
        return next;
    }

    private boolean isTurnTaken(Job job) {
        return job.state().holdsVolume()
                && turn(job.volume())
                        .filter(other -> other.number() != job.number())
                        .isPresent();
    }

    /** The job that has the volume's turn. */
    Optional<Job> turn(String volume) {
        for (Job job : jobs) {
            if (job.state().holdsVolume() && job.volume().equals(volume)) {
                return Optional.of(job);
            }
        }
        return Optional.empty();
    }

    private void write(long job, List<Fact> facts, Instant now) {
        List<JobEvent> list = events.get((int) job - 1);
        for (Fact fact : facts) {
            list.add(new JobEvent(job, list.size() + 1L, now, fact));
        }
    }

    private void learn(Job job, List<Fact> facts, Instant now) {
        for (Fact fact : facts) {
            if (fact instanceof Fact.StepDone done && done.step() == Step.AWAIT_BUILDER_AGENT) {
                job.attempt().ifPresent(attempt -> learnBoot(job, attempt));
            }
            if (fact instanceof Fact.StepDone done
                    && (done.step() == Step.ATTACH_TO_HOST || done.step() == Step.DETACH_FROM_HOST)) {
                Map<String, Instant> used = devices.computeIfAbsent(job.host(), host -> new HashMap<>());
                job.passage().names().spent().forEach(device -> used.put(device, now));
                newestNames.remove(job.host());
            }
        }
    }

    /** Boots of builders before the first job. */
    void remember(String image, List<Duration> times) {
        boots.put(image, new ArrayList<>(times));
    }

    private void learnBoot(Job job, Attempt attempt) {
        if (attempt.runningAt().isPresent() && attempt.onlineAt().isPresent()) {
            boots.computeIfAbsent(image(job), one -> new ArrayList<>())
                    .add(Duration.between(
                            attempt.runningAt().get(), attempt.onlineAt().get()));
        }
    }

    private static String image(Job job) {
        return job.request().plan().profile().builder().image();
    }

    @Override
    public Optional<Job> find(long number) {
        return number < 1 || number > jobs.size() ? Optional.empty() : Optional.of(jobs.get((int) number - 1));
    }

    @Override
    public List<Job> unfinished() {
        List<Job> left = new ArrayList<>(jobs.size());
        for (Job job : jobs) {
            if (job.endedAt().isEmpty()) {
                left.add(job);
            }
        }
        if (left.size() < 2) {
            return left;
        }
        left.sort(Comparator.comparing(Job::queuedAt).thenComparing(Job::number));
        return left;
    }

    @Override
    public List<Job> newest(int count) {
        return newestFirst(jobs).limit(count).toList();
    }

    @Override
    public List<Job> after(long number, int count) {
        return jobs.stream().filter(job -> job.number() > number).limit(count).toList();
    }

    @Override
    public List<Job> notEndedBefore(Instant moment) {
        return jobs.stream()
                .filter(job -> job.endedAt().map(end -> !end.isBefore(moment)).orElse(true))
                .toList();
    }

    private static <T> Stream<T> newestFirst(List<T> list) {
        return Stream.iterate(list.size() - 1, at -> at >= 0, at -> at - 1).map(list::get);
    }

    @Override
    public List<JobEvent> events(long job, long after) {
        List<JobEvent> all = events.get((int) job - 1);
        return List.copyOf(all.subList((int) Math.min(after, all.size()), all.size()));
    }

    @Override
    public List<PastRun> pastRuns(String volume, String profile, int count) {
        return newestFirst(jobs)
                .filter(job -> job.volume().equals(volume))
                .filter(job -> job.request().plan().profile().name().equals(profile))
                .flatMap(job -> job.pastRun().stream())
                .limit(count)
                .toList();
    }

    @Override
    public Optional<Job> sameApproved(String volume, String planDigest, String sha, Instant since) {
        return newestFirst(jobs)
                .filter(job -> job.state() == JobState.FAILED && job.volume().equals(volume))
                .filter(job ->
                        job.approval().filter(yes -> !yes.at().isBefore(since)).isPresent())
                .filter(job -> job.commit().filter(one -> one.sha().equals(sha)).isPresent())
                .filter(job -> job.request().plan().digest().equals(planDigest))
                .findFirst();
    }

    @Override
    public Optional<Integer> lastEpoch(String volume) {
        Optional<Integer> last = Optional.empty();
        for (Job job : jobs) {
            int epoch = job.passage().epoch();
            if (job.volume().equals(volume) && (last.isEmpty() || epoch > last.get())) {
                last = Optional.of(epoch);
            }
        }
        return last;
    }

    @Override
    public List<Duration> bootTimes(String image, int count) {
        List<Duration> all = boots.getOrDefault(image, List.of());
        List<Duration> newest = new ArrayList<>(count);
        for (int at = all.size() - 1; at >= 0 && newest.size() < count; at--) {
            newest.add(all.get(at));
        }
        return newest;
    }

    @Override
    public List<String> hostDevices(String host) {
        Map<String, Instant> used = devices.get(host);
        return used == null ? List.of() : newestNames.computeIfAbsent(host, one -> newestFirst(used));
    }

    private static List<String> newestFirst(Map<String, Instant> used) {
        return used.entrySet().stream()
                .sorted(Map.Entry.<String, Instant>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(30)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public List<Departure> departures(String volume, Instant since) {
        return jobs.stream()
                .filter(job -> job.volume().equals(volume))
                .flatMap(job -> job.passage().names().departures().stream())
                .filter(one -> !one.at().isBefore(since))
                .toList();
    }

    @Override
    public void onSaved(LongConsumer listener) {
        listeners.add(listener);
    }

    private void tell(long job) {
        for (LongConsumer listener : listeners) {
            listener.accept(job);
        }
    }
}
