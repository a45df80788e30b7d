package dev.sojourn.handoff;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.RemoteShell.Agent;
import dev.sojourn.cloud.RemoteShell.Invocation;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.job.Job;
import dev.sojourn.job.Operation;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each job's driver saw when it last looked. The observer wakes a job while it sees something else: a driver that was shown
 * an old replica of EC2 looks again a moment later, and one that has seen the change itself is left alone. In memory only.
 */
final class Sights {

    /**
     * One driver's look.
     *
     * @param answered the command whose answer it has seen
     * @param reclaim the word of EC2's that it takes the builder back
     */
    private record Sight(
            Optional<VolumeView> volume,
            Map<String, InstanceView.State> machines,
            Set<String> online,
            Optional<String> answered,
            Optional<String> reclaim) {}

    private final Map<Long, Sight> all = new ConcurrentHashMap<>();

    /** The driver has looked. */
    void looked(Job job, Observation seen) {
        boolean answered = !(seen.answer() instanceof GuestAnswer.Pending);
        Optional<String> command = job.passage().operation().flatMap(Operation::command);
        Map<String, InstanceView.State> machines = new HashMap<>();
        seen.instances().forEach((id, machine) -> machines.put(id, machine.state()));
        all.put(
                job.number(),
                new Sight(
                        seen.volume(), machines, seen.online(), answered ? command : Optional.empty(), seen.reclaim()));
    }

    void keepOnly(Collection<Long> jobs) {
        all.keySet().retainAll(jobs);
    }

    /** Whether the observer sees something that this job's driver does not know. */
    boolean isNews(Job job, World world) {
        Sight known = all.get(job.number());
        return known == null
                || world.volumes()
                        .filter(seen -> !known.volume().equals(Optional.ofNullable(seen.get(job.volume()))))
                        .isPresent()
                || world.machines()
                        .filter(seen -> Looking.machines(job).stream()
                                .anyMatch(id -> known.machines().get(id)
                                        != Optional.ofNullable(seen.get(id))
                                                .map(InstanceView::state)
                                                .orElse(null)))
                        .isPresent()
                || world.agents()
                        .filter(seen -> known.machines().keySet().stream()
                                .anyMatch(id -> known.online().contains(id) != (seen.get(id) == Agent.ONLINE)))
                        .isPresent()
                || world.reclaim(job)
                        .filter(sign -> !known.reclaim().equals(Optional.of(sign)))
                        .isPresent()
                || job.passage()
                        .operation()
                        .flatMap(Operation::command)
                        .filter(command ->
                                world.hasEnded(command) && !known.answered().equals(Optional.of(command)))
                        .isPresent();
    }

    /** Where the builder that this job counts on is a spot instance, and is seen. */
    static Optional<String> spotRequest(Job job, Map<String, InstanceView> machines) {
        return job.builder()
                .flatMap(id -> Optional.ofNullable(machines.get(id)))
                .flatMap(InstanceView::spotRequest);
    }

    /**
     * What one round of the observer saw for one job; empty is what it did not ask about, or got no answer to.
     *
     * @param runs by command
     * @param spotStatus by spot request
     */
    record World(
            Optional<Map<String, VolumeView>> volumes,
            Optional<Map<String, InstanceView>> machines,
            Optional<Map<String, Agent>> agents,
            Map<String, Invocation> runs,
            Map<String, String> spotStatus) {

        private Optional<String> reclaim(Job job) {
            return machines.flatMap(seen -> spotRequest(job, seen))
                    .flatMap(request -> Optional.ofNullable(spotStatus.get(request)))
                    .filter(Reclaim::isSign);
        }

        private boolean hasEnded(String command) {
            Invocation run = runs.get(command);
            return run != null && run.status() != Invocation.Status.UNDERWAY;
        }
    }
}
