package dev.sojourn.cloud.aws;

import dev.sojourn.cloud.CloudAnswer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Merges what several threads ask about at nearly the same time into one call. The first asker waits a short while for
 * company, then calls for all; a full batch goes at once. The call begins after everybody in it asked, so nobody is given
 * an answer older than the question.
 */
final class Coalescer<V> {

    private final Duration company;
    private final int most;
    private final Function<List<String>, Map<String, V>> describe;

    private @Nullable Batch<V> open;

    /**
     * @param company how long the first asker waits
     * @param most ids of one call; more are asked about in several
     * @param describe the call; ids that are not known are absent from what it returns
     */
    Coalescer(Duration company, int most, Function<List<String>, Map<String, V>> describe) {
        this.company = company;
        this.most = most;
        this.describe = describe;
    }

    CloudAnswer<Map<String, V>> ask(Collection<String> ids) {
        if (ids.isEmpty()) {
            return CloudAnswer.accepted(Map.of());
        }
        Set<String> asked = Set.copyOf(ids);
        Batch<V> mine = new Batch<>();
        Batch<V> joined = join(mine, asked);
        if (joined == mine) {
            call(mine);
        }
        return Answers.then(joined.answer.join(), all -> CloudAnswer.accepted(only(asked, all)));
    }

    private synchronized Batch<V> join(Batch<V> mine, Set<String> asked) {
        Batch<V> batch = open == null ? mine : open;
        batch.ids.addAll(asked);
        boolean full = batch.ids.size() >= most;
        open = full ? null : batch;
        if (full) {
            batch.full.countDown();
        }
        return batch;
    }

    private synchronized List<String> close(Batch<V> batch) {
        if (open == batch) {
            open = null;
        }
        return List.copyOf(batch.ids);
    }

    private void call(Batch<V> batch) {
        try {
            batch.full.await(company.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            // Others may have joined: they get their answer, at once.
            Thread.currentThread().interrupt();
        }
        List<String> ids = close(batch);
        try {
            batch.answer.complete(Answers.of(() -> inParts(ids)));
        } catch (RuntimeException | Error fault) {
            batch.answer.completeExceptionally(fault);
        }
    }

    private Map<String, V> inParts(List<String> ids) {
        Map<String, V> all = new HashMap<>();
        for (List<String> part : Parts.of(ids, most)) {
            all.putAll(describe.apply(part));
        }
        return all;
    }

    private static <V> Map<String, V> only(Set<String> asked, Map<String, V> all) {
        Map<String, V> found = new HashMap<>(all);
        found.keySet().retainAll(asked);
        return Map.copyOf(found);
    }

    private static final class Batch<V> {
        private final Set<String> ids = new LinkedHashSet<>();
        private final CountDownLatch full = new CountDownLatch(1);
        private final CompletableFuture<CloudAnswer<Map<String, V>>> answer = new CompletableFuture<>();
    }
}
