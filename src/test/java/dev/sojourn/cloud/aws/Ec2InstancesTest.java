package dev.sojourn.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.cloud.CloudAnswer.Unclear;
import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.Refusal;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Ec2InstancesTest {

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
    void anInstanceIsReadAsEc2DescribesItAndAnUnknownOneIsAbsent() {
        aws.on("DescribeInstances", WireReply.ok(instances("""
                        <item><instanceId>i-0b</instanceId><imageId>ami-0c</imageId>
                        <instanceState><code>16</code><name>running</name></instanceState>
                        <instanceType>c7a.16xlarge</instanceType><launchTime>2026-08-01T08:00:00.000Z</launchTime>
                        <placement><availabilityZone>us-east-1a</availabilityZone></placement>
                        <subnetId>subnet-0d</subnetId>
                        <blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs><volumeId>vol-0r</volumeId>
                        <status>attached</status></ebs></item></blockDeviceMapping>
                        <instanceLifecycle>spot</instanceLifecycle>
                        <spotInstanceRequestId>sir-0g</spotInstanceRequestId>
                        <tagSet><item><key>sojourn:job</key><value>7</value></item></tagSet></item>""")));
        assertThat(cloud.instances().describe(List.of("i-0b", "i-0gone")).ok())
                .hasValue(Map.of(
                        "i-0b",
                        new InstanceView(
                                "i-0b",
                                InstanceView.State.RUNNING,
                                "c7a.16xlarge",
                                "us-east-1a",
                                "ami-0c",
                                "subnet-0d",
                                Instant.parse("2026-08-01T08:00:00Z"),
                                Map.of("sojourn:job", "7"),
                                Set.of("/dev/xvda"),
                                Optional.of("sir-0g"),
                                Optional.empty())));
    }

    @Test
    void aTerminatedInstanceHasLostMuchButSaysWhy() {
        aws.on("DescribeInstances", WireReply.ok(instances("""
                        <item><instanceId>i-0b</instanceId><imageId>ami-0c</imageId>
                        <instanceState><code>48</code><name>terminated</name></instanceState>
                        <instanceType>c7a.16xlarge</instanceType><launchTime>2026-08-01T08:00:00.000Z</launchTime>
                        <placement><availabilityZone>us-east-1a</availabilityZone></placement><blockDeviceMapping/>
                        <stateReason><code>Server.SpotInstanceTermination</code>
                        <message>Server.SpotInstanceTermination: Instance terminated by EC2</message></stateReason>
                        </item>""")));
        InstanceView gone =
                cloud.instances().describe(List.of("i-0b")).ok().orElseThrow().get("i-0b");
        assertThat(gone.state()).isEqualTo(InstanceView.State.TERMINATED);
        assertThat(gone.subnet()).isEmpty();
        assertThat(gone.stateReason()).hasValue("Server.SpotInstanceTermination: Instance terminated by EC2");
    }

    @Test
    void fromAStateThatNobodyKnowsNothingIsConcluded() {
        aws.on("DescribeInstances", WireReply.ok(instances("""
                        <item><instanceId>i-0b</instanceId>
                        <instanceState><code>99</code><name>levitating</name></instanceState>
                        <launchTime>2026-08-01T08:00:00.000Z</launchTime></item>""")));
        assertThat(cloud.instances().describe(List.of("i-0b")))
                .isEqualTo(new Unclear<>("i-0b is in the unknown state levitating"));
    }

    @Test
    void tagsAreSearchedLiterallyAndAmongInstancesThatAreNotTerminated() {
        aws.on("DescribeInstances", WireReply.ok(instances("")));
        assertThat(cloud.instances()
                        .findByTags(Map.of("sojourn:installation", "a*b?c\\d"))
                        .ok())
                .hasValue(List.of());
        assertThat(aws.requests("DescribeInstances").get(0).fields())
                .containsEntry("Filter.1.Name", "instance-state-name")
                .doesNotContainValue("terminated")
                .containsEntry("Filter.2.Name", "tag:sojourn:installation")
                .containsEntry("Filter.2.Value.1", "a\\*b\\?c\\\\d");
    }

    @Test
    void anInstanceThatEc2DoesNotKnowIsARefusalAndNotAnEnd() {
        aws.on(
                "TerminateInstances",
                WireReply.ec2Error(400, "InvalidInstanceID.NotFound", "The instance ID 'i-0b' does not exist"));
        assertThat(cloud.instances().terminate("i-0b").isRefused(Refusal.NOT_FOUND))
                .isTrue();
    }

    @Test
    void aDeviceIsKeptWhenItsInstanceEnds() {
        aws.on(
                "ModifyInstanceAttribute",
                WireReply.ok(
                        "<ModifyInstanceAttributeResponse><return>true</return></ModifyInstanceAttributeResponse>"));
        assertThat(cloud.instances().keepOnTermination("i-0b", "/dev/sdf").ok()).isPresent();
        assertThat(aws.requests("ModifyInstanceAttribute").get(0).fields())
                .containsEntry("InstanceId", "i-0b")
                .containsEntry("BlockDeviceMapping.1.DeviceName", "/dev/sdf")
                .containsEntry("BlockDeviceMapping.1.Ebs.DeleteOnTermination", "false");
    }

    @Test
    void onlyTheTypesOfTheZoneAreOffered() {
        aws.on("DescribeInstanceTypeOfferings", WireReply.ok("""
                        <DescribeInstanceTypeOfferingsResponse><instanceTypeOfferingSet><item>
                        <instanceType>c7a.16xlarge</instanceType><locationType>availability-zone</locationType>
                        <location>us-east-1a</location></item></instanceTypeOfferingSet>
                        </DescribeInstanceTypeOfferingsResponse>"""));
        assertThat(cloud.instances()
                        .offered("us-east-1a", List.of("c7a.16xlarge", "c8a.16xlarge"))
                        .ok())
                .hasValue(Set.of("c7a.16xlarge"));
    }

    @Test
    void aReclaimShowsInTheSpotRequestWhileTheInstanceStillRuns() {
        aws.on("DescribeSpotInstanceRequests", WireReply.ok("""
                        <DescribeSpotInstanceRequestsResponse><spotInstanceRequestSet><item>
                        <spotInstanceRequestId>sir-0g</spotInstanceRequestId><state>closed</state>
                        <status><code>instance-terminated-no-capacity</code></status></item>
                        </spotInstanceRequestSet></DescribeSpotInstanceRequestsResponse>"""));
        assertThat(cloud.instances().spotStatus(List.of("sir-0g")).ok())
                .hasValue(Map.of("sir-0g", "instance-terminated-no-capacity"));
    }

    private static String instances(String items) {
        return """
                <DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
                <requestId>59dbff89</requestId><reservationSet><item><reservationId>r-0f</reservationId>
                <instancesSet>%s</instancesSet></item></reservationSet></DescribeInstancesResponse>""".formatted(items);
    }
}
