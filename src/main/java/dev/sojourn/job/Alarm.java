package dev.sojourn.job;

import java.time.Duration;
import java.time.Instant;

/**
 * A person is called, and has been reminded this often. The pauses double, so that a night is no stream of messages, and end at
 * a day, so that nothing is forgotten.
 *
 * @param since when the person was called
 * @param reminders how many they were given since
 */
public record Alarm(Instant since, int reminders) {

    private static final Duration LONGEST = Duration.ofDays(1);

    /** A call that has just been made. */
    static Alarm raised(Instant now) {
        return new Alarm(now, 0);
    }

    /** One more was given. */
    public Alarm reminded() {
        return new Alarm(since, reminders + 1);
    }

    /**
     * When the next reminder is due.
     *
     * @param first how long after the call the first is given
     */
    public Instant next(Duration first) {
        Instant next = since;
        Duration pause = first;
        for (int given = 0; given <= reminders; given++) {
            Duration capped = pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
            next = next.plus(capped);
            pause = capped.multipliedBy(2);
        }
        return next;
    }
}
