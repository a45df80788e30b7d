package dev.sojourn.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class CallCounterTest {

    private record Counted(String service, String action, Optional<String> errorCode) {}

    private final List<Counted> counted = new CopyOnWriteArrayList<>();

    @Test
    void everyCallIsCountedWithWhatCameOfIt() throws Exception {
        try (WireStub aws = new WireStub();
                AwsCloud cloud = aws.cloud(this::count)) {
            aws.on("DescribeVolumes", WireReply.ok("<DescribeVolumesResponse><volumeSet/></DescribeVolumesResponse>"))
                    .on("DetachVolume", WireReply.ec2Error(400, "IncorrectState", "Volume is available"))
                    .on("SendCommand", WireReply.ssmError(400, "ThrottlingException", "Rate exceeded"));
            cloud.volumes().describe(List.of("vol-0a"));
            cloud.volumes().detach("vol-0a", "i-0b", "/dev/sdf");
            cloud.remoteShell().send(List.of("i-0b"), "op-1", "true", 60);
        }
        assertThat(counted)
                .containsExactly(
                        new Counted("ec2", "DescribeVolumes", Optional.empty()),
                        new Counted("ec2", "DetachVolume", Optional.of("IncorrectState")),
                        new Counted("ssm", "SendCommand", Optional.of("ThrottlingException")));
    }

    @Test
    void aLostAnswerIsCountedByItsFault() throws Exception {
        try (WireStub aws = new WireStub();
                AwsCloud cloud = aws.cloud(this::count)) {
            aws.on("TerminateInstances", new WireReply.ConnectionLost());
            cloud.instances().terminate("i-0b");
        }
        assertThat(counted).hasSize(1);
        assertThat(counted.get(0).errorCode()).isPresent();
    }

    private void count(String service, String action, Duration took, Optional<String> errorCode) {
        assertThat(took).isPositive();
        counted.add(new Counted(service, action, errorCode));
    }
}
