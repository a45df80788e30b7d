package dev.sojourn.job;

import java.time.Duration;
import java.time.Instant;

/**
 * An attachment that EC2 was asked to end. EC2 knows no fencing: the request may have its effect long after, on whatever the
 * volume is attached as then, if it is the same machine and the same name there.
 *
 * @param at when it was asked last
 */
public record Departure(String instance, String device, Instant at) {

    /** Later than this no request has its effect: EC2 has done it or dropped it. */
    public static final Duration LATEST = Duration.ofHours(2);

    boolean isFrom(String machine, String name) {
        return instance.equals(machine) && device.equals(name);
    }

    boolean mayStillLand(Instant now) {
        return now.isBefore(at.plus(LATEST));
    }
}
