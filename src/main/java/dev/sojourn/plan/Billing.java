package dev.sojourn.plan;

import java.time.Duration;
import java.time.Instant;

/**
 * What a builder costs: per second, 60 seconds at the least, from launch to end.
 *
 * @see <a href="https://aws.amazon.com/ec2/pricing/on-demand/">EC2 on-demand pricing</a>
 */
public final class Billing {

    private static final Duration LEAST = Duration.ofSeconds(60);

    private Billing() {}

    /** List price of one builder from its launch until it ended, or until now. */
    public static Usd cost(Usd hourly, Instant launched, Instant endedOrNow) {
        Duration time = Duration.between(launched, endedOrNow);
        return hourly.perHourFor(time.compareTo(LEAST) < 0 ? LEAST : time);
    }

    /** How long a budget lasts at a price. */
    public static Duration lasts(Usd budget, Usd hourly) {
        return hourly.micros() <= 0 ? Duration.ofDays(2) : Duration.ofSeconds(budget.micros() * 3600 / hourly.micros());
    }
}
