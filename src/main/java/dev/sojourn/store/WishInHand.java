package dev.sojourn.store;

import dev.sojourn.job.Accepted.DealtWith;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The wish that this thread is dealing with. It belongs to the thread and not to the job's store, so that no desk has to hand
 * it through: the first write of a job settles it, in the same transaction.
 */
final class WishInHand {

    private static final ThreadLocal<Optional<WishInHand>> CURRENT = ThreadLocal.withInitial(Optional::empty);

    private final String key;
    private boolean settled;

    private WishInHand(String key) {
        this.key = key;
    }

    /** Whether the work has settled it. */
    static boolean during(String key, Runnable work) {
        WishInHand mine = new WishInHand(key);
        CURRENT.set(Optional.of(mine));
        try {
            work.run();
        } finally {
            CURRENT.remove();
        }
        return mine.settled;
    }

    /** Part of the transaction that writes a job. */
    static void settle(Handle transaction, Instant now) {
        CURRENT.get().filter(wish -> !wish.settled).ifPresent(wish -> {
            if (!settle(transaction, wish.key, now)) {
                throw new DealtWith(wish.key);
            }
        });
    }

    /** The transaction is kept. */
    static void settled() {
        CURRENT.get().ifPresent(wish -> wish.settled = true);
    }

    /** What was asked may name an address that answers the asker: of what is settled the key alone stays. */
    static boolean settle(Handle handle, String key, Instant now) {
        return handle.execute(
                        "UPDATE accepted SET done_at = ?, body = '' WHERE key = ? AND done_at IS NULL",
                        now.toEpochMilli(),
                        key)
                > 0;
    }
}
