package dev.sojourn.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The count of a volume's moves. Guests remember the last one and refuse what belongs to an older, also when the database in
 * which it was counted is lost: a new count begins with the minutes since 2020, which is above any old one, since no volume
 * moves once a minute for long.
 */
public final class Epoch {

    private static final Instant BEGINNING = Instant.parse("2020-01-01T00:00:00Z");

    private Epoch() {}

    /** @param last the largest one known of the volume; empty: the database knows nothing of it */
    public static int after(Optional<Integer> last, Instant now) {
        return last.map(epoch -> epoch + 1)
                .orElseGet(
                        () -> Math.toIntExact(Duration.between(BEGINNING, now).toMinutes()));
    }
}
