package dev.sojourn.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not understood is refused with the word, the reason, and the line to type instead. */
class CommandParserRefusalTest {

    private final CommandParser parser = new CommandParser("/build");

    static Stream<Arguments> badLines() {
        return Stream.of(
                Arguments.of("retyr 7", "looks like `retry` mistyped"),
                Arguments.of("hsitory", "looks like `history` mistyped"),
                Arguments.of("stop #7", "`stop` is called `cancel` here"),
                Arguments.of("status seven", "`seven` is no job's number"),
                Arguments.of("status lsat", "`lsat` is no job's number"),
                Arguments.of("status 7 8", "`8` is one word too many"),
                Arguments.of("status 99999999999999999999", "is no job's number"),
                Arguments.of("quiet 25-7", "does not say when"),
                Arguments.of("quiet 7-7", "does not say when"),
                Arguments.of("quiet 22-7 Mars/Olympus", "does not say when"),
                Arguments.of("quiet 22-7 UTC now", "does not say when"),
                Arguments.of("cost yearly", "not of `yearly`"),
                Arguments.of("cost week day", "not of `day`"),
                Arguments.of("history many", "does not say how many jobs"),
                Arguments.of("history 0", "does not say how many jobs"),
                Arguments.of("where ann", "`ann` is one word too many"),
                Arguments.of("queue a b", "`b` is one word too many"),
                Arguments.of("queue $x", "is no name of a volume"),
                Arguments.of("audit xml", "written as CSV or JSON"),
                Arguments.of("help logz", "There is no help on `logz`"),
                Arguments.of("main; rm -rf /", "no option `-rf`"),
                Arguments.of("main;reboot", "`;` may not be in it"),
                Arguments.of("-x", "no option `-x`"),
                Arguments.of("a..b", "ranges"),
                Arguments.of("HEAD~3", "steps back"),
                Arguments.of("main^", "steps back"),
                Arguments.of("main@{1}", "steps back"),
                Arguments.of("x".repeat(10_000), "longer than 500 characters"),
                Arguments.of("x".repeat(201), "longer than 200 characters"),
                Arguments.of("ma\u0007in", "U+0007"),
                Arguments.of("main\u0000", "U+0000"),
                Arguments.of("main\u001b[31m", "U+001B"),
                Arguments.of("\u202Eniam", "U+202E"),
                Arguments.of("🚀", "`🚀` may not be in it"),
                Arguments.of("$(reboot)", "`$` may not be in it"),
                Arguments.of("`reboot`", "may not be in it"),
                Arguments.of("{{ssm:secret}}", "`{` may not be in it"),
                Arguments.of("main|tee", "`|` may not be in it"),
                Arguments.of("main:other", "`:` may not be in it"),
                Arguments.of("\\", "`\\` may not be in it"),
                Arguments.of("''", "it is empty"),
                Arguments.of("'main", "quotation mark"),
                Arguments.of("/main", "begin with a letter or a digit"),
                Arguments.of("<@U012345|ann>", "begin with a letter or a digit"),
                Arguments.of("main/", "must not end"),
                Arguments.of("main.", "must not end"),
                Arguments.of("a//b", "two `/` in a row"),
                Arguments.of("a.lock", "`.lock`"),
                Arguments.of("a.lock/b", "`.lock`"),
                Arguments.of("a/.b", "may begin with `.`"),
                Arguments.of("main other", "`other` is a second one"),
                Arguments.of("--spot", "What to build is missing"),
                Arguments.of("main --spot --on-demand", "exclude each other"),
                Arguments.of("main --spot --spot", "`--spot` is given twice"),
                Arguments.of("main --cap 5 --cap=6", "`--cap` is given twice"),
                Arguments.of("main --cap", "value of `--cap` is missing"),
                Arguments.of("main --cap=", "value of `--cap` is missing"),
                Arguments.of("main --cap --spot", "value of `--cap` is missing"),
                Arguments.of("main --cap 5,00", "`5,00` is no value for `--cap`"),
                Arguments.of("main --cap 0", "more than nothing"),
                Arguments.of("main --cap -5", "value of `--cap` is missing"),
                Arguments.of("main --cap 1e9", "`1e9` is no value"),
                Arguments.of("main --cap 5.001", "`5.001` is no value"),
                Arguments.of("main --slot 0", "`0` is no value"),
                Arguments.of("main --slot one", "a number from 1 to 99"),
                Arguments.of("main --on big", "`big` is no value for `--on`"),
                Arguments.of("main --on c7i.16xlarge;x", "`c7i.16xlarge;x` is no value"),
                Arguments.of("main --target $(reboot)", "`$(reboot)` is no value for `--target`"),
                Arguments.of("main --targets ,", "at least one target"),
                Arguments.of("main --volume ../x", "`../x` is no value for `--volume`"),
                Arguments.of("main --clean=yes", "`--clean` takes no value"),
                Arguments.of("main -- spot", "stands alone"),
                Arguments.of("status main", "`main` is no job's number"),
                Arguments.of("status 0", "`0` is no job's number"),
                Arguments.of("status 99999999999999999999", "no job's number"),
                Arguments.of("cancel 1 2", "`2` is one word too many"),
                Arguments.of("status --spot", "`status` takes no options"),
                Arguments.of("help cooking", "no help on `cooking`"));
    }

