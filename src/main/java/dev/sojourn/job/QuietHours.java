package dev.sojourn.job;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Hours of the day in which a person is not to be called, where they live. They may go over midnight.
 *
 * @param until not included; never the same as {@code from}
 */
public record QuietHours(LocalTime from, LocalTime until, ZoneId zone) {

    public boolean covers(Instant moment) {
        LocalTime time = moment.atZone(zone).toLocalTime();
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !time.isBefore(from) || time.isBefore(until);
    }

    /** When they begin next, or begin again where they are now. */
    public Instant nextBegin(Instant now) {
        return next(from, now);
    }

    /** When they end next. */
    public Instant nextEnd(Instant now) {
        return next(until, now);
    }

    private Instant next(LocalTime time, Instant now) {
        ZonedDateTime here = now.atZone(zone);
        ZonedDateTime today = here.with(time);
        return (today.isAfter(here) ? today : here.plusDays(1).with(time)).toInstant();
    }
}
