package dev.sojourn.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.command.Command;
import dev.sojourn.command.CommandParser;
import dev.sojourn.command.Parsed;
import dev.sojourn.command.Which;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.slack.reply.Answers;
import dev.sojourn.slack.reply.ReplyText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Random and hostile lines: none makes the parser throw, none gets a value through that a machine would have to be afraid of, and
 * no answer calls anybody. {@code -Dfuzz.lines=N} says how many, {@code -Dfuzz.seed=S} which.
 */
class CommandTextFuzzTest {

    private static final List<String> LINES = List.of(
            "main --volume ann --profile release --on c7i.16xlarge --spot --target check-all --cap 5.00 --slot 1 --clean",
            "status #12",
            "cancel job 7",
            "retry last",
            "logs",
            "watch 3",
            "unwatch 3",
            "queue ann",
            "history 20",
            "cost week csv",
            "quiet 22-7 Europe/Berlin",
            "where",
            "slots ann",
            "profiles",
            "audit json",
            "help threads",
            ". --dry-run",
            "refs/heads/status",
            "v1.2.0");

    private static final List<String> PIECES = List.of(
            " ",
            "  ",
            "-",
            "--",
            "—",
            "=",
            ",",
            ".",
            "..",
            "/",
            "//",
            "@{",
            "~1",
            "^",
            ":",
            "*",
            "?",
            "[",
            "#",
            "$",
            "(",
            ")",
            "{{",
            "}}",
            ";",
            "|",
            "&",
            "&amp;",
            "&lt;",
            "&gt;",
            "<",
            ">",
            "<@U666EVIL>",
            "<!channel>",
            "<http://a.b|a.b>",
            "\"",
            "'",
            "“",
            "`",
            "```",
            "\\",
            "\n",
            "\0",
            "\u001b[2J",
            "\u202e",
            "\u200b",
            "\u2028",
            "\ud83d",
            "\ude80",
            "é",
            "e\u0301",
            "İ",
            "ß",
            "\uff0d",
            "%00",
            "0",
            "99999999999999999999",
            "-1",
            "last",
            "job",
            "main",
            "status",
            "cancel",
            "retry",
            "logs",
            "watch",
            "queue",
            "history",
            "cost",
            "csv",
            "quiet",
            "22-7",
            "help",
            "audit",
            "--cap",
            "--target",
            "--on",
            "--slot",
            ".lock");

    private static final Predicate<String> NAME = matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Predicate<String> TYPE = matches("[a-z0-9-]{1,30}\\.[a-z0-9-]{1,30}");
    private static final Predicate<String> TARGET = matches("[A-Za-z0-9][A-Za-z0-9_.+/-]{0,99}");
    private static final Predicate<String> REF = matches(
            "\\.|(?!.*(\\.\\.|//|@\\{|/\\.|\\.lock(/|$)))[0-9A-Za-z]([0-9A-Za-z._/+@-]{0,198}[0-9A-Za-z_+@-])?");

    private final CommandParser parser = new CommandParser("/llvm-build");
    private final ReplyText words = new ReplyText("/llvm-build", job -> Sample.history());

    private static Predicate<String> matches(String form) {
        return Pattern.compile(form).asMatchPredicate();
    }

    @Test
    void noLineGetsThroughThatIsNotAllowed() {
        int lines = Integer.getInteger("fuzz.lines", 30_000);
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        int understood = 0;
        Instant begin = Instant.now();
        for (int count = 0; count < lines; count++) {
            String text = line(random);
            Parsed parsed = parser.parse(text);
            if (parsed instanceof Parsed.NotUnderstood no) {
                SlackRules.assertText(Answers.fit(words.of(no)), 3500);
            } else {
                understood++;
                assertThat(isAllowed(((Parsed.Understood) parsed).command()))
                        .as("%s from %s", parsed, text)
                        .isTrue();
            }
        }
        long millis = Duration.between(begin, Instant.now()).toMillis();
        System.out.printf(
                Locale.ROOT,
                "lines=%d understood=%d refused=%d exceptions=0 seed=%d seconds=%.1f%n",
                lines,
                understood,
                lines - understood,
                seed,
                millis / 1000.0);
        assertThat(understood).as("some are understood, and some are not").isBetween(lines / 100, lines - lines / 100);
    }

    private static String line(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> pieces(random, 1 + random.nextInt(12));
            case 1 ->
                random.ints(random.nextInt(80), 0, Character.MAX_CODE_POINT + 1)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            case 2 -> bytes(random);
            case 3 -> pieces(random, 200 + random.nextInt(200));
            default -> changed(LINES.get(random.nextInt(LINES.size())), random);
        };
    }

    private static String pieces(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int piece = 0; piece < count; piece++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static String bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        return new String(bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    /** A good line with a few slips: something put in, taken out, doubled, or turned round. */
    private static String changed(String line, Random random) {
        StringBuilder text = new StringBuilder(line);
        for (int slips = random.nextInt(4); slips > 0 && text.length() > 0; slips--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.insert(at, text.charAt(at));
                default -> text.setCharAt(at, (char) random.nextInt(0x3000));
            }
        }
        return text.toString();
    }

    private static boolean isAllowed(Command command) {
        if (command instanceof Command.Build build) {
            return isAllowed(build.options());
        }
        if (command instanceof Command.AboutJob about) {
            return !(about.job() instanceof Which.Numbered numbered) || numbered.number() > 0;
        }
        if (command instanceof Command.Queue queue) {
            return queue.volume().stream().allMatch(NAME);
        }
        if (command instanceof Command.Slots slots) {
            return slots.volume().stream().allMatch(NAME);
        }
        return !(command instanceof Command.History history) || history.count() > 0;
    }

    private static boolean isAllowed(BuildOptions options) {
        return REF.test(options.ref())
                && options.volume().stream().allMatch(NAME)
                && options.profile().stream().allMatch(NAME)
                && options.type().stream().allMatch(TYPE)
                && options.targets().stream().allMatch(TARGET)
                && options.slot().orElse(1) > 0;
    }
}
