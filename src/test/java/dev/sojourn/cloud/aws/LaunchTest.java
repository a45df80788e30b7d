package dev.sojourn.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.CloudAnswer.Unclear;
import dev.sojourn.cloud.LaunchOrder;
import dev.sojourn.cloud.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LaunchTest {

    private static final String IMAGES = """
            <DescribeImagesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>59dbff89</requestId>
            <imagesSet>%s</imagesSet></DescribeImagesResponse>""";

    private WireStub aws;
    private AwsCloud cloud;

    @BeforeEach
    void start() throws IOException {
        aws = new WireStub();
        cloud = aws.cloud();
        aws.on(
                "DescribeImages",
                WireReply.ok(IMAGES.formatted(
                        "<item><imageId>ami-0c</imageId>" + "<rootDeviceName>/dev/xvda</rootDeviceName></item>")));
    }

    @AfterEach
    void stop() {
        cloud.close();
        aws.close();
    }

    @Test
    void aBuilderIsLaunchedAsOrderedAndEndsItselfWhenItShutsDown() {
        aws.on("RunInstances", WireReply.ok(launched("c7a.16xlarge", "7")));
        assertThat(launch(false).ok()).hasValue("i-0new");
        assertThat(aws.requests("RunInstances").get(0).fields())
                .containsEntry("ClientToken", "token-1")
                .containsEntry("MinCount", "1")
                .containsEntry("MaxCount", "1")
                .containsEntry("InstanceType", "c7a.16xlarge")
                .containsEntry("ImageId", "ami-0c")
                .containsEntry("SubnetId", "subnet-0d")
                .containsEntry("SecurityGroupId.1", "sg-0e")
                .containsEntry("IamInstanceProfile.Name", "sojourn-builder")
                .containsEntry("InstanceInitiatedShutdownBehavior", "terminate")
                .containsEntry("MetadataOptions.HttpTokens", "required")
                .containsEntry("MetadataOptions.HttpPutResponseHopLimit", "1")
                .containsEntry("BlockDeviceMapping.1.DeviceName", "/dev/xvda")
                .containsEntry("BlockDeviceMapping.1.Ebs.VolumeType", "gp3")
                .containsEntry("BlockDeviceMapping.1.Ebs.VolumeSize", "30")
                .containsEntry("BlockDeviceMapping.1.Ebs.DeleteOnTermination", "true")
                .containsEntry(
                        "UserData", Base64.getEncoder().encodeToString("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8)))
                .containsEntry("TagSpecification.1.ResourceType", "instance")
                .containsEntry("TagSpecification.2.ResourceType", "volume")
                .containsEntry("TagSpecification.3.ResourceType", "network-interface")
                .doesNotContainKeys("TagSpecification.4.ResourceType", "InstanceMarketOptions.MarketType");
    }

    @Test
    void aSpotBuilderIsAskedForOnceAndItsRequestIsTaggedToo() {
        aws.on("RunInstances", WireReply.ok(launched("c7a.16xlarge", "7")));
        launch(true);
        assertThat(aws.requests("RunInstances").get(0).fields())
                .containsEntry("InstanceMarketOptions.MarketType", "spot")
                .containsEntry("InstanceMarketOptions.SpotOptions.SpotInstanceType", "one-time")
                .containsEntry("InstanceMarketOptions.SpotOptions.InstanceInterruptionBehavior", "terminate")
                .doesNotContainKey("InstanceMarketOptions.SpotOptions.MaxPrice")
                .containsEntry("TagSpecification.4.ResourceType", "spot-instances-request");
    }

    @Test
    void equalOrdersAreEqualRequestsHoweverTheirTagsCame() {
        aws.on("RunInstances", WireReply.ok(launched("c7a.16xlarge", "7")));
        Map<String, String> backwards = new LinkedHashMap<>();
        backwards.put("sojourn:job", "7");
        backwards.put("sojourn:installation", "home");
        cloud.instances().launch(order(false, backwards));
        launch(false);
        assertThat(aws.requests("RunInstances").get(0).body())
                .isEqualTo(aws.requests("RunInstances").get(1).body());
        assertThat(aws.requests("DescribeImages"))
                .as("an image is asked for once")
                .hasSize(1);
    }

    @Test
    void aLackOfCapacityIsSaidAtOnceSoThatTheNextRungIsTried() {
        aws.on(
                "RunInstances",
                WireReply.ec2Error(
                        500,
                        "InsufficientInstanceCapacity",
                        "We currently do not have sufficient c7a.16xlarge capacity in the Availability Zone"));
        assertThat(launch(true).isRefused(Refusal.NO_CAPACITY)).isTrue();
        assertThat(aws.requests("RunInstances")).hasSize(1);
    }

    @Test
    void aLaunchWhoseAnswerIsLostIsUnclearAndWasSentOnce() {
        aws.on("RunInstances", new WireReply.ConnectionLost());
        assertThat(launch(false)).isInstanceOf(Unclear.class);
        assertThat(aws.requests("RunInstances")).hasSize(1);
    }

    @Test
    void anInstanceOfAnotherTypeMeansThatTheTokenIsSpent() {
        aws.on("RunInstances", WireReply.ok(launched("c7a.8xlarge", "7")));
        assertThat(launch(false).isRefused(Refusal.TOKEN_SPENT)).isTrue();
    }

    @Test
    void anInstanceOfAnotherJobMeansThatTheTokenIsSpent() {
        aws.on("RunInstances", WireReply.ok(launched("c7a.16xlarge", "6")));
        assertThat(launch(false).isRefused(Refusal.TOKEN_SPENT)).isTrue();
    }

    @Test
    void anImageThatIsNotToBeSeenIsSaidBeforeAnythingIsLaunched() {
        aws.on("DescribeImages", WireReply.ok(IMAGES.formatted("")));
        assertThat(launch(false).isRefused(Refusal.NOT_FOUND)).isTrue();
        assertThat(aws.requests("RunInstances")).isEmpty();
    }

    private CloudAnswer<String> launch(boolean spot) {
        return cloud.instances().launch(order(spot, Map.of("sojourn:installation", "home", "sojourn:job", "7")));
    }

    private static LaunchOrder order(boolean spot, Map<String, String> tags) {
        return new LaunchOrder(
                "token-1",
                "c7a.16xlarge",
                spot,
                "ami-0c",
                "subnet-0d",
                "sg-0e",
                "sojourn-builder",
                30,
                "#!/bin/sh\n",
                tags);
    }

    private static String launched(String type, String job) {
        return """
                <RunInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>59dbff89</requestId>
                <reservationId>r-0f</reservationId><instancesSet><item><instanceId>i-0new</instanceId>
                <instanceState><code>0</code><name>pending</name></instanceState><instanceType>%s</instanceType>
                <tagSet><item><key>sojourn:job</key><value>%s</value></item>
                <item><key>sojourn:installation</key><value>home</value></item></tagSet></item></instancesSet>
                </RunInstancesResponse>""".formatted(type, job);
    }
}
