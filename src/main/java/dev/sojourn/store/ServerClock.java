package dev.sojourn.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;

/**
 * The database server's time, which all processes on it share: a machine whose own clock is wrong gives its jobs no wrong
 * times. Between two questions the machine's own clock carries on from the last answer.
 */
final class ServerClock extends Clock {

    private final Clock own;
    private volatile Duration ahead = Duration.ZERO;

    ServerClock(Clock own) {
        this.own = own;
    }

    /** Asks the server what time it is. The answer is right to half the time that the question took. */
    void ask(Jdbi jdbi) {
        Instant before = own.instant();
        long millis = jdbi.withHandle(
                handle -> handle.createQuery("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")
                        .mapTo(Long.class)
                        .one());
        Instant middle = before.plus(Duration.between(before, own.instant()).dividedBy(2));
        ahead = Duration.between(middle, Instant.ofEpochMilli(millis));
    }

    @Override
    public Instant instant() {
        return own.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
