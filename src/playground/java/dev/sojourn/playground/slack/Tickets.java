package dev.sojourn.playground.slack;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One-use permissions to open a websocket; gone with the process, as a bot asks for a new one anyway. */
final class Tickets {
    private static final Duration LIFE = Duration.ofSeconds(60);

    private final Map<String, Long> issued = new HashMap<>();

    synchronized String issue() {
        String ticket = (Ids.letters(16) + "-" + Ids.letters(16)).toLowerCase(Locale.ROOT);
        long now = System.nanoTime();
        issued.values().removeIf(at -> now - at > LIFE.toNanos());
        issued.put(ticket, now);
        return ticket;
    }

    /** Whether it opens a connection; never again. */
    synchronized boolean use(String ticket) {
        Long at = issued.remove(ticket);
        return at != null && System.nanoTime() - at <= LIFE.toNanos();
    }
}
