package dev.sojourn.store;

import dev.sojourn.job.Job;
import dev.sojourn.plan.Expenses;
import dev.sojourn.plan.Spending;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.Whose;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What builds have cost and are going to, as one transaction sees it. */
final class SqlExpenses implements Expenses {

    private final Handle handle;
    private final Instant now;

    SqlExpenses(Handle handle, Instant now) {
        this.handle = handle;
        this.now = now;
    }

    /** The same, and until the transaction ends nobody else decides about money. */
    static SqlExpenses locked(Handle transaction, Instant now) {
        transaction.execute("UPDATE money_turn SET turns = turns + 1");
        return new SqlExpenses(transaction, now);
    }

    @Override
    public Spending since(Instant begin, Whose whose) {
        Usd spent = new Usd(of(whose, "SELECT COALESCE(SUM(spent_micros), 0) FROM job WHERE ended_at >= :begin")
                .bind("begin", begin.toEpochMilli())
                .mapTo(Long.class)
                .one());
        List<Job> live = of(whose, "SELECT body FROM job WHERE ended_at IS NULL")
                .map(row -> JobJson.readJob(row.getColumn("body", String.class)))
                .list();
        return new Spending(spent, live.stream().map(job -> job.counts(now)).reduce(Usd.ZERO, Usd::plus));
    }

    private Query of(Whose whose, String query) {
        StringBuilder text = new StringBuilder(query);
        whose.user().ifPresent(user -> text.append(" AND requester = :user"));
        whose.channel().ifPresent(channel -> text.append(" AND channel = :channel"));
        Query bound = handle.createQuery(text.toString());
        whose.user().ifPresent(user -> bound.bind("user", user));
        whose.channel().ifPresent(channel -> bound.bind("channel", channel));
        return bound;
    }
}
