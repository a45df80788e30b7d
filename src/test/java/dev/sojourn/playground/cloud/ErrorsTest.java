package dev.sojourn.playground.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.LocationType;

/** What is refused, and in which words. */
class ErrorsTest {
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
    void aStrangersKeyIsRefused() {
        var stranger = StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIASOMEBODYELSE0000", "x"));
        // java.net's client does not hand out the body of a 401, so the code stays in it.
        AwsServiceException refusal = catchThrowableOfType(
                AwsServiceException.class,
                () -> bot.ec2.describeVolumes(
                        all -> all.overrideConfiguration(with -> with.credentialsProvider(stranger))));
        assertThat(refusal.statusCode()).isEqualTo(401);
        refuses(
                "UnrecognizedClientException",
                400,
                () -> bot.ssm.listCommands(
                        all -> all.overrideConfiguration(with -> with.credentialsProvider(stranger))));
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        refuses("InvalidVolume.NotFound", 400, () -> bot.volume("vol-0000000000000000a"));
        refuses("InvalidInstanceID.NotFound", 400, () -> bot.instance("i-0000000000000000a"));
        refuses(
                "InvalidInstanceID.NotFound",
                400,
                () -> bot.ec2.terminateInstances(one -> one.instanceIds("i-0000000000000000a")));
        refuses(
                "InvocationDoesNotExist",
                400,
                () -> bot.ssm.getCommandInvocation(one ->
                        one.commandId("11111111-1111-1111-1111-111111111111").instanceId(Home.HOST_ANN)));
    }

    @Test
    void aVolumeIsAttachedOnceAndInItsOwnZoneOnly() {
        refuses("VolumeInUse", 400, () -> attach(Bot.VOLUME, Home.HOST_BEN, "/dev/sdh"));
        refuses(
                "InvalidAttachment.NotFound",
                400,
                () -> bot.ec2.detachVolume(one -> one.volumeId(Bot.VOLUME).instanceId(Home.HOST_BEN)));
        bot.shell(Home.HOST_BEN, "umount /mnt/llvm");
        bot.ec2.detachVolume(one -> one.volumeId("vol-0a11aaaa00000002"));
        org.awaitility.Awaitility.await()
                .until(() -> bot.volume("vol-0a11aaaa00000002").attachments().isEmpty());
        refuses("IncorrectState", 400, () -> bot.ec2.detachVolume(one -> one.volumeId("vol-0a11aaaa00000002")));
        refuses("InvalidParameterValue", 400, () -> attach("vol-0a11aaaa00000002", Home.HOST_ANN, "/dev/sdf"));
        String elsewhere = bot.launch(more -> more.subnetId("subnet-0a11cafe00000002"));
        refuses("InvalidVolume.ZoneMismatch", 400, () -> attach("vol-0a11aaaa00000002", elsewhere, "/dev/sdf"));
        String pending = bot.launch(more -> {});
        refuses("IncorrectState", 400, () -> attach("vol-0a11aaaa00000002", pending, "/dev/sdf"));
    }

    @Test
    void aTypeThatIsNotOfferedInTheZoneIsUnsupported() {
        refuses("Unsupported", 400, () -> bot.launch(more -> more.instanceType("c7i.metal-48xl")));
        refuses("InvalidParameterValue", 400, () -> bot.launch(more -> more.instanceType("z9.huge")));
        var offered = bot.ec2.describeInstanceTypeOfferings(all -> all.locationType(LocationType.AVAILABILITY_ZONE)
                .filters(filter("instance-type", "c7i.metal-48xl", "c7i.16xlarge"), filter("location", "us-east-1a")));
        assertThat(offered.instanceTypeOfferings())
                .extracting(one -> one.instanceTypeAsString())
                .containsExactly("c7i.16xlarge");
    }

    @Test
    void aDryRunSucceedsByAnError() {
        refuses("DryRunOperation", 412, () -> bot.launch(more -> more.dryRun(true)));
        refuses(
                "DryRunOperation",
                412,
                () -> bot.ec2.detachVolume(one -> one.volumeId(Bot.VOLUME).dryRun(true)));
        assertThat(bot.volume(Bot.VOLUME).attachments().get(0).stateAsString()).isEqualTo("attached");
    }

    @Test
    void whatThePlaygroundWouldIgnoreItRefuses() {
        refuses("UnknownParameter", 400, () -> bot.launch(more -> more.cpuOptions(cpu -> cpu.coreCount(2))));
        refuses("InvalidAction", 400, () -> bot.ec2.describeVpcs());
        refuses(
                "InvalidParameterValue",
                400,
                () -> bot.ec2.describeInstances(all -> all.filters(filter("colour", "red"))));
    }

    @Test
    void instancesAreFoundByTagAndState() {
        var hosts = bot.ec2.describeInstances(all ->
                all.filters(filter("tag:sojourn:role", "host"), filter("instance-state-name", "pending", "running")));
        assertThat(hosts.reservations())
                .flatExtracting(one -> one.instances())
                .extracting(one -> one.instanceId())
                .containsExactly(Home.HOST_ANN, Home.HOST_BEN);
        assertThat(bot.instance(Home.HOST_ANN).state().name()).isEqualTo(InstanceStateName.RUNNING);
        assertThat(bot.instance(Home.HOST_ANN).blockDeviceMappings()).hasSize(3);
    }

    @Test
    void pagesLeadToEverythingOnceHoweverShortTheyAre() {
        List<String> types = bot.ec2.describeInstanceTypesPaginator(all -> all.maxResults(5)).instanceTypes().stream()
                .map(one -> one.instanceTypeAsString())
                .toList();
        assertThat(types)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(InstanceType.all().keySet());
        var prices = bot
                .ec2
                .describeSpotPriceHistoryPaginator(all -> all.instanceTypesWithStrings("c7i.16xlarge")
                        .productDescriptions("Linux/UNIX")
                        .availabilityZone("us-east-1a")
                        .startTime(java.time.Instant.now()))
                .spotPriceHistory()
                .stream()
                .toList();
        assertThat(prices).hasSize(1);
        assertThat(Double.parseDouble(prices.get(0).spotPrice())).isBetween(0.5, 2.0);
    }

    private static void attach(String volume, String instance, String device) {
        bot.ec2.attachVolume(one -> one.volumeId(volume).instanceId(instance).device(device));
    }

    private static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    static void refuses(String code, int status, ThrowingCallable call) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(refusal).as("refusal with %s", code).isNotNull();
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refusal.statusCode()).isEqualTo(status);
        assertThat(refusal.requestId()).isNotEmpty();
    }
}
