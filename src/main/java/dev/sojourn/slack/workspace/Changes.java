package dev.sojourn.slack.workspace;

import dev.sojourn.job.Job;
import dev.sojourn.job.Progress;
import dev.sojourn.job.ProgressBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which cards may look different from the last look: so that waiting jobs cost nothing. For one thread. */
public final class Changes {

    /** Times and money on a card move on by themselves. */
    private static final Duration AT_LEAST_EVERY = Duration.ofMinutes(1);

    private final ProgressBoard board;
    private final Map<Long, Look> last = new HashMap<>();

    public Changes(ProgressBoard board) {
        this.board = board;
    }

    /** The numbers of the jobs that have another version or progress than at the last look, or were left alone for long. */
    public List<Long> since(List<Job> unfinished, Instant now) {
        Set<Long> live = unfinished.stream().map(Job::number).collect(Collectors.toSet());
        last.keySet().retainAll(live);
        List<Long> changed = new ArrayList<>();
        for (Job job : unfinished) {
            Optional<Progress> progress = board.of(job.number());
            Look before = last.get(job.number());
            if (before == null
                    || before.version() != job.version()
                    || !before.progress().equals(progress)
                    || !now.isBefore(before.at().plus(AT_LEAST_EVERY))) {
                last.put(job.number(), new Look(job.version(), progress, now));
                changed.add(job.number());
            }
        }
        return changed;
    }

    private record Look(long version, Optional<Progress> progress, Instant at) {}
}
