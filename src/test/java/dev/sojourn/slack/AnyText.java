package dev.sojourn.slack;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What a branch, a log, a commit or a person may be called. */
final class AnyText {

    /** Whatever has a meaning to Slack, to a terminal, or to the eye. */
    private static final List<String> PIECES = List.of(
            "<!channel>",
            "<!here|x>",
            "<!everyone>",
            "<!subteam^S1>",
            "<@U666EVIL>",
            "<@U666EVIL|ann>",
            "<#C666>",
            "<https://evil.example|main>",
            "<mailto:a@b.example>",
            "https://evil.example",
            "@channel",
            "@here",
            "&lt;!channel&gt;",
            "&amp;lt;",
            "&",
            "&#60;",
            "<",
            ">",
            "|",
            "`",
            "``",
            "```",
            "````",
            "*b*",
            "_i_",
            "~s~",
            "\n",
            "\r\n",
            "\t",
            "\0",
            "\u001b[31m",
            "\u202e",
            "\u2066",
            "\u200b",
            "\u200d",
            "\u2028",
            "\ufeff",
            "\u034f",
            "\ud83d\ude80",
            "\ud83d",
            "\ude80",
            "e\u0301",
            "\u0627\u0644",
            ":tada:",
            "^{date}^",
            "<!date^1^{time}|x>",
            "{{ssm:x}}",
            "$(reboot)",
            "'",
            "\"",
            "\\",
            "/",
            "main",
            "release/19.x",
            " ",
            "…");

    private AnyText() {}

    static Arbitrary<String> any() {
        Arbitrary<String> piece = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(PIECES)),
                Tuple.of(1, Arbitraries.strings().all().ofMaxLength(12)),
                Tuple.of(1, Arbitraries.strings().ascii().ofMaxLength(12)));
        Arbitrary<String> some = piece.list().ofMaxSize(12).map(parts -> String.join("", parts));
        // Once, or so often that it is longer than anything has room for.
        return Combinators.combine(some, Arbitraries.of(1, 1, 1, 40, 900)).as(String::repeat);
    }
}
