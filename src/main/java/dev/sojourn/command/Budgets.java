package dev.sojourn.command;

import dev.sojourn.job.JobStore;
import dev.sojourn.plan.Budget;
import dev.sojourn.plan.Caps;
import java.time.InstantSource;
import java.util.List;

/** How much is spent and left, for whoever shows it. */
public final class Budgets {

    private final Caps caps;
    private final JobStore store;
    private final InstantSource clock;

    public Budgets(Caps caps, JobStore store, InstantSource clock) {
        this.caps = caps;
        this.store = store;
        this.clock = clock;
    }

    /** This month's, over everybody's builds, whether a cap is set or not. */
    public Budget month() {
        return caps.month(store.expenses(clock.instant()), clock.instant());
    }

    /** All that somebody's builds in a channel count against; empty: no cap of a day or month is set. */
    public List<Budget> of(String user, String channel) {
        return caps.budgets(user, channel, store.expenses(clock.instant()), clock.instant());
    }
}
