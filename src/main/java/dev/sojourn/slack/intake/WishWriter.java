package dev.sojourn.slack.intake;

import dev.sojourn.job.Accepted;
import dev.sojourn.job.Accepted.Wish;
import dev.sojourn.slack.workspace.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes wishes down, all that wait at a time in one transaction, and says within a moment whether that is done: an
 * acknowledgement does not wait for a disk that is slow or full.
 */
public final class WishWriter {

    private static final Logger LOG = LoggerFactory.getLogger(WishWriter.class);
    private static final long IDLE = 0;

    private final Accepted accepted;
    private final long patienceNanos;
    private final Queue<Entry> waiting = new ConcurrentLinkedQueue<>();
    private final Set<String> dealtWith = ConcurrentHashMap.newKeySet();
    private final AtomicLong writingSince = new AtomicLong(IDLE);
    private final ExecutorService pool = Executors.newSingleThreadExecutor(Threads.named("slack-wishes"));

    /** What became of a wish. */
    public enum Kept {
        /** Written down: to be dealt with. */
        NEW,
        /** Was written down before: to be acknowledged and no more. */
        KNOWN,
        /** Not written down, and not going to be. */
        NOT
    }

    /** @param patience how long one waits for its writing */
    public WishWriter(Accepted accepted, Duration patience) {
        this.accepted = accepted;
        this.patienceNanos = patience.toNanos();
    }

    public Kept keep(Wish wish) {
        if (isStuck()) {
            return Kept.NOT;
        }
        Entry entry = new Entry(wish, new CompletableFuture<>());
        waiting.add(entry);
        try {
            pool.execute(this::write);
            return entry.answer().get(patienceNanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException | RejectedExecutionException late) {
            return entry.giveUp();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return entry.giveUp();
        }
    }

    /** Is written soon, with whatever else is to be written; at the latest with the next {@link #flush}. */
    void dealtWith(String key) {
        dealtWith.add(key);
        flush();
    }

    void flush() {
        if (!dealtWith.isEmpty() && !pool.isShutdown()) {
            pool.execute(this::write);
        }
    }

    public void stop(Duration patience) throws InterruptedException {
        pool.shutdown();
        if (!pool.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn(
                    "Not all that was dealt with could be written down; it is known at the next start as if it were not");
            pool.shutdownNow();
        }
    }

    /** While a transaction does not end, those who come meanwhile need not wait for theirs. */
    private boolean isStuck() {
        long since = writingSince.get();
        return since != IDLE && System.nanoTime() - since > patienceNanos;
    }

    private void write() {
        List<Entry> entries = new ArrayList<>();
        for (Entry entry = waiting.poll(); entry != null; entry = waiting.poll()) {
            if (!entry.answer().isDone()) {
                entries.add(entry);
            }
        }
        List<String> done = List.copyOf(dealtWith);
        if (entries.isEmpty() && done.isEmpty()) {
            return;
        }
        writingSince.set(System.nanoTime());
        try {
            Set<String> known = accepted.write(entries.stream().map(Entry::wish).toList(), done);
            done.forEach(dealtWith::remove);
            entries.forEach(entry -> written(entry, known.contains(entry.wish().key())));
        } catch (RuntimeException refused) {
            LOG.error("What people ask for cannot be written down: {}", refused.getMessage());
            entries.forEach(Entry::giveUp);
        } finally {
            writingSince.set(IDLE);
        }
    }

    /** One that was given up meanwhile was told so; so it is not to be dealt with. */
    private void written(Entry entry, boolean known) {
        boolean heard = entry.answer().complete(known ? Kept.KNOWN : Kept.NEW);
        if (!heard && !known) {
            dealtWith(entry.wish().key());
        }
    }

    private record Entry(Wish wish, CompletableFuture<Kept> answer) {

        /** Not kept, unless it is just written after all. */
        Kept giveUp() {
            return answer.complete(Kept.NOT) ? Kept.NOT : answer.getNow(Kept.NOT);
        }
    }
}
