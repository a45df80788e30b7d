package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever types what cannot be done is told why and what to type, alone; nobody else notices. */
class BadInputIT {

    private static Stage stage;

    @BeforeAll
    static void open() throws Exception {
        stage = Stage.small("bad-input");
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("main; rm -rf /", "no option", "/llvm-build help options"),
                arguments("-x", "no option", "/llvm-build help options"),
                arguments("a..b", "no branch, tag or commit that I take", "Type it as in"),
                arguments("$(reboot)", "`$` may not be in it", "Type it as in"),
                arguments("main\u0007", "cannot be seen: U+0007", "Type the line by hand"),
                arguments("b".repeat(10_000), "", "Type "),
                arguments("main --on c7i.metal-48xl", "is offered in us-east-1a", "Name another type"),
                arguments("main --cap 0.01", "is below the estimate", "Raise `--cap`"),
                arguments("no-such-branch", "no branch, tag or commit no-such-branch", "nearest: "));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aLineThatCannotBeDoneIsAnsweredWithTheReasonAndAdvice(String text, String why, String advice) {
        assertRefused(stage.compilers(), Person.ANN, text, why, advice);
    }

    @Test
    void anOutsiderIsToldWhomToAsk() {
        assertRefused(stage.compilers(), Person.OSCAR, "main", "not on the list of people", "Ask the person");
    }

    @Test
    void aChannelWithoutBuildsSendsPeopleToOneThatHasThem() {
        Channel general = stage.playground().channel(Channel.GENERAL);
        assertRefused(general, Person.ANN, "main", "cannot be started from this channel", "Ask in");
    }

    private static void assertRefused(Channel channel, Person person, String text, String why, String advice) {
        int known = channel.whispers(person).size();
        channel.type(person, text);
        channel.awaitWhisper(person, known, said -> said.contains(why) && said.contains(advice));
        assertThat(channel.roots()).isEmpty();
        assertThat(stage.playground().calls("RunInstances")).isEmpty();
    }
}
