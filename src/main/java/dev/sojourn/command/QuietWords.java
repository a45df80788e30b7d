package dev.sojourn.command;

import dev.sojourn.job.QuietHours;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words behind {@code quiet}: hours, perhaps with the place whose clock is meant. */
final class QuietWords {

    private static final Pattern HOURS =
            Pattern.compile("([01]?[0-9]|2[0-3])(?::([0-5][0-9]))?-{1,2}([01]?[0-9]|2[0-3])(?::([0-5][0-9]))?");
    private static final Pattern PLACE =
            Pattern.compile("[A-Za-z][A-Za-z0-9_+-]{1,30}(/[A-Za-z][A-Za-z0-9_+-]{1,30}){1,2}|UTC");

    private final CommandLine line;

    QuietWords(CommandLine line) {
        this.line = line;
    }

    Command.Quiet read() throws Mistake {
        List<String> words =
                line.operands().stream().skip(1).map(CommandLine.Operand::text).toList();
        if (words.isEmpty()) {
            return new Command.Quiet(Optional.empty(), false);
        }
        if (words.size() == 1 && words.get(0).equalsIgnoreCase("off")) {
            return new Command.Quiet(Optional.empty(), true);
        }
        if (words.size() > 2) {
            throw wrong(words.get(2));
        }
        Matcher hours = HOURS.matcher(words.get(0));
        if (!hours.matches()) {
            throw wrong(words.get(0));
        }
        LocalTime from = time(hours.group(1), hours.group(2));
        LocalTime until = time(hours.group(3), hours.group(4));
        if (from.equals(until)) {
            throw wrong(words.get(0));
        }
        ZoneId zone = words.size() == 2 ? zone(words.get(1)) : ZoneOffset.UTC;
        return new Command.Quiet(Optional.of(new QuietHours(from, until, zone)), false);
    }

    private static LocalTime time(String hour, @Nullable String minute) {
        return LocalTime.of(Integer.parseInt(hour), minute == null ? 0 : Integer.parseInt(minute));
    }

    private ZoneId zone(String word) throws Mistake {
        if (PLACE.matcher(word).matches()) {
            try {
                return ZoneId.of(word);
            } catch (DateTimeException unknown) {
                throw wrong(word);
            }
        }
        throw wrong(word);
    }

    private Mistake wrong(String word) {
        return new Mistake(
                Echo.of(word) + " does not say when it is to be quiet.",
                "Type " + line.retyped().as("quiet 22-7 Europe/Berlin")
                        + ", with your own place; without one it is UTC. "
                        + line.retyped().as("quiet off") + " ends it.");
    }
}
