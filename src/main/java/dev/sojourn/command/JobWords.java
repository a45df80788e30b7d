package dev.sojourn.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads which job a command is about: {@code 7}, {@code #7}, {@code job 7}, {@code last}, or nothing. */
record JobWords(CommandWord command, CommandLine line) {

    private static final Pattern NUMBER =
            Pattern.compile("(?:(?:job|build|number|no\\.?) ?)*(?:# ?)?([1-9][0-9]{0,11})");
    private static final Pattern LAST = Pattern.compile("(?:the |my )?(?:last|latest|newest)(?: (?:one|job|build))?");

    Which read() throws Mistake {
        String said = line.operands().stream()
                .skip(1)
                .map(operand -> operand.text().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
        if (said.isEmpty()) {
            return new Which.Unsaid();
        }
        if (LAST.matcher(said).matches()) {
            return new Which.Last();
        }
        Optional<Long> number = number(said);
        if (number.isPresent()) {
            return new Which.Numbered(number.get());
        }
        throw notAJob(said);
    }

    private static Optional<Long> number(String said) {
        Matcher number = NUMBER.matcher(said);
        if (!number.matches()) {
            return Optional.empty();
        }
        return Optional.of(Long.valueOf(number.group(1)));
    }

    private Mistake notAJob(String said) {
        // One that begins well has a word too many; one that does not is answered as a whole.
        String first = line.operands().get(1).text();
        if (line.operands().size() > 2 && number(first).isPresent()) {
            return new Mistake(
                    Echo.of(line.operands().get(2).text()) + " is one word too many.",
                    "Type " + line.retyped().without(2) + ".");
        }
        if (!NearMiss.among(List.of("last", "latest"), said).isEmpty()) {
            return new Mistake(Echo.of(said) + " is no job's number.", "Did you mean " + as("last") + "?");
        }
        return new Mistake(
                Echo.of(said) + " is no job's number.",
                "Type the number that is on the job's card, as in " + as("#12") + ", or " + as("last")
                        + " for the newest that you asked for.");
    }

    private String as(String rest) {
        return line.retyped().as(command.word() + " " + rest);
    }
}
