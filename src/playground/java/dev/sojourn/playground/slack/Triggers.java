package dev.sojourn.playground.slack;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Permissions to open one modal: for the person that did something, once, within three seconds. */
final class Triggers {
    private static final Duration LIFE = Duration.ofSeconds(3);
    private static final int REMEMBERED = 1000;

    private final Map<String, Trigger> triggers = new LinkedHashMap<>();

    synchronized String issue(Person person) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String id = random.nextLong(100_000_000_000L, 999_999_999_999L) + "."
                + random.nextLong(100_000_000_000L, 999_999_999_999L) + "."
                + (Ids.letters(16) + Ids.letters(16)).toLowerCase(Locale.ROOT);
        triggers.put(id, new Trigger(person, System.nanoTime(), false));
        if (triggers.size() > REMEMBERED) {
            triggers.remove(triggers.keySet().iterator().next());
        }
        return id;
    }

    /** Whose modal it opens; uses it up. */
    synchronized Person use(String id) {
        if (!id.matches("\\d+\\.\\d+\\.[0-9a-z]+")) {
            throw new SlackError("invalid_trigger_id");
        }
        Trigger trigger = triggers.get(id);
        if (trigger != null && trigger.used) {
            throw new SlackError("exchanged_trigger_id");
        }
        if (trigger == null || System.nanoTime() - trigger.issued > LIFE.toNanos()) {
            throw new SlackError("expired_trigger_id");
        }
        triggers.put(id, new Trigger(trigger.person, trigger.issued, true));
        return trigger.person;
    }

    private record Trigger(Person person, long issued, boolean used) {}
}
