package dev.sojourn.slack.card;

import dev.sojourn.job.Cursors;
import dev.sojourn.job.Cursors.Cursor;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the workspace takes plans in cards. Not every one does: it is found out by the first card, written down, and not asked
 * again, nor after a restart.
 */
public final class Looks {

    private static final String READER = "slack-looks";
    private static final String PLANS = "plans";

    /** No job has this number. */
    private static final long NO_JOB = 0;

    private final Optional<Cursors> cursors;
    private volatile Optional<Boolean> plans;

    private Looks(Optional<Cursors> cursors, Optional<Boolean> plans) {
        this.cursors = cursors;
        this.plans = plans;
    }

    /** Sections alone, which every workspace takes. */
    public static Looks plain() {
        return new Looks(Optional.empty(), Optional.of(false));
    }

    /** As it was found out, or will be. */
    public static Looks remembered(Cursors cursors) {
        return new Looks(Optional.of(cursors), Optional.empty());
    }

    /** True also while it is not known: the next card will tell. */
    boolean mayHavePlans() {
        if (plans.isEmpty()) {
            plans = cursors.flatMap(kept ->
                            Optional.ofNullable(kept.of(READER, NO_JOB).memory().get(PLANS)))
                    .map(Boolean::valueOf);
        }
        return plans.orElse(true);
    }

    void found(boolean taken) {
        if (!plans.equals(Optional.of(taken))) {
            plans = Optional.of(taken);
            cursors.ifPresent(kept ->
                    kept.keep(READER, NO_JOB, new Cursor(0, 0, Map.of(PLANS, Boolean.toString(taken)))));
        }
    }
}
