package dev.sojourn.web;

import dev.sojourn.job.PastJob;
import dev.sojourn.job.PastJobs;
import dev.sojourn.job.PastJobs.By;
import dev.sojourn.plan.Usd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The page <i>History</i>: what was built, how long it took, what it cost, and whether the estimates were right.
 *
 * @param chart where the figures of the charts are fetched; empty: there is nothing to draw
 */
record HistoryView(
        String headline,
        List<JobView.Row> figures,
        List<Choice> choices,
        List<Table> tables,
        List<Line> lines,
        String chart,
        String chartOf,
        String csv,
        String newer,
        String older,
        String shown) {

    private static final int SHARES = 8;

    /** One select box. */
    record Choice(String name, String label, List<Option> options) {}

    record Option(String value, String label, boolean chosen) {}

    /** Spending by one thing. */
    record Table(String title, List<Slice> slices) {}

    /** @param width of its bar, of 1000 */
    record Slice(String name, String query, String jobs, String cost, int width) {}

    /** One job. */
    record Line(
            long number,
            String label,
            String ref,
            String who,
            String profile,
            String outcome,
            String tone,
            String ended,
            String build,
            String kind,
            String cost,
            String said,
            String machine) {}

    static HistoryView of(PastJobs past, Choices known, Asked asked, Names names) {
        PastJobs.Sums sums = past.sums(asked.filter());
        List<PastJob> page = past.page(asked.filter(), asked.offset(), Asked.PER_PAGE);
        Optional<String> profile = asked.filter()
                .profile()
                .or(() -> past.shares(asked.filter(), By.PROFILE, 1).stream()
                        .map(PastJobs.Share::name)
                        .findFirst());
        int last = asked.offset() + page.size();
        return new HistoryView(
                sums.jobs() == 0
                        ? "No job has ended yet"
                        : Wording.count(sums.jobs(), "job", "jobs") + ", " + Wording.dollars(sums.cost()),
                figures(sums),
                choices(known, asked, names),
                List.of(
                        table(past, asked, By.REQUESTER, "By person", names),
                        table(past, asked, By.CHANNEL, "By channel", names),
                        table(past, asked, By.MONTH, "By month", names)),
                page.stream().map(job -> line(job, names)).toList(),
                profile.map(name -> "/history.json" + new Asked(asked.filter().of(name), 1).query())
                        .orElse(""),
                profile.orElse(""),
                "/history.csv" + asked.query(),
                asked.page() > 1 ? "/history" + asked.pageQuery(asked.page() - 1) : "",
                last < sums.jobs() ? "/history" + asked.pageQuery(asked.page() + 1) : "",
                page.isEmpty()
                        ? "none"
                        : Wording.count(asked.offset() + 1L) + "–" + Wording.count(last) + " of "
                                + Wording.count(sums.jobs()));
    }

    private static List<JobView.Row> figures(PastJobs.Sums sums) {
        List<JobView.Row> rows = new ArrayList<>();
        rows.add(new JobView.Row(
                "Succeeded",
                percent(sums.succeeded(), sums.jobs()),
                Wording.count(sums.succeeded()) + " of " + Wording.count(sums.jobs())));
        rows.add(new JobView.Row(
                "Within the estimate",
                percent(sums.within(), sums.estimated()),
                Wording.count(sums.within()) + " of " + Wording.count(sums.estimated())
                        + " cost no more than was said"));
        Duration overhead = sums.busy().minus(sums.build());
        rows.add(new JobView.Row(
                "Overhead",
                percent(Math.max(0, overhead.toSeconds()), sums.busy().toSeconds()),
                "of the time from launch to home was not building"));
        rows.add(new JobView.Row("Built for", Wording.duration(sums.build()), "all builds together"));
        return rows;
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "–" : Math.round(100.0 * part / whole) + " %";
    }

    private static List<Choice> choices(Choices known, Asked asked, Names names) {
        return List.of(
                choice(
                        "profile",
                        "Profile",
                        known.names(By.PROFILE),
                        asked.filter().profile(),
                        name -> name),
                choice(
                        "requester",
                        "Person",
                        known.names(By.REQUESTER),
                        asked.filter().requester(),
                        names::of),
                choice(
                        "channel",
                        "Channel",
                        known.names(By.CHANNEL),
                        asked.filter().channel(),
                        name -> name),
                choice("month", "Month", known.names(By.MONTH), asked.filter().month(), name -> name),
                choice(
                        "outcome",
                        "Outcome",
                        List.of("succeeded", "failed", "cancelled"),
                        asked.filter().outcome().map(state -> state.name().toLowerCase(Locale.ROOT)),
                        name -> name),
                choice(
                        "kind",
                        "Kind",
                        List.of("incremental", "clean"),
                        asked.filter().clean().map(clean -> clean ? "clean" : "incremental"),
                        name -> name));
    }

    private static Choice choice(
            String name, String label, List<String> values, Optional<String> chosen, UnaryOperator<String> words) {
        List<Option> options = new ArrayList<>();
        options.add(new Option("", "all", chosen.isEmpty()));
        values.forEach(value -> options.add(new Option(value, words.apply(value), chosen.equals(Optional.of(value)))));
        return new Choice(name, label, options);
    }

    private static Table table(PastJobs past, Asked asked, By by, String title, Names names) {
        List<PastJobs.Share> shares = past.shares(asked.filter(), by, SHARES);
        long most =
                shares.stream().mapToLong(share -> share.cost().micros()).max().orElse(0);
        return new Table(
                title,
                shares.stream()
                        .map(share -> new Slice(
                                by == By.REQUESTER ? names.of(share.name()) : share.name(),
                                "/history" + asked.narrowed(by, share.name()),
                                Wording.count(share.jobs(), "job", "jobs"),
                                Wording.dollars(share.cost()),
                                most == 0 ? 0 : (int) Math.max(3, share.cost().micros() * 1000 / most)))
                        .toList());
    }

    private static Line line(PastJob job, Names names) {
        String tone = switch (job.outcome()) {
            case SUCCEEDED -> "good";
            case FAILED -> "bad";
            default -> "ended";
        };
        return new Line(
                job.number(),
                "#" + job.number(),
                job.ref(),
                names.of(job.requester()),
                job.profile(),
                job.outcome().name().toLowerCase(Locale.ROOT),
                tone,
                Clockface.moment(job.endedAt()),
                job.build().map(Wording::duration).orElse("–"),
                job.build().isEmpty() ? "" : job.clean() ? "clean" : Wording.count(job.compiled(), "file", "files"),
                job.cost().map(Wording::dollars).orElse("unknown"),
                job.low().isPresent() && job.high().isPresent()
                        ? job.low().map(Usd::toString).orElse("") + "–"
                                + job.high().map(Usd::toString).orElse("")
                        : "",
                job.machine());
    }
}
