package dev.sojourn.store;

import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease as a row, by the database's time. A process that was paused past it finds the row taken, or its term over, in the
 * transaction of its next write: nothing of it is kept.
 */
final class LeaseRow implements Leadership {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseRow.class);

    /** Longer than the longest call that changes something, and short enough for a takeover within 20 s. */
    static final Duration LASTS = Duration.ofSeconds(15);

    private final Jdbi jdbi;
    private final ServerClock clock;
    private final String me;

    /** The term that this process leads in, and until when, by {@link System#nanoTime}. Empty: it does not lead. */
    private volatile Optional<Term> term = Optional.empty();

    private record Term(long number, long untilNanos) {}

    /** @param me names this start of this process among all that use the database */
    LeaseRow(Jdbi jdbi, ServerClock clock, String me) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.me = me;
    }

    @Override
    public boolean seek() {
        long asked = System.nanoTime();
        Optional<Term> before = term;
        Optional<Long> won = jdbi.inTransaction(this::renewOrTake);
        term = won.map(number -> new Term(number, asked + LASTS.toNanos()));
        if (before.isPresent() && term.isEmpty()) {
            LOG.warn("This process no longer leads: another one on the database took over");
        } else if (term.isPresent() && !before.map(Term::number).equals(won)) {
            LOG.info("This process ({}) leads, term {}", me, won.get());
        }
        clock.ask(jdbi);
        return leadsNow();
    }

    /** A lease that ran out is another term, also for who had it before: what it had under way then is of the past. */
    private Optional<Long> renewOrTake(Handle handle) {
        return handle.createQuery("""
                        UPDATE leader SET
                          term = CASE WHEN holder = :me AND until > clock_timestamp() THEN term ELSE term + 1 END,
                          holder = :me,
                          until = clock_timestamp() + make_interval(secs => :seconds)
                        WHERE holder = :me OR until <= clock_timestamp()
                        RETURNING term
                        """)
                .bind("me", me)
                .bind("seconds", (double) LASTS.toSeconds())
                .mapTo(Long.class)
                .findOne();
    }

    @Override
    public boolean covers(Duration time) {
        return term.filter(mine -> mine.untilNanos() - System.nanoTime() > time.toNanos())
                .isPresent();
    }

    @Override
    public boolean holds(Handle transaction) {
        Optional<Term> mine = term;
        return mine.isPresent()
                && transaction
                        .createQuery("""
                                SELECT 1 FROM leader WHERE holder = :me AND term = :term AND until > clock_timestamp()
                                FOR SHARE
                                """)
                        .bind("me", me)
                        .bind("term", mine.get().number())
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent();
    }

    @Override
    public void release() {
        term = Optional.empty();
        try {
            jdbi.useHandle(
                    handle -> handle.execute("UPDATE leader SET until = clock_timestamp() WHERE holder = ?", me));
        } catch (JdbiException away) {
            LOG.info("The lease could not be given back, it runs out by itself: {}", away.getMessage());
        }
    }
}
