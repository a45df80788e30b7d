package dev.sojourn.command;

import dev.sojourn.job.Job;
import dev.sojourn.job.JobStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds the job that somebody means. */
final class JobChoice {

    /** How far back one's own newest job is looked for. */
    private static final int RECENT = 200;

    private final JobStore store;

    JobChoice(JobStore store) {
        this.store = store;
    }

    /** Which job is meant where none is named. */
    enum Usual {
        /** The asker's newest. */
        LAST,
        /** The only one of the asker's that is not over. */
        ONLY_OWN,
        /** The only one that is not over. */
        ONLY
    }

    /** Answers about the job that is meant, or why it is not clear which that is. */
    Reply with(Caller caller, Which which, Usual usual, Function<Job, Reply> then) {
        if (which instanceof Which.Numbered named) {
            return store.find(named.number()).map(then).orElseGet(() -> JobChanges.noSuchJob(named.number()));
        }
        Usual meant = which instanceof Which.Last ? Usual.LAST : usual;
        return (meant == Usual.LAST ? last(caller) : only(caller, meant))
                .map(then)
                .orElseGet(() -> unclear(meant));
    }

    private Optional<Job> last(Caller caller) {
        return store.newest(RECENT).stream().filter(job -> isOf(caller, job)).findFirst();
    }

    private Optional<Job> only(Caller caller, Usual usual) {
        List<Job> live = store.unfinished().stream()
                .filter(job -> usual == Usual.ONLY || isOf(caller, job))
                .toList();
        return live.size() == 1 ? Optional.of(live.get(0)) : Optional.empty();
    }

    private static boolean isOf(Caller caller, Job job) {
        return job.request().requester().equals(caller.user());
    }

    private static Reply unclear(Usual usual) {
        return switch (usual) {
            case LAST ->
                new Reply.Refused(
                        "You have asked for no build yet.",
                        "Name a job by its number; `history` and `status` list them.");
            case ONLY_OWN, ONLY ->
                new Reply.Refused(
                        "It is not clear which job is meant.",
                        "Say which by its number, as in `#12`; `status` lists them.");
        };
    }
}
