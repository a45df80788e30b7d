package dev.sojourn.command;

import dev.sojourn.job.Span;
import java.util.Arrays;
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
    private static final int USUAL_HISTORY = 10;
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,3}");
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
        return new Command.Help(Manual.topic(topic));
    }

    private Command command(CommandWord command, CommandLine line) throws Mistake {
        refuseOptions(command, line);
        return switch (command) {
            case STATUS -> new Command.Status(which(command, line));
            case CANCEL -> new Command.Cancel(which(command, line));
            case RETRY -> new Command.Retry(which(command, line));
            case LOGS -> new Command.Logs(which(command, line));
            case WATCH -> new Command.Watch(which(command, line));
            case UNWATCH -> new Command.Unwatch(which(command, line));
            case QUEUE -> new Command.Queue(volume(command, line));
            case SLOTS -> new Command.Slots(volume(command, line));
            case HISTORY -> new Command.History(count(line));
            case COST -> cost(line);
            case QUIET -> new QuietWords(line).read();
            case WHERE -> alone(line, new Command.Where());
            case PROFILES -> alone(line, new Command.Profiles());
            case AUDIT -> new Command.Audit(form(line));
            case DOCTOR -> alone(line, new Command.Doctor());
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

    private Which which(CommandWord command, CommandLine line) throws Mistake {
        return new JobWords(command, line).read();
    }

    private Optional<String> volume(CommandWord command, CommandLine line) throws Mistake {
        Optional<String> said = only(line);
        if (said.isPresent() && !OptionValues.isName(said.get())) {
            throw new Mistake(
                    Echo.of(said.get()) + " is no name of a volume.",
                    "Type " + as(command.word())
                            + (command == CommandWord.SLOTS ? " for the volume that is yours." : "."));
        }
        return said;
    }

    private int count(CommandLine line) throws Mistake {
        Optional<String> said = only(line);
        if (said.isEmpty()) {
            return USUAL_HISTORY;
        }
        if (!COUNT.matcher(said.get()).matches()) {
            throw new Mistake(
                    Echo.of(said.get()) + " does not say how many jobs to list.",
                    "Type a number, as in " + as("history 20") + ".");
        }
        return Integer.parseInt(said.get());
    }

    private Command cost(CommandLine line) throws Mistake {
        Optional<Span> span = Optional.empty();
        boolean file = false;
        for (CommandLine.Operand operand :
                line.operands().subList(1, line.operands().size())) {
            Optional<Span> named = Arrays.stream(Span.values())
                    .filter(one -> one.name().equalsIgnoreCase(operand.text()))
                    .findFirst();
            if (named.isPresent() && span.isEmpty()) {
                span = named;
            } else if (operand.text().equalsIgnoreCase("csv") && !file) {
                file = true;
            } else {
                throw new Mistake(
                        "Costs are told of the last day, week or month, and not of " + Echo.of(operand.text()) + ".",
                        "Type " + as("cost week") + ", or " + as("cost week csv") + " for a table of the jobs.");
            }
        }
        return new Command.Cost(span.orElse(Span.MONTH), file);
    }

    private AuditExport.Form form(CommandLine line) throws Mistake {
        String said = only(line).orElse("csv");
        return Arrays.stream(AuditExport.Form.values())
                .filter(form -> form.name().equalsIgnoreCase(said))
                .findFirst()
                .orElseThrow(() -> new Mistake(
                        "The audit is written as CSV or JSON, and not as " + Echo.of(said) + ".",
                        "Type " + as("audit csv") + " or " + as("audit json") + "."));
    }

    private static Command alone(CommandLine line, Command command) throws Mistake {
        if (line.operands().size() > 1) {
            throw tooMany(line, 1);
        }
        return command;
    }

    /** The one word behind a command, where there is one. */
    private static Optional<String> only(CommandLine line) throws Mistake {
        if (line.operands().size() > 2) {
            throw tooMany(line, 2);
        }
        return line.operands().stream().skip(1).map(CommandLine.Operand::text).findFirst();
    }

    private static Mistake tooMany(CommandLine line, int at) {
        return new Mistake(
                Echo.of(line.operands().get(at).text()) + " is one word too many.",
                "Type " + line.retyped().without(at) + ".");
    }

    private Optional<String> topic(CommandLine line) throws Mistake {
        Optional<String> word = only(line).map(one -> one.toLowerCase(Locale.ROOT));
        Optional<String> topic = word.flatMap(Manual::topic);
        if (word.isEmpty() || topic.isPresent()) {
            return topic;
        }
        String meant =
                NearMiss.among(Manual.topics(), word.get()).stream().findFirst().orElse("build");
        throw new Mistake(
                "There is no help on " + Echo.of(word.get()) + ", only on " + String.join(", ", Manual.topics()) + ".",
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
