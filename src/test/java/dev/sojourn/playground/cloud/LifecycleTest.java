package dev.sojourn.playground.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.EbsInstanceBlockDeviceSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMappingSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.MarketType;

/** Instances stop, start, reboot, end, and outlive the playground. */
class LifecycleTest {
    @Test
    void aRebootedHostHasAnotherBootAndItsVolumeAgain() throws Exception {
        try (LocalAws aws = LocalAws.start();
                Bot bot = new Bot(aws)) {
            String before = aws.exec(Home.HOST_ANN, "root", "echo $SOJOURN_BOOT_ID; touch $SOJOURN_STATE/../kept");
            bot.ec2.rebootInstances(one -> one.instanceIds(Home.HOST_ANN));
            await().atMost(LocalAws.patience())
                    .until(() -> !aws.exec(Home.HOST_ANN, "root", "echo $SOJOURN_BOOT_ID; ls /mnt/llvm/llvm-project")
                                    .startsWith(before.strip())
                            && aws.exec(Home.HOST_ANN, "root", "ls /mnt/llvm").contains("llvm-project"));
            assertThat(bot.shell(Home.HOST_ANN, "true").statusAsString()).isEqualTo("Success");
        }
    }

    @Test
    void aStoppedHostKeepsItsVolumesAndMountsThemWhenItStarts() throws Exception {
        try (LocalAws aws = LocalAws.start();
                Bot bot = new Bot(aws)) {
            aws.post("/playground/cloud", Map.of("op", "stop", "id", Home.HOST_ANN));
            bot.awaitState(Home.HOST_ANN, InstanceStateName.STOPPED);
            ErrorsTest.refuses("InvalidInstanceId", 400, () -> bot.send(Home.HOST_ANN, more -> {}, "true"));
            assertThat(bot.volume(Bot.VOLUME).attachments()).hasSize(1);
            aws.post("/playground/cloud", Map.of("op", "start", "id", Home.HOST_ANN));
            bot.awaitState(Home.HOST_ANN, InstanceStateName.RUNNING);
            assertThat(aws.exec(Home.HOST_ANN, "ann", "ls /mnt/llvm")).contains("llvm-project");
        }
    }

    @Test
    void aGuestThatShutsDownStopsOrEndsAsItWasLaunchedTo() throws Exception {
        try (LocalAws aws = LocalAws.start();
                Bot bot = new Bot(aws)) {
            String builder = bot.launch(more -> {});
            bot.awaitState(builder, InstanceStateName.RUNNING);
            aws.exec(builder, "root", "shutdown -P now");
            aws.exec(Home.HOST_BEN, "root", "shutdown -P now");
            bot.awaitState(builder, InstanceStateName.TERMINATED);
            assertThat(bot.instance(builder).stateReason().code()).isEqualTo("Client.InstanceInitiatedShutdown");
            bot.awaitState(Home.HOST_BEN, InstanceStateName.STOPPED);
            assertThat(aws.violations()).isEmpty();
        }
    }