    @ParameterizedTest
    @MethodSource("badLines")
    void aBadLineIsRefusedWithItsReason(String line, String reason) {
        assertThat(refused(line).what()).contains(reason);
        assertThat(refused(line).advice()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "main --sopt              | `/build main --spot`",
                "main -spot               | `/build main --spot`",
                "main --vloume=ann        | `/build main --volume=ann`",
                "main --dryrun            | `/build main --dry-run`",
                "main --ondemand          | `/build main --on-demand`",
                "main --type c7i.xlarge   | `/build main --on c7i.xlarge`",
                "main --budget 5          | `/build main --cap 5`",
                "main --sot               | `--spot` or `--slot`",
                "main spot                | `/build main --spot`",
                "main c7i.16xlarge        | `/build main --on c7i.16xlarge`",
                "stauts                   | `/build status`",
                "Stauts #12               | `/build status #12`",
                "cancle 12                | `/build cancel 12`",
                "hepl                     | `/build help`",
                "help cancle              | `/build help cancel`",
                "--spot                   | `/build main --spot`",
                "release --cap 5,00       | `/build release --cap 5.00`",
                "release --cap=5,00       | `/build release --cap=5.00`",
                "release --cap            | `/build release --cap 5.00`",
                "main -- spot             | `/build help options`",
                "main --wobble            | `/build help options`",
                "status x                 | `/build status #12`"
            })
    void theAdviceIsTheLineToType(String line, String advice) {
        assertThat(refused(line).advice()).contains(advice);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status --spot | `/build refs/heads/status --spot`",
                "stats         | `/build refs/heads/stats`",
            })
    void aBranchThatACommandHidesIsNamedInFull(String line, String advice) {
        assertThat(refused(line).advice()).contains(advice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "cancelled", "helper", "canal", "stable", "held-back"})
    void aBranchThatOnlyResemblesACommandIsBuilt(String ref) {
        assertThat(parser.parse(ref)).isInstanceOf(Parsed.Understood.class);
    }

    @Test
    void aLongWordIsEchoedShort() {
        String what = refused("main --on " + "y".repeat(400)).what();
        assertThat(what).contains("y".repeat(59) + "…`").doesNotContain("y".repeat(60));
    }

    @Test
    void noAnswerRepeatsMoreThanSixtyCharactersOfAWordOrABacktickOfIt() {
        Parsed.NotUnderstood refused = refused("main --sopt=" + "`z".repeat(200));
        assertThat(refused.what() + refused.advice()).doesNotContain("`z").doesNotContain("z'".repeat(31));
    }

    private Parsed.NotUnderstood refused(String line) {
        Parsed parsed = parser.parse(line);
        assertThat(parsed).as(line).isInstanceOf(Parsed.NotUnderstood.class);
        return (Parsed.NotUnderstood) parsed;
    }
}
