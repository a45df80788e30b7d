package dev.sojourn.playground.slack;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/** Identifiers as Slack makes them. */
final class Ids {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private static long lastMicros;

    private Ids() {}

    /** The prefix and ten letters or digits. */
    static String of(String prefix) {
        return prefix + letters(10);
    }

    static String letters(int count) {
        StringBuilder text = new StringBuilder(count);
        for (int index = 0; index < count; index++) {
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    /** A message's timestamp: seconds and six digits, never the same twice, always growing. */
    static synchronized String timestamp() {
        long now = Duration.between(Instant.EPOCH, Instant.now()).toNanos() / 1000;
        lastMicros = Math.max(now, lastMicros + 1);
        return text(lastMicros);
    }

    /** No timestamp after this call is at or before that one, even where the clock went back between two runs. */
    static synchronized void after(String timestamp) {
        String[] parts = timestamp.split("\\.");
        lastMicros = Math.max(lastMicros, Long.parseLong(parts[0]) * 1_000_000 + Long.parseLong(parts[1]));
    }

    static boolean isTimestamp(String text) {
        return text.matches("\\d{10}\\.\\d{6}");
    }

    private static String text(long micros) {
        return String.format("%010d.%06d", micros / 1_000_000, micros % 1_000_000);
    }
}
