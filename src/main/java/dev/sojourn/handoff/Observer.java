package dev.sojourn.handoff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.RemoteShell.Invocation;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.Operation;
import dev.sojourn.job.Wakeups;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One pair of eyes for all waiting jobs: asks EC2 and SSM in batches, and wakes only the jobs whose world is not as their drivers
 * saw it last. It decides nothing and writes nothing; a job that is woken looks for itself.
 */
public final class Observer {

    /** How far back command results are listed: longer than any guest command runs. */
    private static final Duration COMMANDS_SINCE = Duration.ofMinutes(15);

    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    /** So many commands are asked about one by one. */
    private static final int FEW = 8;

    private final Cloud cloud;
    private final JobStore store;
    private final Wakeups wakeups;
    private final ProgressRound progress;
    private final Clock clock;
    private final Sights sights;

    public Observer(Cloud cloud, JobStore store, Wakeups wakeups, LiveBuilds builds, Timing timing, Clock clock) {
        this(cloud, store, wakeups, builds, timing, clock, new GuestScripts());
    }

    Observer(
            Cloud cloud,
            JobStore store,
            Wakeups wakeups,
            LiveBuilds builds,
            Timing timing,
            Clock clock,
            GuestScripts scripts) {
        this.cloud = cloud;
        this.store = store;
        this.wakeups = wakeups;
        this.progress = new ProgressRound(cloud.shell(), builds, timing, scripts);
        this.sights = builds.sights();
        this.clock = clock;
    }

    /** One round of looking. Meant to be called every {@link Timing#observeEvery}. */
    public void round() {
        List<Job> jobs = store.unfinished().stream()
                .filter(job -> job.state().holdsVolume())
                .toList();
        sights.keepOnly(jobs.stream().map(Job::number).toList());
        if (jobs.isEmpty()) {
            return;
        }
        Set<Long> told = progress.round(jobs, clock.instant());
        Sights.World world = look(jobs);
        for (Job job : jobs) {
            if (told.contains(job.number()) || sights.isNews(job, of(job, world))) {
                wakeups.now(job.number());
            }
        }
    }

    private Sights.World look(List<Job> jobs) {
        Set<String> volumes = new LinkedHashSet<>();
        Set<String> machines = new LinkedHashSet<>();
        Set<String> agents = new LinkedHashSet<>();
        for (Job job : jobs) {
            if (Awaited.VOLUME.by(job)) {
                volumes.add(job.volume());
            }
            if (Awaited.MACHINES.by(job)) {
                machines.addAll(Looking.machines(job));
            }
            if (Awaited.AGENTS.by(job)) {
                agents.addAll(Looking.machines(job));
            }
        }
        Optional<Map<String, InstanceView>> seen =
                cloud.instances().describe(machines).ok();
        return new Sights.World(
                cloud.volumes().describe(volumes).ok(),
                seen,
                cloud.shell().agents(agents).ok(),
                runs(jobs),
                spotStatus(jobs, seen.orElse(Map.of())));
    }

    /** Of the builders that jobs count on, by spot request: it changes two minutes before the machine does. */
    private Map<String, String> spotStatus(List<Job> jobs, Map<String, InstanceView> machines) {
        Set<String> requests = new LinkedHashSet<>();
        for (Job job : jobs) {
            if (job.state() == JobState.OUTBOUND) {
                Sights.spotRequest(job, machines).ifPresent(requests::add);
            }
        }
        return requests.isEmpty()
                ? Map.of()
                : cloud.instances().spotStatus(requests).ok().orElse(Map.of());
    }

    /** A few commands by their ids; many by one list, which has all others of that time in it, too. */
    private Map<String, Invocation> runs(List<Job> jobs) {
        List<Operation> asked = jobs.stream()
                .flatMap(job -> job.passage().operation().stream())
                .filter(operation -> operation.command().isPresent())
                .toList();
        List<Invocation> found = new ArrayList<>();
        if (asked.size() <= FEW) {
            asked.forEach(operation -> found.addAll(cloud.shell()
                    .invocations(operation.command().orElseThrow())
                    .ok()
                    .orElse(List.of())));
        } else {
            Instant oldest = asked.stream()
                    .map(Operation::issuedAt)
                    .min(Instant::compareTo)
                    .orElseThrow();
            Instant longest = clock.instant().minus(COMMANDS_SINCE);
            Instant since = oldest.isBefore(longest) ? longest : oldest.minus(CLOCKS_APART);
            found.addAll(cloud.shell().invocationsSince(since).ok().orElse(List.of()));
        }
        Map<String, Invocation> runs = new HashMap<>();
        found.forEach(run -> runs.put(run.command(), run));
        return runs;
    }

    /** The part of it that was asked for this job. */
    private static Sights.World of(Job job, Sights.World all) {
        return new Sights.World(
                all.volumes().filter(seen -> Awaited.VOLUME.by(job)),
                all.machines().filter(seen -> Awaited.MACHINES.by(job)),
                all.agents().filter(seen -> Awaited.AGENTS.by(job)),
                all.runs(),
                all.spotStatus());
    }

    /** The last line of a progress answer, as JSON. */
    static Optional<JsonNode> answer(Invocation run) {
        return run.status() == Invocation.Status.SUCCEEDED ? GuestReply.lastLine(run.output()) : Optional.empty();
    }
}
