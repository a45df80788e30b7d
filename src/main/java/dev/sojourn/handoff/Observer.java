package dev.sojourn.handoff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.RemoteShell;
import dev.sojourn.cloud.RemoteShell.Invocation;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.Operation;
import dev.sojourn.job.Step;
import dev.sojourn.job.Wakeups;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One pair of eyes for all waiting jobs: asks EC2 and SSM in batches, and wakes only the jobs whose world has changed. It
 * decides nothing and writes nothing; a job that is woken looks for itself.
 */
public final class Observer {

    /** How far back command results are listed: longer than any guest command runs. */
    private static final Duration COMMANDS_SINCE = Duration.ofMinutes(15);

    private final Cloud cloud;
    private final JobStore store;
    private final Wakeups wakeups;
    private final ProgressRound progress;
    private final Clock clock;
    private final Map<Long, Integer> lastSeen = new HashMap<>();

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
        this.clock = clock;
    }

    /** One round of looking. Meant to be called every {@link Timing#observeEvery}. */
    public void round() {
        List<Job> jobs = store.unfinished().stream()
                .filter(job -> job.state().holdsVolume())
                .toList();
        lastSeen.keySet().retainAll(jobs.stream().map(Job::number).toList());
        if (jobs.isEmpty()) {
            return;
        }
        Set<Long> told = progress.round(jobs, clock.instant());
        World world = look(jobs);
        for (Job job : jobs) {
            int now = world.of(job);
            Integer before = lastSeen.put(job.number(), now);
            // Also at first sight: what its driver was waiting for may have come between its look and this one.
            if (told.contains(job.number()) || before == null || before != now) {
                wakeups.now(job.number());
            }
        }
    }

    private World look(List<Job> jobs) {
        Set<String> volumes = new LinkedHashSet<>();
        Set<String> machines = new LinkedHashSet<>();
        boolean commands = false;
        for (Job job : jobs) {
            volumes.add(job.volume());
            machines.addAll(Looking.machines(job));
            commands |= job.passage().operation().flatMap(Operation::command).isPresent();
        }
        Map<String, VolumeView> seenVolumes =
                cloud.volumes().describe(volumes).ok().orElse(Map.of());
        Map<String, InstanceView> seenMachines =
                cloud.instances().describe(machines).ok().orElse(Map.of());
        boolean agents = jobs.stream().anyMatch(Observer::waitsForAgent);
        Map<String, RemoteShell.Agent> seenAgents =
                agents ? cloud.shell().agents(machines).ok().orElse(Map.of()) : Map.of();
        Map<String, Invocation> runs = new HashMap<>();
        if (commands) {
            cloud.shell()
                    .invocationsSince(clock.instant().minus(COMMANDS_SINCE))
                    .ok()
                    .orElse(List.of())
                    .forEach(run -> runs.put(run.command(), run));
        }
        return new World(seenVolumes, seenMachines, spotStatus(jobs, seenMachines), seenAgents, runs);
    }

    /** Of the builders that jobs count on: it changes two minutes before the machine does. */
    private Map<String, String> spotStatus(List<Job> jobs, Map<String, InstanceView> machines) {
        Set<String> requests = new LinkedHashSet<>();
        for (Job job : jobs) {
            if (job.state() == JobState.OUTBOUND) {
                request(job, machines).ifPresent(requests::add);
            }
        }
        return requests.isEmpty()
                ? Map.of()
                : cloud.instances().spotStatus(requests).ok().orElse(Map.of());
    }

    private static Optional<String> request(Job job, Map<String, InstanceView> machines) {
        return job.builder()
                .flatMap(id -> Optional.ofNullable(machines.get(id)))
                .flatMap(InstanceView::spotRequest);
    }

    private static boolean waitsForAgent(Job job) {
        return job.step().isBefore(Step.MOUNT_ON_BUILDER) || job.step() == Step.MOUNT_ON_HOST;
    }

    /** What one round saw, as far as jobs depend on it. */
    private record World(
            Map<String, VolumeView> volumes,
            Map<String, InstanceView> machines,
            Map<String, String> spotStatus,
            Map<String, RemoteShell.Agent> agents,
            Map<String, Invocation> runs) {

        /** Changes when, and only when, something that this job could act upon has changed. */
        int of(Job job) {
            int states = 1;
            for (String id : Looking.machines(job)) {
                InstanceView machine = machines.get(id);
                states = 31 * states + (machine == null ? 0 : machine.state().ordinal() + 1);
                if (waitsForAgent(job)) {
                    states = 31 * states + Objects.hashCode(agents.get(id));
                }
            }
            Optional<Invocation.Status> run = job.passage()
                    .operation()
                    .flatMap(Operation::command)
                    .flatMap(command -> Optional.ofNullable(runs.get(command)))
                    .map(Invocation::status);
            return Objects.hash(
                    job.step(),
                    Optional.ofNullable(volumes.get(job.volume())),
                    states,
                    request(job, machines).flatMap(id -> Optional.ofNullable(spotStatus.get(id))),
                    job.passage().operation(),
                    run);
        }
    }

    /** The last line of a progress answer, as JSON. */
    static Optional<JsonNode> answer(Invocation run) {
        return run.status() == Invocation.Status.SUCCEEDED ? GuestReply.lastLine(run.output()) : Optional.empty();
    }
}
