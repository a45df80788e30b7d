package dev.sojourn.slack.words;

import dev.sojourn.job.Progress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Times, counts and bars in words. */
public final class Wording {

    private static final int CELLS = 10;

    private Wording() {}

    /** For example {@code 28 s}, {@code 41 min}, {@code 1 h 12 min}, {@code 2 d 3 h}. */
    public static String duration(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
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

    /** In whole minutes while it runs: a card need not be edited for every second. */
    public static String running(Duration time) {
        return time.toMinutes() < 1 ? "under a minute" : duration(Duration.ofMinutes(time.toMinutes()));
    }

    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** For example {@code 1 file}, {@code 1,843 files}. */
    public static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    public static String gib(long mib) {
        return mib < 10 * 1024
                ? String.format(Locale.ROOT, "%.1f GiB", mib / 1024.0)
                : Math.round(mib / 1024.0) + " GiB";
    }

    /** For example {@code ▓▓▓▓░░░░░░ 37 % – 1,843 of 4,980}; empty where the build tells no count. */
    public static String bar(Progress progress) {
        if (progress.percent().isEmpty()) {
            return "";
        }
        int percent = Math.max(0, progress.percent().get());
        int full = percent * CELLS / 100;
        return "▓".repeat(full) + "░".repeat(CELLS - full) + " " + percent + " % – " + count(progress.done()) + " of "
                + count(progress.total());
    }

    public static String capitalised(String sentence) {
        return sentence.isEmpty()
                ? sentence
                : sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    public static String lowered(String sentence) {
        return sentence.isEmpty()
                ? sentence
                : sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    /** With a full stop, unless it ends a sentence already. */
    public static String sentence(String words) {
        String whole = words.strip();
        return whole.isEmpty() || ".!?:`>".indexOf(whole.charAt(whole.length() - 1)) >= 0 ? whole : whole + ".";
    }

    /** Several sentences; empty ones are left out. */
    public static String sentences(String... words) {
        return Arrays.stream(words)
                .map(Wording::sentence)
                .filter(one -> !one.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
