package dev.sojourn.web;

import dev.sojourn.job.Attempt;
import dev.sojourn.job.Job;
import dev.sojourn.plan.Billing;
import dev.sojourn.plan.Estimate;
import dev.sojourn.plan.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a job has cost by and by, on the axis of its {@link Timeline}, beside what was said before. A picture {@link #WIDTH} wide and
 * {@link #HEIGHT} high.
 *
 * @param points of the line, as SVG has them
 * @param low upper edge of the estimate's lower end
 * @param high the same of its upper end; with {@code low} equal to it, there was no estimate
 * @param capAt where the most that it may cost is; empty: it lies above the picture
 * @param words all of it, for those who do not see it
 */
record CostCurve(String points, int low, int high, Optional<Integer> capAt, String top, String words) {

    static final int WIDTH = 1000;
    static final int HEIGHT = 100;

    private static final int SAMPLES = 80;
    private static final double AIR = 1.1;

    /** A cap so far above everything else would leave nothing to see of the line. */
    private static final double MOST_AIR = 3;

    /** Empty where nothing was launched, or a price is not known. */
    static Optional<CostCurve> of(Job job, Instant now) {
        Optional<Instant> start = job.attempts().stream().findFirst().map(Attempt::askedAt);
        if (!job.hadBuilder() || !job.isPriced() || start.isEmpty()) {
            return Optional.empty();
        }
        Instant end = job.endedAt().orElse(now);
        Estimate estimate = job.request().plan().estimate();
        Usd cap = job.request().plan().cap();
        double highest = Math.max(
                Math.max(
                        job.cost(end).micros(),
                        estimate.priced() ? estimate.high().micros() : 0),
                1);
        double top = cap.micros() <= highest * MOST_AIR ? Math.max(highest, cap.micros()) * AIR : highest * AIR;
        StringBuilder points = new StringBuilder();
        long length = Math.max(1, Duration.between(start.get(), end).toMillis());
        for (int sample = 0; sample <= SAMPLES; sample++) {
            Instant at = start.get().plusMillis(length * sample / SAMPLES);
            points.append(sample * WIDTH / SAMPLES)
                    .append(',')
                    .append(height(cost(job, at), top))
                    .append(' ');
        }
        return Optional.of(new CostCurve(
                points.toString().strip(),
                height(estimate.priced() ? estimate.low() : Usd.ZERO, top),
                height(estimate.priced() ? estimate.high() : Usd.ZERO, top),
                Optional.of(cap).filter(one -> one.micros() <= top).map(one -> height(one, top)),
                Wording.dollars(new Usd(Math.round(top))),
                "Cost by and by: " + Money.spent(job, now) + ". "
                        + Money.said(job.request().plan())));
    }

    /** What had been spent by then. */
    static Usd cost(Job job, Instant at) {
        Usd disk = job.request().plan().profile().builder().rootDiskHourly();
        return job.attempts().stream()
                .filter(attempt -> attempt.launchedAt().filter(at::isAfter).isPresent())
                .filter(attempt -> attempt.offer().hourly().isPresent())
                .map(attempt -> Billing.cost(
                        attempt.offer().hourly().get().plus(disk),
                        attempt.launchedAt().get(),
                        attempt.endedAt().filter(at::isAfter).orElse(at)))
                .reduce(Usd.ZERO, Usd::plus);
    }

    private static int height(Usd amount, double top) {
        return HEIGHT - (int) Math.round(amount.micros() / top * HEIGHT);
    }

    /** Height of the estimate's band. */
    public int band() {
        return low - high;
    }
}
