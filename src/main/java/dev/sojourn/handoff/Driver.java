package dev.sojourn.handoff;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.SpotWeather;
import dev.sojourn.job.ThreadLinks;
import dev.sojourn.job.Wakeups;
import dev.sojourn.plan.Caps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves one job as far as it goes now: look, decide, write down, ask, look again. May be stopped anywhere and run again; two
 * at once are harmless, because every write is a compare-and-set and every act is one that may be repeated.
 */
public final class Driver {

    private static final Logger LOG = LoggerFactory.getLogger(Driver.class);

    /** More rounds than any real job needs at once: a guard against a rule that goes in circles. */
    private static final int ROUNDS = 100;

    /** What was seen longer ago, because a call took long or the whole process stood still, is nothing to act upon. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private static final Duration TURN_TAKEN = Duration.ofMinutes(1);
    private static final Duration CLOUD_AWAY = Duration.ofSeconds(5);
    private static final Duration NOT_LEADING = Duration.ofSeconds(1);

    private final JobStore store;
    private final Wakeups wakeups;
    private final Looking looking;
    private final Acting acting;
    private final Deciding deciding;
    private final LiveBuilds builds;
    private final BooleanSupplier mayAct;
    private final Clock clock;

    /**
     * @param mayAct whether this process is still the one that drives, for as long as a call may take that changes something.
     *     Asked right before each such call: one that is not made is made up for by whoever drives next.
     */
    public Driver(
            String installation,
            Cloud cloud,
            JobStore store,
            Wakeups wakeups,
            LiveBuilds builds,
            ThreadLinks threads,
            SpotWeather weather,
            Timing timing,
            Caps caps,
            BooleanSupplier mayAct,
            Clock clock) {
        this(
                installation,
                cloud,
                store,
                wakeups,
                builds,
                threads,
                weather,
                timing,
                caps,
                mayAct,
                clock,
                new Handoff(timing)::decide,
                new GuestScripts());
    }

    /** The same with another head, or with scripts that nobody has to unpack: for the simulator. */
    Driver(
            String installation,
            Cloud cloud,
            JobStore store,
            Wakeups wakeups,
            LiveBuilds builds,
            ThreadLinks threads,
            SpotWeather weather,
            Timing timing,
            Caps caps,
            BooleanSupplier mayAct,
            Clock clock,
            Deciding deciding,
            GuestScripts scripts) {
        this.store = store;
        this.wakeups = wakeups;
        this.looking = new Looking(installation, cloud, store, builds, threads, weather, caps, clock);
        this.acting = new Acting(installation, cloud, scripts, timing);
        this.deciding = deciding;
        this.builds = builds;
        this.mayAct = mayAct;
        this.clock = clock;
    }

    /** Drives the job; the answer is when it wants to be driven again at the latest, or empty once it is over. */
    public Optional<Instant> drive(long number) {
        Optional<Observation> seen = Optional.empty();
        for (int round = 0; round < ROUNDS; round++) {
            Job job = store.find(number).orElseThrow(() -> new IllegalStateException("There is no job #" + number));
            if (job.state().isTerminal()) {
                builds.forget(number);
                return Optional.empty();
            }
            if (seen.isEmpty()) {
                CloudAnswer<Observation> look = looking.look(job);
                if (look.ok().isEmpty()) {
                    LOG.warn("Job {}: the cloud cannot be looked at: {}", job.label(), look);
                    return Optional.of(clock.instant().plus(CLOUD_AWAY));
                }
                seen = look.ok();
                builds.sights().looked(job, look.ok().get());
            }
            if (seen.orElseThrow().asOf().plus(FRESH).isBefore(clock.instant())) {
                seen = Optional.empty();
                continue;
            }
            Decision decision = deciding.decide(job, seen.orElseThrow(), clock.instant());
            if (decision instanceof Decision.Wait wait) {
                if (wait.atMost().isZero()) {
                    seen = Optional.empty();
                    continue;
                }
                LOG.debug("Job {} in {}: {}", job.label(), job.step(), wait.why());
                return Optional.of(clock.instant().plus(wait.atMost()));
            }
            if (decision instanceof Decision.Settle settle) {
                Optional<Job> saved = save(job, settle.job(), settle.facts());
                if (saved.isEmpty() && job.state() == JobState.QUEUED) {
                    return Optional.of(clock.instant().plus(TURN_TAKEN));
                }
                seen = keep(seen.orElseThrow(), job, saved);
            } else if (decision instanceof Decision.Ask ask) {
                Optional<Job> saved = save(job, ask.job(), ask.facts());
                if (!mayAct.getAsBoolean()) {
                    return Optional.of(clock.instant().plus(NOT_LEADING));
                }
                String zone = seen.orElseThrow().volume().map(VolumeView::zone).orElse("");
                saved.ifPresent(one -> act(one, ask.action(), zone));
                seen = Optional.empty();
            }
        }
        LOG.error("Job #{} went in circles: {} rounds without a wait. It is driven again in a minute.", number, ROUNDS);
        return Optional.of(clock.instant().plus(Duration.ofMinutes(1)));
    }

    /**
     * A look stays good while nothing was asked of the cloud since; an answer of a guest is used up by the step that it was
     * for, and a job that has just got its turn was not looked at.
     */
    private static Optional<Observation> keep(Observation seen, Job before, Optional<Job> after) {
        boolean sameWorld = after.isPresent()
                && before.state().holdsVolume() == after.get().state().holdsVolume()
                && before.passage().operation().equals(after.get().passage().operation())
                && before.commit().equals(after.get().commit())
                && before.attempts().equals(after.get().attempts());
        return sameWorld ? Optional.of(seen) : Optional.empty();
    }

    private void act(Job job, Action action, String zone) {
        CloudAnswer<?> answer = acting.perform(job, action);
        if (answer instanceof CloudAnswer.Accepted<?>) {
            LOG.info("Job {} in {}: asked to {}", job.label(), job.step(), words(job));
        } else {
            LOG.warn("Job {} in {}: asked to {}: {}", job.label(), job.step(), words(job), answer);
        }
        Aftermath.of(job, action, answer, zone, clock.instant())
                .ifPresent(settle -> save(job, settle.job(), settle.facts()));
    }

    private static String words(Job job) {
        return job.passage().lastAct().map(act -> act.what()).orElse("act");
    }

    private Optional<Job> save(Job before, Job after, List<Fact> facts) {
        Optional<Job> saved = store.save(after, facts, clock.instant());
        if (saved.isPresent() && before.state().holdsVolume() && !after.state().holdsVolume()) {
            store.unfinished().stream()
                    .filter(other -> other.state() == JobState.QUEUED)
                    .filter(other -> other.volume().equals(after.volume()))
                    .forEach(other -> wakeups.now(other.number()));
        }
        return saved;
    }
}
