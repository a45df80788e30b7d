package dev.sojourn.slack;

import dev.sojourn.job.Accepted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Accepted wishes in memory, on a disk that can be full or slow. No work of theirs writes any job. */
public final class WishBook implements Accepted {

    private final Map<String, Wish> open = new LinkedHashMap<>();
    private final Map<String, Integer> tries = new LinkedHashMap<>();
    private final Set<String> dealtWith = new HashSet<>();
    private final Semaphore disk = new Semaphore(1);
    private volatile boolean full;

    /** As if a process had written it down and died. */
    public synchronized void left(Wish wish, int begun) {
        open.put(wish.key(), wish);
        tries.put(wish.key(), begun);
    }

    public void fill() {
        full = true;
    }

    /** Writes end no more until {@link #quick}. */
    public void slow() {
        disk.drainPermits();
    }

    public void quick() {
        disk.release();
    }

    public synchronized Set<String> openKeys() {
        return new HashSet<>(open.keySet());
    }

    public synchronized Set<String> dealtWith() {
        return new HashSet<>(dealtWith);
    }

    @Override
    public Set<String> write(Collection<Wish> wishes, Collection<String> done) {
        disk.acquireUninterruptibly();
        disk.release();
        if (full) {
            throw new IllegalStateException("disk full");
        }
        synchronized (this) {
            Set<String> known = new HashSet<>();
            for (Wish wish : wishes) {
                if (dealtWith.contains(wish.key()) || open.putIfAbsent(wish.key(), wish) != null) {
                    known.add(wish.key());
                }
            }
            done.forEach(open::remove);
            dealtWith.addAll(done);
            return known;
        }
    }

    @Override
    public boolean once(String key, Runnable work) {
        work.run();
        return false;
    }

    @Override
    public void renew(Collection<String> keys) {
        // Nobody else is there who could take them up.
    }

    @Override
    public synchronized List<Orphan> takeUp() {
        List<Orphan> orphans = new ArrayList<>();
        for (String key : List.copyOf(tries.keySet())) {
            orphans.add(new Orphan(open.get(key), tries.remove(key) + 1));
        }
        return orphans;
    }
}
