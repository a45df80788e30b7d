package dev.sojourn.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.cloud.Asked;
import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.CloudAnswer.Unclear;
import dev.sojourn.cloud.Refusal;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.cloud.VolumeView.Attachment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Ec2VolumesTest {

    private static final String ATTACHED = """
            <item><volumeId>vol-0a</volumeId><size>200</size><snapshotId/>
              <availabilityZone>us-east-1a</availabilityZone><status>in-use</status>
              <createTime>2026-08-01T08:00:00.000Z</createTime>
              <attachmentSet><item><volumeId>vol-0a</volumeId><instanceId>i-0host</instanceId>
                <device>/dev/sdf</device><status>attached</status>
                <attachTime>2026-08-01T08:01:00.000Z</attachTime>
                <deleteOnTermination>false</deleteOnTermination></item></attachmentSet>
              <volumeType>gp3</volumeType><iops>3000</iops><throughput>125</throughput></item>""";

    private static final String AVAILABLE = """
            <item><volumeId>vol-0b</volumeId><size>100</size><availabilityZone>us-east-1a</availabilityZone>
              <status>available</status><attachmentSet/></item>""";

    private WireStub aws;
    private AwsCloud cloud;

    @BeforeEach
    void start() throws IOException {
        aws = new WireStub();
        cloud = aws.cloud();
    }

    @AfterEach
    void stop() {
        cloud.close();
        aws.close();
    }

    @Test
    void aVolumeIsReadAsEc2DescribesItAndAnUnknownOneIsAbsent() {
        aws.on("DescribeVolumes", WireReply.ok(volumes(ATTACHED, "")));
        assertThat(cloud.volumes().describe(List.of("vol-0a", "vol-0gone")).ok())
                .hasValue(Map.of(
                        "vol-0a",
                        new VolumeView(
                                "vol-0a",
                                "in-use",
                                "us-east-1a",
                                200,
                                List.of(new Attachment("i-0host", "/dev/sdf", "attached", false)))));
        assertThat(aws.requests("DescribeVolumes").get(0).fields())
                .containsEntry("Filter.1.Name", "volume-id")
                .doesNotContainKey("VolumeId.1");
    }

    @Test
    void anEmptyPageIsNotTheLastOne() {
        aws.on(
                "DescribeVolumes",
                WireReply.ok(volumes(ATTACHED, "page2")),
                WireReply.ok(volumes("", "page3")),
                WireReply.ok(volumes(AVAILABLE, "")));
        assertThat(cloud.volumes().describe(List.of("vol-0a", "vol-0b")).ok().orElseThrow())
                .containsOnlyKeys("vol-0a", "vol-0b");
        assertThat(aws.requests("DescribeVolumes")).hasSize(3);
    }

    @Test
    void describesOfSeveralThreadsAreOneCallToEc2() throws Exception {
        aws.on("DescribeVolumes", WireReply.ok(volumes(ATTACHED + AVAILABLE, "")));
        CallLimits patient = WireStub.waiting(Duration.ofSeconds(1));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (AwsCloud one = aws.cloud((service, action, took, errorCode) -> {}, patient)) {
            Future<CloudAnswer<Map<String, VolumeView>>> first =
                    threads.submit(() -> one.volumes().describe(List.of("vol-0a")));
            Future<CloudAnswer<Map<String, VolumeView>>> second =
                    threads.submit(() -> one.volumes().describe(List.of("vol-0b")));
            assertThat(first.get().ok().orElseThrow()).containsOnlyKeys("vol-0a");
            assertThat(second.get().ok().orElseThrow()).containsOnlyKeys("vol-0b");
        } finally {
            threads.shutdownNow();
        }
        assertThat(aws.requests("DescribeVolumes")).hasSize(1);
    }

    @Test
    void aDescribeIsRepeatedWhenTheConnectionIsLostOrEc2IsBusy() {
        aws.on(
                "DescribeVolumes",
                new WireReply.ConnectionLost(),
                WireReply.ec2Error(503, "RequestLimitExceeded", "Request limit exceeded."),
                WireReply.ok(volumes(ATTACHED, "")));
        assertThat(cloud.volumes().describe(List.of("vol-0a")).ok().orElseThrow())
                .containsKey("vol-0a");
    }

    @Test
    void attachAndDetachNameVolumeInstanceAndDeviceAndNeverForce() {
        aws.on("AttachVolume", WireReply.ok(attachment("AttachVolume", "attaching")))
                .on("DetachVolume", WireReply.ok(attachment("DetachVolume", "detaching")));
        assertThat(cloud.volumes().attach("vol-0a", "i-0b", "/dev/sdf").ok()).hasValue(Asked.ASKED);
        assertThat(cloud.volumes().detach("vol-0a", "i-0b", "/dev/sdf").ok()).hasValue(Asked.ASKED);
        assertThat(aws.requests("DetachVolume").get(0).fields())
                .containsEntry("VolumeId", "vol-0a")
                .containsEntry("InstanceId", "i-0b")
                .containsEntry("Device", "/dev/sdf")
                .doesNotContainKey("Force");
    }

    @Test
    void aTakenDeviceNameIsToldApartFromOtherBadValues() {
        aws.on(
                "AttachVolume",
                WireReply.ec2Error(
                        400,
                        "InvalidParameterValue",
                        "Invalid value '/dev/sdf' for unixDevice. Attachment point /dev/sdf is already in use"),
                WireReply.ec2Error(400, "InvalidParameterValue", "Value (x) for parameter device is invalid."));
        assertThat(attach().isRefused(Refusal.DEVICE_TAKEN)).isTrue();
        assertThat(attach().isRefused(Refusal.UNSUPPORTED)).isTrue();
    }

    @Test
    void aDetachWhoseAnswerIsLostIsUnclearAndWasSentOnceEvenOverAConnectionKeptAlive() {
        aws.on("DetachVolume", WireReply.ok(attachment("DetachVolume", "detaching")), new WireReply.ConnectionLost());
        detach();
        assertThat(detach()).isInstanceOf(Unclear.class);
        assertThat(aws.requests("DetachVolume"))
                .hasSize(2)
                .extracting(WireRequest::port)
                .as("one connection")
                .containsOnly(aws.requests("DetachVolume").get(0).port());
    }

    @Test
    void aDetachThatIsNotAnsweredInTimeIsUnclear() {
        aws.on("DetachVolume", new WireReply.Silence());
        assertThat(detach()).isInstanceOf(Unclear.class);
        assertThat(aws.requests("DetachVolume")).hasSize(1);
    }

    @Test
    void aFaultOfEc2sOwnLeavesTheEffectOpenAndIsNotRepeated() {
        aws.on("DetachVolume", WireReply.ec2Error(500, "InternalError", "An internal error has occurred"));
        assertThat(detach()).isInstanceOf(Unclear.class);
        assertThat(aws.requests("DetachVolume")).hasSize(1);
    }

    @Test
    void anAnswerThatIsNoXmlLeavesTheEffectOpen() {
        aws.on("DetachVolume", WireReply.ok("<DetachVolumeResponse><volumeId>vol-"));
        assertThat(detach()).isInstanceOf(Unclear.class);
    }

    private CloudAnswer<Asked> attach() {
        return cloud.volumes().attach("vol-0a", "i-0b", "/dev/sdf");
    }

    private CloudAnswer<Asked> detach() {
        return cloud.volumes().detach("vol-0a", "i-0b", "/dev/sdf");
    }

    private static String attachment(String action, String status) {
        return """
                <%1$sResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>59dbff89</requestId>
                <volumeId>vol-0a</volumeId><instanceId>i-0b</instanceId><device>/dev/sdf</device>
                <status>%2$s</status></%1$sResponse>""".formatted(action, status);
    }

    private static String volumes(String items, String nextToken) {
        return """
                <DescribeVolumesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
                <requestId>59dbff89</requestId><volumeSet>%s</volumeSet>%s</DescribeVolumesResponse>""".formatted(items, nextToken.isEmpty() ? "" : "<nextToken>" + nextToken + "</nextToken>");
    }
}
