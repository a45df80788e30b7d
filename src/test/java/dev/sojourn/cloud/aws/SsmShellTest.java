package dev.sojourn.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sojourn.cloud.CloudAnswer.Unclear;
import dev.sojourn.cloud.Refusal;
import dev.sojourn.cloud.RemoteShell;
import dev.sojourn.cloud.RemoteShell.Agent;
import dev.sojourn.cloud.RemoteShell.Invocation;
import dev.sojourn.cloud.RemoteShell.Invocation.Status;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SsmShellTest {

    private static final WireReply UNREGISTERED =
            WireReply.ssmError(400, "InvalidInstanceId", "Instances [[i-0x]] not in a valid state for account");

    private WireStub aws;
    private AwsCloud cloud;
    private RemoteShell shell;

    @BeforeEach
    void start() throws IOException {
        aws = new WireStub();
        cloud = aws.cloud();
        shell = cloud.remoteShell();
    }

    @AfterEach
    void stop() {
        cloud.close();
        aws.close();
    }

    @Test
    void anAgentThatNeverRegisteredIsAbsentAndASilentOneIsLost() {
        aws.on(
                "DescribeInstanceInformation",
                WireReply.ok("""
                        {"InstanceInformationList":[{"InstanceId":"i-0a","PingStatus":"Online"}],"NextToken":"2"}"""),
                WireReply.ok("{\"InstanceInformationList\":[],\"NextToken\":\"3\"}"),
                WireReply.ok("""
                        {"InstanceInformationList":[{"InstanceId":"i-0b","PingStatus":"ConnectionLost"}]}"""));
        assertThat(shell.agents(List.of("i-0a", "i-0b", "i-0c")).ok())
                .hasValue(Map.of("i-0a", Agent.ONLINE, "i-0b", Agent.LOST));
    }

    @Test
    void aScriptIsSentWithItsOperationAndItsTime() {
        aws.on("SendCommand", sent("cmd-1"));
        assertThat(shell.send(List.of("i-0a"), "op-1", "echo hello", 600).ok()).hasValue("cmd-1");
        assertThat(aws.requests("SendCommand").get(0).body())
                .contains("\"DocumentName\":\"AWS-RunShellScript\"")
                .contains("\"InstanceIds\":[\"i-0a\"]")
                .contains("\"Comment\":\"op-1\"")
                .contains("\"commands\":[\"echo hello\"]")
                .contains("\"executionTimeout\":[\"600\"]")
                .contains("\"TimeoutSeconds\":60");
    }

    @Test
    void aTimeThatTheAgentWouldIgnoreIsBroughtWithinItsBounds() {
        aws.on("SendCommand", sent("cmd-1"));
        shell.send(List.of("i-0a"), "op-1", "true", 1);
        assertThat(aws.requests("SendCommand").get(0).body()).contains("\"executionTimeout\":[\"5\"]");
    }

    @Test
    void moreThanFiftyTargetsTakeSeveralCommandsAndAreOneToTheCaller() {
        aws.on("SendCommand", sent("cmd-1"), sent("cmd-2"))
                .on(
                        "ListCommandInvocations",
                        WireReply.ok(invocations("cmd-1", "i-1", "Success", "one")),
                        WireReply.ok(invocations("cmd-2", "i-60", "Success", "two")));
        List<String> many = IntStream.range(0, 60).mapToObj(n -> "i-" + n).toList();
        String command = shell.send(many, "op-1", "true", 600).ok().orElseThrow();
        assertThat(aws.requests("SendCommand")).hasSize(2);
        assertThat(shell.invocations(command).ok().orElseThrow())
                .extracting(Invocation::output)
                .containsExactly("one", "two");
    }

    @Test
    void oneUnregisteredTargetDoesNotKeepTheOthersFromTheirScript() {
        aws.on("SendCommand", UNREGISTERED, sent("cmd-1"), UNREGISTERED, UNREGISTERED, sent("cmd-2"));
        assertThat(shell.send(List.of("i-0a", "i-0b", "i-0x", "i-0c"), "op-1", "true", 600)
                        .ok())
                .hasValue("cmd-1,cmd-2");
        assertThat(aws.requests("SendCommand"))
                .extracting(request -> request.body().replaceAll(".*\"InstanceIds\":\\[([^]]*)].*", "$1"))
                .containsExactly(
                        "\"i-0a\",\"i-0b\",\"i-0x\",\"i-0c\"",
                        "\"i-0a\",\"i-0b\"",
                        "\"i-0x\",\"i-0c\"",
                        "\"i-0x\"",
                        "\"i-0c\"");
    }

    @Test
    void oneUnregisteredTargetAloneIsARefusal() {
        aws.on("SendCommand", UNREGISTERED);
        assertThat(shell.send(List.of("i-0x"), "op-1", "true", 600).isRefused(Refusal.NOT_FOUND))
                .isTrue();
        assertThat(aws.requests("SendCommand")).hasSize(1);
    }

    @Test
    void aSendWhoseAnswerIsLostIsUnclearAndWasSentOnce() {
        aws.on("SendCommand", new WireReply.ConnectionLost());
        assertThat(shell.send(List.of("i-0a"), "op-1", "true", 600)).isInstanceOf(Unclear.class);
        assertThat(aws.requests("SendCommand")).hasSize(1);
    }

    @Test
    void aThrottledSendIsARefusalAndWasSentOnce() {
        aws.on("SendCommand", WireReply.ssmError(400, "ThrottlingException", "Rate exceeded"));
        assertThat(shell.send(List.of("i-0a"), "op-1", "true", 600).isRefused(Refusal.THROTTLED))
                .isTrue();
        assertThat(aws.requests("SendCommand")).hasSize(1);
    }

    @Test
    void whatSsmWouldReadAsAParameterNeverReachesIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shell.send(List.of("i-0a"), "op-1", "echo {{ssm:secret}}", 600))
                .withMessageContaining("op-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shell.send(List.of("i-0a"), "o".repeat(101), "true", 600));
    }

    @Test
    void aCommandIsFoundAgainByItsOperationOnAnyPage() {
        aws.on(
                "ListCommands",
                WireReply.ok("{\"Commands\":[{\"CommandId\":\"cmd-1\",\"Comment\":\"op-1\"}],\"NextToken\":\"2\"}"),
                WireReply.ok("{\"Commands\":[],\"NextToken\":\"3\"}"),
                WireReply.ok("{\"Commands\":[{\"CommandId\":\"cmd-2\",\"Comment\":\"op-2\"}]}"));
        assertThat(shell.find("i-0a", "op-2").ok()).hasValue(Optional.of("cmd-2"));
        assertThat(aws.requests("ListCommands").get(0).body())
                .contains("\"InstanceId\":\"i-0a\"")
                .contains("\"key\":\"InvokedAfter\"");
    }

    @Test
    void aCommandThatSsmDoesNotKnowIsNotFound() {
        aws.on("ListCommands", WireReply.ok("{\"Commands\":[]}"));
        assertThat(shell.find("i-0a", "op-2").ok()).hasValue(Optional.empty());
    }

    @Test
    void inAListStandardErrorIsPartedFromStandardOutput() {
        aws.on(
                "ListCommandInvocations",
                WireReply.ok(invocations(
                        "cmd-1", "i-0a", "Failed", "step=1\\n\\n----------ERROR-------\\numount: busy\\n")));
        assertThat(shell.invocationsSince(Instant.parse("2026-08-01T08:00:00.750Z"))
                        .ok())
                .hasValue(
                        List.of(new Invocation("cmd-1", "i-0a", "op-1", Status.FAILED, "step=1\n", "umount: busy\n")));
        assertThat(aws.requests("ListCommandInvocations").get(0).body())
                .contains("\"value\":\"2026-08-01T08:00:00Z\"")
                .contains("\"Details\":true");
    }

    @Test
    void aListWithoutInvocationsYetIsEmpty() {
        aws.on("ListCommandInvocations", WireReply.ok("{\"CommandInvocations\":[]}"));
        assertThat(shell.invocations("cmd-1").ok()).hasValue(List.of());
    }

    @Test
    void anInvocationIsReadInFull() {
        aws.on("GetCommandInvocation", WireReply.ok("""
                        {"CommandId":"cmd-1","InstanceId":"i-0a","Comment":"op-1","Status":"Success",
                        "StatusDetails":"Success","StandardOutputContent":"all of it","StandardErrorContent":"",
                        "ResponseCode":0}"""));
        assertThat(shell.invocation("cmd-1", "i-0a").ok())
                .hasValue(new Invocation("cmd-1", "i-0a", "op-1", Status.SUCCEEDED, "all of it", ""));
    }

    @Test
    void aCommandThatWasNeverDeliveredSaysSo() {
        aws.on("GetCommandInvocation", WireReply.ok("""
                        {"CommandId":"cmd-1","InstanceId":"i-0a","Comment":"op-1","Status":"TimedOut",
                        "StatusDetails":"DeliveryTimedOut","StandardOutputContent":"","StandardErrorContent":""}"""));
        assertThat(shell.invocation("cmd-1", "i-0a").ok())
                .hasValue(new Invocation("cmd-1", "i-0a", "op-1", Status.FAILED, "", "DeliveryTimedOut"));
    }

    @Test
    void aCancelThatIsUnderWayIsNoEnd() {
        aws.on("ListCommandInvocations", WireReply.ok(invocations("cmd-1", "i-0a", "Cancelling", "")));
        assertThat(shell.invocations("cmd-1").ok().orElseThrow().get(0).status())
                .isEqualTo(Status.UNDERWAY);
    }

    @Test
    void anInvocationThatSsmDoesNotKnowYetIsNotFound() {
        aws.on("GetCommandInvocation", WireReply.ssmError(400, "InvocationDoesNotExist", ""));
        assertThat(shell.invocation("cmd-1", "i-0a").isRefused(Refusal.NOT_FOUND))
                .isTrue();
    }

    private static WireReply sent(String command) {
        return WireReply.ok("{\"Command\":{\"CommandId\":\"%s\",\"Status\":\"Pending\"}}".formatted(command));
    }

    private static String invocations(String command, String instance, String status, String output) {
        return """
                {"CommandInvocations":[{"CommandId":"%1$s","InstanceId":"%2$s","Comment":"op-1","Status":"%3$s",
                "StatusDetails":"%3$s","CommandPlugins":[{"Name":"aws:runShellScript","Status":"%3$s",
                "Output":"%4$s"}]}]}""".formatted(command, instance, status, output);
    }
}
