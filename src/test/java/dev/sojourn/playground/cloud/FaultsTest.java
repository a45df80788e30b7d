package dev.sojourn.playground.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** What goes wrong on demand. */
class FaultsTest {
    private static final String BENS = "vol-0a11aaaa00000002";
    private static LocalAws aws;
    private static Bot bot;

    @BeforeAll
    static void open() throws Exception {
        aws = LocalAws.start();
        bot = new Bot(aws);
    }

    @AfterEach
    void everyRuleHasStruck() throws Exception {
        aws.get("/playground/faults")
                .path("rules")
                .forEach(rule -> assertThat(rule.path("hits").asInt())
                        .as(rule.toString())
                        .isPositive());
        aws.delete("/playground/faults");
    }

    @AfterAll
    static void close() throws Exception {
        bot.close();
        aws.close();
    }

    @Test
    void aLostAnswerLeavesAnInstanceThatTheSameTokenFinds() throws Exception {
        String token = UUID.randomUUID().toString();
        aws.fault("ec2", "RunInstances", "drop_response", Map.of());
        assertThatThrownBy(() -> bot.run(token, more -> {})).isInstanceOf(SdkClientException.class);
        String first = bot.run(token, more -> {}).instances().get(0).instanceId();
        assertThat(bot.run(token, more -> {}).instances().get(0).instanceId()).isEqualTo(first);
        ErrorsTest.refuses(
                "IdempotentParameterMismatch", 400, () -> bot.run(token, more -> more.instanceType("c7a.8xlarge")));
        String elsewhere = bot.run(token, more -> more.subnetId("subnet-0a11cafe00000002"))
                .instances()
                .get(0)
                .instanceId();
        assertThat(elsewhere).as("tokens are zonal").isNotEqualTo(first);
        bot.ec2.terminateInstances(one -> one.instanceIds(first, elsewhere));
        bot.awaitState(first, InstanceStateName.TERMINATED);
        ErrorsTest.refuses("IdempotentInstanceTerminated", 400, () -> bot.run(token, more -> {}));
    }

    @Test
    void capacityIsRefusedPerTypeAndMarket() throws Exception {
        aws.fault(
                "ec2",
                "RunInstances",
                "capacity",
                Map.of("match", Map.of("type", "c7i.16xlarge", "market", "on-demand")));
        String other = bot.launch(more -> more.instanceType("c7a.8xlarge"));
        ErrorsTest.refuses("InsufficientInstanceCapacity", 500, () -> bot.launch(more -> {}));
        bot.ec2.terminateInstances(one -> one.instanceIds(other, bot.launch(more -> {})));
    }

    @Test
    void capacityCanRunOutAfterTheAnswer() throws Exception {
        aws.fault("ec2", "RunInstances", "capacity", Map.of("code", "Server.InsufficientInstanceCapacity"));
        String builder = bot.launch(more -> {});
        bot.awaitState(builder, InstanceStateName.TERMINATED);
        assertThat(bot.instance(builder).stateReason().code()).isEqualTo("Server.InsufficientInstanceCapacity");
    }

    @Test
    void throttlingHasItsOwnCodes() throws Exception {
        aws.fault("ec2", "DescribeVolumes", "throttle", Map.of());
        ErrorsTest.refuses("RequestLimitExceeded", 503, () -> bot.volume(BENS));
        aws.fault("ssm", "ListCommands", "throttle", Map.of());
        ErrorsTest.refuses("ThrottlingException", 400, () -> bot.ssm.listCommands());
    }

    @Test
    void aStuckDetachEndsOnlyByForceAndBurnsTheDeviceName() throws Exception {
        aws.exec(Home.HOST_BEN, "root", "umount /mnt/llvm");
        aws.fault("ec2", "DetachVolume", "stuck", Map.of("match", Map.of("volume", BENS)));
        bot.ec2.detachVolume(one -> one.volumeId(BENS));
        await().during(java.time.Duration.ofSeconds(1))
                .until(() -> !bot.volume(BENS).attachments().isEmpty());
        bot.ec2.detachVolume(one -> one.volumeId(BENS).force(true));
        await().until(() -> bot.volume(BENS).attachments().isEmpty());
        bot.ec2.attachVolume(one -> one.volumeId(BENS).instanceId(Home.HOST_BEN).device("/dev/sdf"));
        await().during(java.time.Duration.ofSeconds(1))
                .until(() -> bot.volume(BENS).attachments().stream()
                        .noneMatch(one -> one.stateAsString().equals("attached")));
        bot.ec2.detachVolume(one -> one.volumeId(BENS));
        await().until(() -> bot.volume(BENS).attachments().isEmpty());
        bot.ec2.attachVolume(one -> one.volumeId(BENS).instanceId(Home.HOST_BEN).device("/dev/sdg"));
        await().until(() -> bot.volume(BENS).attachments().stream()
                .anyMatch(one -> one.stateAsString().equals("attached")));
    }

