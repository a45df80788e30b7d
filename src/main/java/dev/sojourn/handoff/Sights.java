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
     */
    private record Sight(
            Optional<VolumeView> volume,
            Map<String, InstanceView.State> machines,
            Set<String> online,
            Optional<String> answered) {}

    private final Map<Long, Sight> all = new ConcurrentHashMap<>();

    /** The driver has looked. */
    void looked(Job job, Observation seen) {
        boolean answered = !(seen.answer() instanceof GuestAnswer.Pending);
        Optional<String> command = job.passage().operation().flatMap(Operation::command);
        Map<String, InstanceView.State> machines = new HashMap<>();
        seen.instances().forEach((id, machine) -> machines.put(id, machine.state()));
        all.put(job.number(), new Sight(seen.volume(), machines, seen.online(), answered ? command : Optional.empty()));
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
                || job.passage()
                        .operation()
                        .flatMap(Operation::command)
                        .filter(command ->
                                world.hasEnded(command) && !known.answered().equals(Optional.of(command)))
                        .isPresent();
    }

    /**
     * What one round of the observer saw for one job; empty is what it did not ask about, or got no answer to.
     *
     * @param runs by command
     */
    record World(
            Optional<Map<String, VolumeView>> volumes,
            Optional<Map<String, InstanceView>> machines,
            Optional<Map<String, Agent>> agents,
            Map<String, Invocation> runs) {

        private boolean hasEnded(String command) {
            Invocation run = runs.get(command);
            return run != null && run.status() != Invocation.Status.UNDERWAY;
        }
    }
}
