package dev.sojourn.observe;

import dev.sojourn.job.PastJob;
import dev.sojourn.plan.Usd;
import java.util.Locale;
import java.util.Optional;

/** The history as a table for other programs: a row for each job that is over. */
public final class HistoryCsv {

    public static final String HEADER = "job,ended_at,outcome,profile,volume,requester,channel,ref,machine,cost_usd,"
            + "estimate_low_usd,estimate_high_usd,expected_seconds,build_seconds,busy_seconds,overhead_seconds,away_seconds,"
            + "clean,files_compiled";

    private HistoryCsv() {}

    /** One line, without its end. */
    public static String row(PastJob job) {
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
    public static String cell(String text) {
        String tame = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return tame.matches("[A-Za-z0-9 ._/'-]*") ? tame : "\"" + tame.replace("\"", "\"\"") + "\"";
    }

    private static String dollars(Optional<Usd> amount) {
        return amount.map(one -> one.dollars().toPlainString()).orElse("");
    }
}
