package dev.sojourn.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.plan.BuildOptions;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Whatever is typed, nothing gets through that another machine would have to be afraid of. */
class CommandParserAnyTextTest {

    private static final String[] PIECES = {
        "main",
        ".",
        "..",
        "status",
        "cancel",
        "help",
        "--on",
        "--cap",
        "--target",
        "--targets",
        "--volume",
        "--slot",
        "--spot",
        "--clean",
        "-",
        "—",
        "–",
        "=",
        " ",
        " ",
        " ",
        "\u00A0",
        "\u200B",
        "\u202E",
        "\"",
        "'",
        "“",
        "`",
        "$",
        "(",
        ")",
        ";",
        "|",
        "&amp;",
        "&lt;",
        "&gt;",
        "<",
        ">",
        "<http://a.b|a.b>",
        "<@U1|ann>",
        "{{",
        "}}",
        "\\",
        "\n",
        "\u0000",
        "/",
        "@{",
        "~1",
        "^",
        ":",
        "*",
        "?",
        "[",
        ".lock",
        "c7i.xlarge",
        "5",
        ",",
        "$5.00",
        "#12",
        "é",
        "e\u0301",
        "🚀",
        "\uD83D",
        "%00",
        "-x"
    };

    private static final Pattern REF = Pattern.compile(
            "\\.|(?!.*(\\.\\.|//|@\\{|/\\.|\\.lock(/|$)))[0-9A-Za-z]([0-9A-Za-z._/+@-]{0,198}[0-9A-Za-z_+@-])?");
    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._+/-]*");
    private static final int LINES = 20_000;

    private final CommandParser parser = new CommandParser("/build");

    @RepeatedTest(3)
    void isEitherRefusedInWordsOrHarmless(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int line = 0; line < LINES; line++) {
            String text = text(random);
            Parsed parsed = parser.parse(text);
            if (parsed instanceof Parsed.NotUnderstood refused) {
                assertThat(refused.what() + refused.advice())
                        .as(text)
                        .isNotBlank()
                        .doesNotContain("\u202E", "\u0000", "\n");
            } else if (((Parsed.Understood) parsed).command() instanceof Command.Build build) {
                assertHarmless(text, build.options());
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "main " : "");
        for (int pieces = random.nextInt(8); pieces > 0; pieces--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static void assertHarmless(String text, BuildOptions options) {
        assertThat(options.ref()).as(text).matches(REF);
        assertThat(options.targets()).as(text).allMatch(NAME.asMatchPredicate());
        assertThat(options.volume().orElse("v")).as(text).matches(NAME);
        assertThat(options.type().orElse("a.b")).as(text).matches("[a-z0-9-]+\\.[a-z0-9-]+");
    }
}
