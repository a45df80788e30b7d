package dev.sojourn.web;

import dev.sojourn.job.PastJob;
import dev.sojourn.job.PastJobs;
import dev.sojourn.plan.Usd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The history as a table for other programs, and as figures for the charts. */
final class HistoryFiles {

    static final int POINTS = 500;

    private HistoryFiles() {}

    /** Columns, oldest first, of the newest builds that ran to their end: no text of anybody's in it. */
    static String points(PastJobs past, PastJobs.Filter filter) {
        List<PastJob> jobs = new ArrayList<>(past.page(filter, 0, POINTS).stream()
                .filter(job -> job.build().isPresent())
                .toList());
        Collections.reverse(jobs);
        return "{\"job\":" + column(jobs, job -> Optional.of(job.number()))
                + ",\"at\":" + column(jobs, job -> Optional.of(job.endedAt().getEpochSecond()))
                + ",\"incremental\":" + column(jobs, job -> minutes(job, false))
                + ",\"clean\":" + column(jobs, job -> minutes(job, true))
                + ",\"cost\":" + column(jobs, job -> job.cost().map(Usd::dollars))
                + ",\"low\":" + column(jobs, job -> job.low().map(Usd::dollars))
                + ",\"high\":" + column(jobs, job -> job.high().map(Usd::dollars)) + "}";
    }

    private static Optional<Number> minutes(PastJob job, boolean clean) {
        return job.clean() == clean
                ? job.build().map(time -> Math.round(time.toSeconds() / 6.0) / 10.0)
                : Optional.empty();
    }

    private static String column(List<PastJob> jobs, Function<PastJob, Optional<? extends Number>> value) {
        return jobs.stream()
                .map(job -> value.apply(job).map(Object::toString).orElse("null"))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
