package dev.sojourn.web;

import dev.sojourn.job.PastJob;
import dev.sojourn.job.PastJobs;
import dev.sojourn.plan.Usd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The history as a table for other programs, and as figures for the charts. */
final class HistoryFiles {

    static final String CSV_HEADER = "job,ended_at,outcome,profile,volume,requester,channel,ref,machine,cost_usd,"
            + "estimate_low_usd,estimate_high_usd,expected_seconds,build_seconds,busy_seconds,overhead_seconds,away_seconds,"
            + "clean,files_compiled";

    static final int POINTS = 500;

    private HistoryFiles() {}

    static String csv(PastJob job) {
        return String.join(
                ",",
                Long.toString(job.number()),
                job.endedAt().toString(),
                job.outcome().name().toLowerCase(Locale.ROOT),
                cell(job.profile()),
                cell(job.volume()),
                cell(job.requester()),
                cell(job.channel()),
                cell(job.ref()),
                cell(job.machine()),
                dollars(job.cost()),
                dollars(job.low()),
                dollars(job.high()),
                Long.toString(job.expected().toSeconds()),
                job.build().map(time -> Long.toString(time.toSeconds())).orElse(""),
                Long.toString(job.busy().toSeconds()),
                Long.toString(job.overhead().toSeconds()),
                Long.toString(job.away().toSeconds()),
                Boolean.toString(job.clean()),
                Integer.toString(job.compiled()));
    }

    /** A cell that begins like a formula would be one in a spreadsheet: a ref is what anybody may type. */
    static String cell(String text) {
        String tame = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return tame.matches("[A-Za-z0-9 ._/'-]*") ? tame : "\"" + tame.replace("\"", "\"\"") + "\"";
    }

    private static String dollars(Optional<Usd> amount) {
        return amount.map(one -> one.dollars().toPlainString()).orElse("");
    }

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
