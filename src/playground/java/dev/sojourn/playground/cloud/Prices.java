package dev.sojourn.playground.cloud;

import java.time.Duration;
import java.time.Instant;

/** What machines cost here. */
final class Prices {
    private static final double SPOT_SHARE = 0.38;

    /** How often the spot price moves. */
    static final Duration STEP = Duration.ofHours(4);

    double usdPerHour(Instance instance) {
        InstanceType type = InstanceType.of(instance);
        return instance.launch.spot() ? spot(type, instance.launch.zone(), instance.launch.at()) : type.usdPerHour();
    }

    /** The spot price: always the same for the same type, zone and time. */
    double spot(InstanceType type, String zone, Instant at) {
        long step = at.getEpochSecond() / STEP.toSeconds();
        double swing = Math.sin(step * 0.7 + (type.name() + zone).hashCode() % 100) * 0.06;
        return Math.round(type.usdPerHour() * (SPOT_SHARE + swing) * 10_000) / 10_000.0;
    }
}