    @Test
    void aDuplicatedCommandReallyRunsTwice() throws Exception {
        aws.fault("ssm", "SendCommand", "duplicate", Map.of("match", Map.of("instance", Home.HOST_ANN)));
        bot.shell(Home.HOST_ANN, "echo again >>/root/twice");
        await().until(() -> aws.exec(Home.HOST_ANN, "root", "cat /root/twice").equals("again\nagain\n"));
    }

    @Test
    void aLateCallLandsAfterItWasGivenUp() throws Exception {
        aws.fault("ssm", "SendCommand", "late", Map.of("delay_ms", 500));
        assertThatThrownBy(() -> bot.send(Home.HOST_ANN, more -> {}, "echo landed >/root/late"))
                .isInstanceOf(SdkClientException.class);
        await().until(() -> aws.exec(Home.HOST_ANN, "root", "cat /root/late").equals("landed\n"));
    }

    @Test
    void aHeldCallWaitsForItsRuleToGo() throws Exception {
        String rule = aws.fault("ec2", "DescribeImages", "hold_before", Map.of());
        var call = CompletableFuture.supplyAsync(() -> bot.ec2.describeImages(all -> all.imageIds(Region.IMAGE)));
        await().until(() -> aws.get("/playground/faults").path("held").size() == 1);
        assertThat(call).isNotDone();
        everyRuleHasStruck();
        aws.fault("ec2", "DescribeSubnets", "delay", Map.of("delay_ms", 10));
        assertThat(bot.ec2.describeSubnets().subnets()).hasSize(2);
        assertThat(rule).isNotEmpty();
        assertThat(call.join().images()).hasSize(1);
    }

    @Test
    void aReorderedCallLetsTheNextOnePass() throws Exception {
        aws.fault("ec2", "CreateTags", "reorder", Map.of());
        var first = CompletableFuture.runAsync(() -> tag("first"));
        await().until(() -> aws.get("/playground/faults").at("/rules/0/hits").asInt() == 1);
        tag("second");
        first.join();
        await().until(() -> bot.volume(BENS).tags().contains(Bot.tag("order", "first")));
    }

    @Test
    void aStaleReaderSeesTheWorldBeforeTheLastChange() throws Exception {
        bot.ec2.createTags(one -> one.resources(Bot.VOLUME).tags(Bot.tag("colour", "blue")));
        await().until(() -> bot.volume(Bot.VOLUME).tags().contains(Bot.tag("colour", "blue")));
        aws.fault("ec2", "DescribeVolumes", "stale", Map.of("match", Map.of("volume", Bot.VOLUME)));
        assertThat(bot.volume(Bot.VOLUME).tags()).doesNotContain(Bot.tag("colour", "blue"));
        assertThat(bot.volume(Bot.VOLUME).tags()).contains(Bot.tag("colour", "blue"));
    }

    @Test
    void aLostAgentSaysNothingUntilItIsBackAndItsCommandRunsOn() throws Exception {
        String command = bot.send(Home.HOST_BEN, more -> {}, "sleep 1; echo done >/root/went-on");
        await().until(() -> bot.ssm.listCommandInvocations(all -> all.commandId(command)).commandInvocations().stream()
                .anyMatch(one -> one.statusAsString().equals("InProgress")));
        aws.fault(
                "ssm",
                "UpdateInstanceInformation",
                "agent_lost",
                Map.of("match", Map.of("instance", Home.HOST_BEN), "delay_ms", 4_000));
        await().until(() -> aws.exec(Home.HOST_BEN, "root", "cat /root/went-on").equals("done\n"));
        assertThat(bot.ssm
                        .getCommandInvocation(one -> one.commandId(command).instanceId(Home.HOST_BEN))
                        .statusAsString())
                .isEqualTo("InProgress");
        assertThat(bot.awaitEnd(command, Home.HOST_BEN).statusAsString()).isEqualTo("Success");
    }

    private static void tag(String value) {
        bot.ec2.createTags(one -> one.resources(BENS).tags(Bot.tag("order", value)));
    }
}
