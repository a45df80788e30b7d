package dev.sojourn.job;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** A span of time up to now, for which costs are added up. */
public enum Span {
    DAY("the last 24 hours"),
    WEEK("the last 7 days"),
    MONTH("this month");

    private final String words;

    Span(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** When it began; a month is one of the calendar, by UTC, as on the Home tab. */
    public Instant begin(Instant now) {
        return switch (this) {
            case DAY -> now.minus(Duration.ofDays(1));
            case WEEK -> now.minus(Duration.ofDays(7));
            case MONTH ->
                LocalDate.ofInstant(now, ZoneOffset.UTC)
                        .withDayOfMonth(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
        };
    }
}
