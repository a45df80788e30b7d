package dev.sojourn.playground.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ssm.model.InvalidInstanceIdException;

/** A volume goes to a builder and comes home. */
class RoundTripTest {
    @Test
    void aVolumeGoesToABuilderAndComesHomeWithWhatWasWrittenThere() throws Exception {
        try (LocalAws aws = LocalAws.start();
                Bot bot = new Bot(aws)) {
            String userData = Base64.getEncoder().encodeToString("#!/bin/bash\ntouch /root/user-data-ran\n".getBytes());
            String builder = bot.launch(more -> more.userData(userData));
            assertThatThrownBy(() -> bot.send(builder, more -> {}, "true"))
                    .isInstanceOf(InvalidInstanceIdException.class);
            bot.awaitState(builder, InstanceStateName.RUNNING);

            assertThat(bot.shell(Home.HOST_ANN, "umount /mnt/llvm").statusAsString())
                    .isEqualTo("Success");
            bot.ec2.detachVolume(
                    one -> one.volumeId(Bot.VOLUME).instanceId(Home.HOST_ANN).device("/dev/sdf"));
            bot.awaitVolume("available");
            bot.ec2.attachVolume(
                    one -> one.volumeId(Bot.VOLUME).instanceId(builder).device("/dev/sdf"));
            bot.awaitAttached(builder);
            bot.awaitAgent(builder);
            var mounted = bot.shell(
                    builder,
                    "#!/usr/bin/env bash",
                    "set -euo pipefail",
                    "ls /root/user-data-ran",
                    "mkdir -p /mnt/llvm",
                    "mount -o noatime /dev/nvme1n1 /mnt/llvm",
                    "echo from the builder >/mnt/llvm/from-builder",
                    "ls /mnt/llvm");
            assertThat(mounted.standardOutputContent()).as(mounted.toString()).contains("llvm-project");
            assertThat(aws.get("/playground/cloud").toString()).contains("\"mounted_on\":\"" + builder + "\"");

            assertThat(bot.shell(builder, "umount /mnt/llvm").statusAsString()).isEqualTo("Success");
            bot.ec2.detachVolume(one -> one.volumeId(Bot.VOLUME).instanceId(builder));
            bot.awaitVolume("available");
            bot.ec2.terminateInstances(one -> one.instanceIds(builder));
            bot.ec2.attachVolume(
                    one -> one.volumeId(Bot.VOLUME).instanceId(Home.HOST_ANN).device("/dev/sdh"));
            bot.awaitAttached(Home.HOST_ANN);
            bot.shell(Home.HOST_ANN, "systemctl daemon-reload", "systemctl start mnt-llvm.mount");
            assertThat(aws.exec(Home.HOST_ANN, "ann", "cat /mnt/llvm/from-builder"))
                    .isEqualTo("from the builder\n");
            bot.awaitState(builder, InstanceStateName.TERMINATED);
            assertThat(aws.violations()).isEmpty();
        }
    }

    @Test
    void aVolumeThatIsStillMountedStaysBusyUntilItIsUnmounted() throws Exception {
        try (LocalAws aws = LocalAws.start();
                Bot bot = new Bot(aws)) {
            aws.post("/playground/cloud", Map.of("op", "detach", "id", Bot.VOLUME));
            await().atMost(LocalAws.patience())
                    .until(() -> bot.volume(Bot.VOLUME)
                            .attachments()
                            .get(0)
                            .stateAsString()
                            .equals("busy"));
            assertThat(aws.exec(Home.HOST_ANN, "root", "ls /mnt/llvm")).contains("llvm-project");
            aws.exec(Home.HOST_ANN, "root", "umount /mnt/llvm");
            bot.awaitVolume("available");
            assertThat(aws.exec(Home.HOST_ANN, "root", "mount /dev/nvme1n1 /mnt/llvm"))
                    .contains("does not exist");
            assertThat(aws.violations()).isEmpty();
        }
    }
}
