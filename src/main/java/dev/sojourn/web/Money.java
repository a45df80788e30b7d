package dev.sojourn.web;

import dev.sojourn.job.Job;
import dev.sojourn.plan.BuildPlan;
import java.time.Instant;

/** What a job costs, in words. List price: never called an invoice. */
final class Money {

    static final String CAVEAT = "List prices, not your invoice.";

    private Money() {}

    /** What is or was spent: {@code $0.37}, {@code nothing}, {@code price unknown}. */
    static String spent(Job job, Instant now) {
        if (!job.hadBuilder()) {
            return "nothing";
        }
        return job.isPriced() ? Wording.dollars(job.cost(job.endedAt().orElse(now))) : "price unknown";
    }

    /** For example {@code estimate $0.31–$0.44, at most $0.88}. */
    static String said(BuildPlan plan) {
        String estimate =
                plan.estimate().priced() ? "estimate " + plan.estimate().range() : "price unknown";
        return estimate + ", at most " + Wording.dollars(plan.cap());
    }
}
