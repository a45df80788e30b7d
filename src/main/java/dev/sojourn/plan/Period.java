package dev.sojourn.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** A stretch of the calendar over which money is counted. */
public enum Period {
    DAY("day"),
    MONTH("month");

    private final String word;

    Period(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** When the one that this moment lies in began. */
    public Instant begin(Instant now, ZoneId zone) {
        return first(now, zone).atStartOfDay(zone).toInstant();
    }

    /** When the next one begins. A day is a day of the calendar there: 23 to 25 hours. */
    public Instant end(Instant now, ZoneId zone) {
        LocalDate first = first(now, zone);
        LocalDate next = this == DAY ? first.plusDays(1) : first.plusMonths(1);
        return next.atStartOfDay(zone).toInstant();
    }

    private LocalDate first(Instant now, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(now, zone);
        return this == DAY ? day : day.withDayOfMonth(1);
    }
}
