package dev.sojourn.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times of day and days, in the time zone of the machine that the bot runs on. */
final class Clockface {

    private static final ZoneId ZONE = ZoneId.systemDefault();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZONE);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZONE);

    private Clockface() {}

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** With the day. */
    static String moment(Instant at) {
        return MOMENT.format(at);
    }

    static String zone() {
        return ZONE.getId();
    }
}
