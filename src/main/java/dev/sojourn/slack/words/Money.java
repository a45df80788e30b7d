package dev.sojourn.slack.words;

import dev.sojourn.job.Job;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Usd;
import java.time.Instant;

/** What a job costs, in words: the estimate before, so far while it runs, actual at the end with the estimate beside it. */
public final class Money {

    public static final String CAVEAT = "list price, not your invoice";

    private Money() {}

    /** For example {@code estimate $0.31–$0.44, at most $0.88}. */
    public static String before(BuildPlan plan) {
        String estimate =
                plan.estimate().priced() ? "estimate " + plan.estimate().range() : "price unknown";
        return estimate + ", at most " + plan.cap();
    }

    public static String soFar(Job job, Instant now) {
        String spent = job.isPriced() ? job.cost(now) + " so far" : "price unknown";
        return spent + " (" + before(job.request().plan()) + ")";
    }

    /** For example {@code $0.37 (said $0.31–$0.44; list price, not your invoice)}. */
    public static String atEnd(Job job, Usd cost) {
        if (!job.hadBuilder()) {
            return "nothing, no builder was launched";
        }
        if (!job.isPriced()) {
            return "price unknown";
        }
        BuildPlan plan = job.request().plan();
        String said = plan.estimate().priced() ? "said " + plan.estimate().range() + "; " : "";
        return cost + " (" + said + CAVEAT + ")";
    }

    /** For a line of a list: {@code $0.37}, {@code no cost}, {@code price unknown}. */
    public static String brief(Job job, Instant end) {
        if (!job.hadBuilder()) {
            return "no cost";
        }
        return job.isPriced() ? job.cost(end).toString() : "price unknown";
    }
}
