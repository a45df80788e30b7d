package dev.sojourn.slack;

import dev.sojourn.job.CostReport;
import dev.sojourn.job.PastJobs.Share;
import dev.sojourn.job.Span;
import dev.sojourn.plan.S3Copy;
import dev.sojourn.plan.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a team may have spent. */
public final class CostReports {

    private static final Instant NOW = Sample.START.plus(Duration.ofDays(2));

    private CostReports() {}

    public static CostReport busy(Span span) {
        return new CostReport(
                span,
                span.begin(NOW),
                NOW,
                Usd.of("41.20"),
                63,
                66,
                1,
                new CostReport.Lost(3, Usd.of("1.03")),
                List.of(new Share(Sample.ANN, 41, Usd.of("30.10")), new Share(Sample.BOB, 22, Usd.of("11.10"))),
                List.of(new Share("llvm", 63, Usd.of("41.20"))),
                List.of(new Share(Sample.CHANNEL, 60, Usd.of("40")), new Share("D0DIRECT", 3, Usd.of("1.20"))),
                new CostReport.Alive(0, Usd.ZERO),
                Optional.of(new CostReport.LeftOn(Sample.SPOT.type(), Usd.of("479.808"))),
                new CostReport.Said(58, 55, Usd.of("31"), Usd.of("52"), Usd.of("40.80")),
                Optional.of(new S3Copy(63, 63 * 40_000L, Duration.ofMinutes(1344), Usd.of("38.90"))));
    }

    public static CostReport alive(String text) {
        return new CostReport(
                Span.DAY,
                NOW,
                NOW,
                Usd.of("2.86"),
                1,
                1,
                0,
                new CostReport.Lost(0, Usd.ZERO),
                List.of(new Share(text, 1, Usd.of("2.86"))),
                List.of(new Share(text, 1, Usd.of("2.86"))),
                List.of(new Share(text, 1, Usd.of("2.86"))),
                new CostReport.Alive(1, Usd.of("2.86")),
                Optional.empty(),
                new CostReport.Said(1, 1, Usd.of("2"), Usd.of("3"), Usd.of("2.86")),
                Optional.empty());
    }

    static CostReport nothing() {
        return new CostReport(
                Span.WEEK,
                NOW,
                NOW,
                Usd.ZERO,
                0,
                0,
                0,
                new CostReport.Lost(0, Usd.ZERO),
                List.of(),
                List.of(),
                List.of(),
                new CostReport.Alive(0, Usd.ZERO),
                Optional.empty(),
                new CostReport.Said(0, 0, Usd.ZERO, Usd.ZERO, Usd.ZERO),
                Optional.empty());
    }
}
