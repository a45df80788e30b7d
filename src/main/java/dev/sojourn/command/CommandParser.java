package dev.sojourn.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes a command of what somebody typed, or says which word is wrong, why, and what to type instead. Forgives what
 * phones and Slack do to text, and nothing else: what comes out has been held against lists of what is allowed.
 *
 * <p>Answers are not escaped: {@code &}, {@code <} and {@code >} of the person's own words are for the sender to escape.
 */
public final class CommandParser {

    private static final int LONGEST = 500;
    private static final Pattern JOB = Pattern.compile("#?([1-9][0-9]{0,11})");
    private static final List<String> ASKING_FOR_HELP = List.of("--help", "-h", "-help", "-?", "?");

    private final String commandName;

    /** @param commandName what people type before the text, as {@code /build}: for the lines shown to them */
    public CommandParser(String commandName) {
        this.commandName = commandName;
    }

    /** Never throws, whatever the text. An empty one asks for help. */
    public Parsed parse(String text) {
        try {
            return new Parsed.Understood(read(text));
        } catch (Mistake mistake) {
            return new Parsed.NotUnderstood(mistake.what(), mistake.advice());
        }
    }

    private Command read(String text) throws Mistake {
        if (text.codePointCount(0, text.length()) > LONGEST) {
            throw new Mistake(
                    "That is longer than " + LONGEST + " characters; none of it was read.",
                    "Type a shorter line, as in " + as("main") + ".");
        }
        String plain = PlainText.of(text);
        refuseHiddenCharacters(plain);
        Retyped retyped = new Retyped(commandName, Words.of(plain));
        List<String> words = retyped.words();
        if (words.isEmpty()) {
            return new Command.Help(Optional.empty());
        }
        Optional<CommandWord> command = CommandWord.named(words.get(0));
        if (words.stream().anyMatch(word -> ASKING_FOR_HELP.contains(word.toLowerCase(Locale.ROOT)))) {
            return help(command, words);
        }
        CommandLine line = CommandLine.of(retyped);
        return command.isPresent() ? command(command.get(), line) : new Command.Build(new BuildLine(line).read());
    }

    private static Command.Help help(Optional<CommandWord> command, List<String> words) {
        if (words.size() == 1) {
            return new Command.Help(Optional.empty());
        }
        String topic = command.map(CommandWord::word).orElse("build");
        return new Command.Help(Optional.of(topic).filter(Manual.topics()::contains));
    }

    private Command command(CommandWord command, CommandLine line) throws Mistake {
        refuseOptions(command, line);
        if (line.operands().size() > 2) {
            throw new Mistake(
                    Echo.of(line.operands().get(2).text()) + " is one word too many.",
                    "Type " + line.retyped().without(2) + ".");
        }
        return switch (command) {
            case STATUS -> new Command.Status(job(command, line));
            case CANCEL -> new Command.Cancel(job(command, line));
            case SLOTS -> new Command.Slots(volume(line));
            case DOCTOR -> doctor(line);
            case HELP -> new Command.Help(topic(line));
        };
    }

    private void refuseOptions(CommandWord command, CommandLine line) throws Mistake {
        if (!line.options().isEmpty()) {
            Retyped retyped = line.retyped();
            throw new Mistake(
                    Echo.of(command.word()) + " takes no options, and "
                            + Echo.of(line.options().get(0).option().typed()) + " is one.",
                    "Type " + as(command.word()) + ". A branch of that name is built with "
                            + retyped.with(
                                    0, BuildLine.LONG_FORM + retyped.words().get(0)) + ".");
        }
    }

    private Optional<Long> job(CommandWord command, CommandLine line) throws Mistake {
        if (line.operands().size() == 1) {
            return Optional.empty();
        }
        String said = line.operands().get(1).text();
        var number = JOB.matcher(said);
        if (!number.matches()) {
            throw new Mistake(
                    Echo.of(said) + " is no job's number.",
                    "Type the number that is on the job's card, as in " + as(command.word() + " #12") + ".");
        }
        return Optional.of(Long.valueOf(number.group(1)));
    }

    private Optional<String> volume(CommandLine line) throws Mistake {
        if (line.operands().size() == 1) {
            return Optional.empty();
        }
        String said = line.operands().get(1).text();
        if (!OptionValues.isName(said)) {
            throw new Mistake(
                    Echo.of(said) + " is no name of a volume.",
                    "Type " + as("slots") + " for the volume that is yours.");
        }
        return Optional.of(said);
    }

    private static Command doctor(CommandLine line) throws Mistake {
        if (line.operands().size() > 1) {
            throw new Mistake(
                    Echo.of(line.operands().get(1).text()) + " is one word too many.",
                    "Type " + line.retyped().without(1) + ".");
        }
        return new Command.Doctor();
    }

    private Optional<String> topic(CommandLine line) throws Mistake {
        if (line.operands().size() == 1) {
            return Optional.empty();
        }
        String said = line.operands().get(1).text().toLowerCase(Locale.ROOT);
        if (Manual.topics().contains(said)) {
            return Optional.of(said);
        }
        String meant =
                NearMiss.among(Manual.topics(), said).stream().findFirst().orElse("options");
        throw new Mistake(
                "There is no help on " + Echo.of(said) + ", only on " + String.join(", ", Manual.topics()) + ".",
                "Type " + as("help " + meant) + ".");
    }

    private void refuseHiddenCharacters(String plain) throws Mistake {
        Optional<String> hidden = plain.codePoints()
                .filter(HiddenCharacter::is)
                .mapToObj(point -> String.format(Locale.ROOT, "U+%04X", point))
                .findFirst();
        if (hidden.isPresent()) {
            throw new Mistake(
                    "There is a character in it that cannot be seen: " + hidden.get() + ".",
                    "Type the line by hand rather than pasting it, as in " + as("main") + ".");
        }
    }

    private String as(String rest) {
        return new Retyped(commandName, List.of()).as(rest);
    }
}
