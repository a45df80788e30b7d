package dev.sojourn.store;

import dev.sojourn.job.Accepted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Accepted wishes in SQL. */
public final class SqlAccepted implements Accepted {

    /** Who deals with a wish says so more often than this; after it, the process counts as dead. */
    static final Duration CLAIM = Duration.ofSeconds(20);

    /** Slack delivers nothing again after this long. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Jdbi jdbi;
    private final Clock clock;

    public SqlAccepted(Database database) {
        this.jdbi = database.jdbi();
        this.clock = database.clock();
        if (database.leadership() == Leadership.ALONE) {
            // Nobody else is on this database, so whoever was dealing with these is dead.
            jdbi.useHandle(handle -> handle.execute("UPDATE accepted SET claimed_until = 0 WHERE done_at IS NULL"));
        }
    }

    @Override
    public Set<String> write(Collection<Wish> wishes, Collection<String> dealtWith) {
        Instant now = clock.instant();
        return jdbi.inTransaction(handle -> {
            Set<String> known = new HashSet<>();
            for (Wish wish : wishes) {
                if (!isNew(handle, wish, now)) {
                    known.add(wish.key());
                }
            }
            dealtWith.forEach(key -> WishInHand.settle(handle, key, now));
            return known;
        });
    }

    private static boolean isNew(Handle handle, Wish wish, Instant now) {
        return handle.execute(
                        """
                        INSERT INTO accepted (key, at, body, claimed_until, tries) VALUES (?, ?, ?, ?, 1)
                        ON CONFLICT (key) DO NOTHING
                        """,
                        wish.key(),
                        wish.at().toEpochMilli(),
                        JobJson.write(new Words(wish.words())),
                        now.plus(CLAIM).toEpochMilli())
                > 0;
    }

    @Override
    public boolean once(String key, Runnable work) {
        return WishInHand.during(key, work);
    }

    @Override
    public void renew(Collection<String> keys) {
        long until = clock.instant().plus(CLAIM).toEpochMilli();
        jdbi.useTransaction(handle -> keys.forEach(key ->
                handle.execute("UPDATE accepted SET claimed_until = ? WHERE key = ? AND done_at IS NULL", until, key)));
    }

    /** Asks first: a transaction that writes keeps all others waiting, and mostly there is nothing to take up. */
    @Override
    public List<Orphan> takeUp() {
        Instant now = clock.instant();
        long old = now.minus(REMEMBERED).toEpochMilli();
        boolean any = jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM accepted WHERE done_at IS NULL AND claimed_until <= :now)
                          OR EXISTS (SELECT 1 FROM accepted WHERE done_at < :old)
                        """)
                .bind("now", now.toEpochMilli())
                .bind("old", old)
                .mapTo(Boolean.class)
                .one());
        return any ? jdbi.inTransaction(handle -> takeUp(handle, now, old)) : List.of();
    }

    private static List<Orphan> takeUp(Handle handle, Instant now, long old) {
        handle.execute("DELETE FROM accepted WHERE done_at < ?", old);
        return handle.createQuery("""
                        UPDATE accepted SET claimed_until = :until, tries = tries + 1
                        WHERE done_at IS NULL AND claimed_until <= :now
                        RETURNING key, at, body, tries
                        """)
                .bind("until", now.plus(CLAIM).toEpochMilli())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new Orphan(
                        new Wish(
                                row.getString("key"),
                                JobJson.read(row.getString("body"), Words.class).words(),
                                Instant.ofEpochMilli(row.getLong("at"))),
                        row.getInt("tries")))
                .list();
    }

    /** As one JSON object. */
    record Words(Map<String, String> words) {}
}
