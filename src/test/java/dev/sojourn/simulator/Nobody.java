package dev.sojourn.simulator;

import dev.sojourn.job.Watchers;
import java.time.Instant;
import java.util.List;

/** Nobody watches in the simulated world. */
final class Nobody implements Watchers {

    @Override
    public boolean add(long job, String user, Instant since) {
        throw new UnsupportedOperationException("Nobody watches here");
    }

    @Override
    public boolean remove(long job, String user) {
        return false;
    }

    @Override
    public List<String> of(long job) {
        return List.of();
    }
}
