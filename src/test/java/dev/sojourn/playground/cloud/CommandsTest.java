package dev.sojourn.playground.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.model.CommandInvocation;

/** Commands run as the real agent runs them. */
class CommandsTest {
    private static LocalAws aws;
    private static Bot bot;

    @BeforeAll
    static void open() throws Exception {
        aws = LocalAws.start();
        bot = new Bot(aws);
    }

    @AfterAll
    static void close() throws Exception {
        bot.close();
        aws.close();
    }

    @Test
    void theExitStatusIsThatOfTheLastCommand() {
        var lenient = bot.shell(Home.HOST_ANN, "false", "echo fine; echo aside >&2");
        assertThat(lenient.statusAsString()).isEqualTo("Success");
        assertThat(lenient.standardOutputContent()).isEqualTo("fine\n");
        assertThat(lenient.standardErrorContent()).isEqualTo("aside\n");
        var strict = bot.shell(Home.HOST_ANN, "#!/usr/bin/env bash", "set -euo pipefail", "(exit 7)", "echo never");
        assertThat(strict.statusAsString()).isEqualTo("Failed");
        assertThat(strict.responseCode()).isEqualTo(7);
        assertThat(strict.standardOutputContent()).isEmpty();
    }

    @Test
    void aScriptRunsAsRootWithoutAHomeAndKnowsItsCommand() {
        var said = bot.shell(Home.HOST_ANN, "echo \"$(id -u) ${HOME-none} $AWS_SSM_INSTANCE_ID $SSM_COMMAND_ID\"");
        assertThat(said.standardOutputContent()).isEqualTo("0 none " + Home.HOST_ANN + " " + said.commandId() + "\n");
    }

    @Test
    void longOutputIsCutWithTheAgentsWords() {
        var said = bot.shell(
                Home.HOST_ANN, "head -c 100000 /dev/zero | tr '\\0' x", "head -c 9000 /dev/zero | tr '\\0' y >&2");
        assertThat(said.standardOutputContent()).hasSize(24_000).endsWith("x--output truncated--");
        assertThat(said.standardErrorContent()).hasSize(8_000).endsWith("y--output truncated--");
        var listed = bot
                .ssm
                .listCommandInvocationsPaginator(
                        all -> all.commandId(said.commandId()).details(true))
                .commandInvocations()
                .stream()
                .toList();
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).commandPlugins().get(0).output()).hasSize(2_500);
    }

    @Test
    void nothingIsSaidBeforeTheEndAndTheTimeoutKillsTheGroup() throws Exception {
        String command = bot.send(
                Home.HOST_ANN,
                more -> more.parameters(Map.of(
                        "commands", List.of("echo early; sleep 300 & echo $! >/root/child; wait"),
                        "executionTimeout", List.of("5"))));
        await().until(() -> invocation(command).stream()
                .anyMatch(one -> one.statusAsString().equals("InProgress")));
        assertThat(bot.ssm
                        .getCommandInvocation(one -> one.commandId(command).instanceId(Home.HOST_ANN))
                        .standardOutputContent())
                .isEmpty();
        var end = bot.awaitEnd(command, Home.HOST_ANN);
        assertThat(end.statusAsString()).isEqualTo("TimedOut");
        assertThat(end.statusDetails()).isEqualTo("ExecutionTimedOut");
        assertThat(end.standardOutputContent()).isEqualTo("early\n");
        assertThat(aws.exec(Home.HOST_ANN, "root", "kill -0 $(cat /root/child)"))
                .contains("No such process");
    }

    @Test
    void aCancelledCommandIsKilledButWhatLeftItsGroupLivesOn() throws Exception {
        String command = bot.send(
                Home.HOST_ANN,
                more -> {},
                "setsid sleep 301 & echo $! >/root/survivor; echo on >/root/begun; sleep 300");
        await().until(() -> aws.exec(Home.HOST_ANN, "root", "cat /root/begun").equals("on\n"));
        bot.ssm.cancelCommand(one -> one.commandId(command));
        assertThat(bot.awaitEnd(command, Home.HOST_ANN).statusAsString()).isEqualTo("Cancelled");
        assertThat(aws.exec(Home.HOST_ANN, "root", "kill $(cat /root/survivor) && echo lived"))
                .isEqualTo("lived\n");
    }

    @Test
    void oneUnknownInstanceFailsTheWholeCall() {
        var all = List.of(Home.HOST_ANN, "i-0000000000000000a");
        ErrorsTest.refuses(
                "InvalidInstanceId", 400, () -> bot.send(Home.HOST_ANN, more -> more.instanceIds(all), "true"));
    }

    @Test
    void aCommandIsFoundAgainByItsComment() {
        String command = bot.send(Home.HOST_BEN, more -> more.comment("operation 17"), "true");
        bot.awaitEnd(command, Home.HOST_BEN);
        assertThat(bot.ssm.listCommandsPaginator(all -> all.instanceId(Home.HOST_BEN)).commands().stream()
                        .filter(one -> one.comment().equals("operation 17"))
                        .map(one -> one.commandId()))
                .containsExactly(command);
    }

    private static List<CommandInvocation> invocation(String command) {
        return bot.ssm.listCommandInvocations(all -> all.commandId(command)).commandInvocations();
    }
}
