package dev.sojourn.web;

import dev.sojourn.plan.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Times and counts in words. Text only: whatever is put into a page is escaped there. */
final class Wording {

    private Wording() {}

    /** For example {@code 28 s}, {@code 4 min 12 s}, {@code 41 min}, {@code 1 h 12 min}, {@code 2 d 3 h}. */
    static String duration(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 600) {
            return seconds % 60 == 0 ? seconds / 60 + " min" : seconds / 60 + " min " + seconds % 60 + " s";
        }
        long minutes = Math.round(seconds / 60.0);
        if (minutes < 60) {
            return minutes + " min";
        }
        if (minutes < 24 * 60) {
            return minutes % 60 == 0 ? minutes / 60 + " h" : minutes / 60 + " h " + minutes % 60 + " min";
        }
        long hours = minutes / 60;
        return hours % 24 == 0 ? hours / 24 + " d" : hours / 24 + " d " + hours % 24 + " h";
    }

    /** A guess: never to the second, or it would look like knowledge. */
    static String about(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return "under a minute";
        }
        return "about " + duration(Duration.ofMinutes(Math.round(seconds / 60.0)));
    }

    /** For example {@code 3 min ago}; by the minute, so that a page need not change every second. */
    static String ago(Instant then, Instant now) {
        Duration since = Duration.between(then, now);
        return since.toSeconds() < 60 ? "just now" : duration(Duration.ofMinutes(since.toMinutes())) + " ago";
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** For example {@code 1 file}, {@code 1,843 files}. */
    static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** Dollars and cents, rounded to the cent: {@code $0.37}. */
    static String dollars(Usd amount) {
        BigDecimal cents = amount.dollars().setScale(2, RoundingMode.HALF_UP);
        return (cents.signum() < 0 ? "−$" : "$") + String.format(Locale.ROOT, "%,.2f", cents.abs());
    }

    static String lowered(String sentence) {
        return sentence.isEmpty()
                ? sentence
                : sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    /** With a full stop, unless it ends a sentence already. */
    static String sentence(String words) {
        String whole = words.strip();
        return whole.isEmpty() || ".!?:".indexOf(whole.charAt(whole.length() - 1)) >= 0 ? whole : whole + ".";
    }

    /** One line, cut at a length: what other people wrote can be as long as they like. */
    static String line(String text, int most) {
        String flat = text.replaceAll("\\s+", " ").strip();
        return flat.length() <= most ? flat : flat.substring(0, most - 1) + "…";
    }
}
