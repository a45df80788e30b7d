package dev.sojourn.slack;

import dev.sojourn.job.Watchers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Watchers in memory. */
public final class MemoryWatchers implements Watchers {

    private final Map<Long, List<String>> users = new HashMap<>();

    @Override
    public synchronized boolean add(long job, String user, Instant since) {
        List<String> known = users.computeIfAbsent(job, number -> new ArrayList<>());
        return !known.contains(user) && known.add(user);
    }

    @Override
    public synchronized boolean remove(long job, String user) {
        return users.getOrDefault(job, new ArrayList<>()).remove(user);
    }

    @Override
    public synchronized List<String> of(long job) {
        return List.copyOf(users.getOrDefault(job, List.of()));
    }
}