    @Test
    void aSpotInstanceIsTakenBackAfterANoticeThatItsRequestShowsFirst() throws Exception {
        try (LocalAws aws = LocalAws.start(40);
                Bot bot = new Bot(aws)) {
            String builder =
                    bot.launch(more -> more.instanceMarketOptions(market -> market.marketType(MarketType.SPOT)));
            bot.awaitState(builder, InstanceStateName.RUNNING);
            String request = bot.instance(builder).spotInstanceRequestId();
            assertThat(status(bot, request)).isEqualTo("fulfilled");
            String look = "exec 3<>/dev/tcp/${SOJOURN_IMDS#http://}".replace("${SOJOURN_IMDS#http://}", "$h/$p")
                    + "; printf 'PUT /%s/latest/api/token HTTP/1.0\\r\\nHost: %s:%s\\r\\n"
                    + "X-aws-ec2-metadata-token-ttl-seconds: 60\\r\\nContent-Length: 0\\r\\n\\r\\n' $path $h $p >&3;"
                    + " t=$(tail -n 1 <&3); exec 3<>/dev/tcp/$h/$p;"
                    + " printf 'GET /%s/latest/meta-data/spot/instance-action HTTP/1.0\\r\\nHost: %s:%s\\r\\n"
                    + "X-aws-ec2-metadata-token: %s\\r\\n\\r\\n' $path $h $p $t >&3; cat <&3";
            String split = "u=${SOJOURN_IMDS#http://}; h=${u%%:*}; r=${u#*:}; p=${r%%/*}; path=${r#*/}; ";
            assertThat(aws.exec(builder, "root", split + look)).contains("404");
            aws.post("/playground/cloud", Map.of("op", "reclaim", "id", builder));
            assertThat(status(bot, request)).isEqualTo("instance-terminated-no-capacity");
            assertThat(bot.instance(builder).state().name()).isEqualTo(InstanceStateName.RUNNING);
            assertThat(aws.exec(builder, "root", split + look)).contains("\"action\":\"terminate\"");
            bot.awaitState(builder, InstanceStateName.TERMINATED);
            assertThat(bot.instance(builder).stateReason().code()).isEqualTo("Server.SpotInstanceTermination");
        }
    }

    @Test
    void aVolumeThatIsDeletedWithItsInstanceIsAViolation() throws Exception {
        try (LocalAws aws = LocalAws.start();
                Bot bot = new Bot(aws)) {
            bot.ec2.modifyInstanceAttribute(one -> one.instanceId(Home.HOST_ANN)
                    .blockDeviceMappings(InstanceBlockDeviceMappingSpecification.builder()
                            .deviceName("/dev/sdf")
                            .ebs(EbsInstanceBlockDeviceSpecification.builder()
                                    .deleteOnTermination(true)
                                    .build())
                            .build()));
            aws.post("/playground/cloud", Map.of("op", "terminate", "id", Home.HOST_ANN));
            await().atMost(LocalAws.patience()).until(() -> !aws.violations().isEmpty());
            assertThat(aws.violations().toString()).contains(Bot.VOLUME + " was deleted");
            bot.awaitVolumeOf("vol-0a11aaaa00000003", "available");
        }
    }

    @Test
    void aCrashOfThePlaygroundLosesNothing() throws Exception {
        try (LocalAws aws = LocalAws.start();
                Bot bot = new Bot(aws)) {
            String builder = bot.launch(more -> {});
            String command = bot.send(Home.HOST_ANN, more -> {}, "sleep 2; echo survived");
            await().until(() ->
                    bot.ssm.listCommandInvocations(all -> all.commandId(command)).commandInvocations().stream()
                            .anyMatch(one -> one.statusAsString().equals("InProgress")));
            String boot = aws.exec(Home.HOST_ANN, "root", "echo $SOJOURN_BOOT_ID");
            aws.crashAndRestart();
            assertThat(aws.exec(Home.HOST_ANN, "root", "echo $SOJOURN_BOOT_ID")).isEqualTo(boot);
            assertThat(bot.awaitEnd(command, Home.HOST_ANN).standardOutputContent())
                    .isEqualTo("survived\n");
            bot.awaitState(builder, InstanceStateName.RUNNING);
            assertThat(aws.violations()).isEmpty();
        }
    }

    @Test
    void anInstanceWithoutItsTagsIsAViolation() throws Exception {
        try (LocalAws aws = LocalAws.start();
                Bot bot = new Bot(aws)) {
            bot.launch(more -> more.tagSpecifications(List.of()));
            assertThat(aws.violations()).hasSize(3).allMatch(words -> words.contains("launched without the tag"));
            JsonNode traffic = aws.get("/playground/invariants");
            assertThat(traffic.path("checked").asLong()).isPositive();
        }
    }

    private static String status(Bot bot, String request) {
        return bot.ec2
                .describeSpotInstanceRequests(all -> all.spotInstanceRequestIds(request))
                .spotInstanceRequests()
                .get(0)
                .status()
                .code();
    }
}
