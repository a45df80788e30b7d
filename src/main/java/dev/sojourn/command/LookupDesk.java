package dev.sojourn.command;

import dev.sojourn.job.BuildResult;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobState;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.LogEnds;
import dev.sojourn.job.VolumePlaces;
import dev.sojourn.plan.WorkingVolume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers what is: queues, what is over, where volumes are, how a log ends. Changes nothing. */
final class LookupDesk {

    /** More lines than fit one answer; the whole history is elsewhere. */
    private static final int MOST_PAST = 30;

    private final Installation installation;
    private final JobStore store;
    private final StandingDesk standing;
    private final VolumePlaces places;
    private final LogEnds logs;

    LookupDesk(Installation installation, JobStore store, StandingDesk standing, VolumePlaces places, LogEnds logs) {
        this.installation = installation;
        this.store = store;
        this.standing = standing;
        this.places = places;
        this.logs = logs;
    }

    /** Who has each volume, and who waits for it in which order. */
    Reply queue(Optional<String> name) {
        List<WorkingVolume> volumes = installation.volumes();
        if (name.isPresent()) {
            volumes = installation.volume(name.get()).stream().toList();
        }
        if (volumes.isEmpty()) {
            String names = String.join(
                    ", ",
                    installation.volumes().stream().map(WorkingVolume::name).toList());
            return new Reply.Unanswered("There is no volume `" + name.orElse("") + "`.", "There are: " + names + ".");
        }
        List<Job> unfinished = store.unfinished();
        return new Reply.Queues(
                volumes.stream().map(volume -> line(volume, unfinished)).toList());
    }

    private Reply.Queues.Waiting line(WorkingVolume volume, List<Job> unfinished) {
        List<Reply.Standing.Line> present = new ArrayList<>();
        List<Reply.Standing.Line> waiting = new ArrayList<>();
        List<Reply.Standing.Line> unapproved = new ArrayList<>();
        for (Job job : unfinished) {
            if (job.volume().equals(volume.id())) {
                List<Reply.Standing.Line> group =
                        job.state().holdsVolume() ? present : job.state() == JobState.QUEUED ? waiting : unapproved;
                group.add(standing.line(job, unfinished));
            }
        }
        return new Reply.Queues.Waiting(volume, present.stream().findFirst(), waiting, unapproved);
    }

    /** The newest jobs that are over. */
    Reply history(int count) {
        int most = Math.min(count, MOST_PAST);
        List<Job> over = store.newest(most + store.unfinished().size() + 1).stream()
                .filter(job -> job.state().isTerminal())
                .toList();
        return new Reply.Past(over.stream().limit(most).toList(), over.size() > most);
    }

    /** Where every volume is, as the cloud says now, and which job has it. */
    Reply where() {
        Map<String, VolumePlaces.Place> seen = places.of(installation.volumes());
        List<Job> unfinished = store.unfinished();
        return new Reply.Places(installation.volumes().stream()
                .map(volume -> new Reply.Places.Spot(
                        volume,
                        Optional.ofNullable(seen.get(volume.id())).orElseGet(VolumePlaces.Place.Unknown::new),
                        unfinished.stream()
                                .filter(job -> job.volume().equals(volume.id())
                                        && job.state().holdsVolume())
                                .findFirst()
                                .map(job -> standing.line(job, unfinished))))
                .toList());
    }

    /** The end of a job's log. */
    Reply log(Job job) {
        Optional<String> path = job.build().map(BuildResult::log).or(() -> path(job));
        if (path.isEmpty()) {
            return new Reply.Unanswered(
                    "Job " + job.label() + " has no log: no build has started in it.",
                    "`status " + job.label() + "` says where it stands.");
        }
        return logs.of(job, path.get())
                .<Reply>map(end -> new Reply.LogEnd(job, path.get(), end))
                .orElseGet(() -> unreadable(job, path.get()));
    }

    private Optional<String> path(Job job) {
        return store.events(job.number(), 0).stream()
                .map(JobEvent::fact)
                .filter(Fact.BuildStarted.class::isInstance)
                .map(fact -> ((Fact.BuildStarted) fact).log())
                .reduce((earlier, later) -> later);
    }

    private Reply unreadable(Job job, String path) {
        Optional<Job> away = store.unfinished().stream()
                .filter(other ->
                        other.volume().equals(job.volume()) && other.state().holdsVolume())
                .findFirst();
        return new Reply.Unanswered(
                "The log of job " + job.label() + " cannot be read now; it is `" + path + "` on the volume.",
                away.map(other -> "Job " + other.label()
                                + " has the volume: ask again once it is home, or while it builds.")
                        .orElse("Ask again in a minute, or look on the host " + job.host() + "."));
    }
}
