package dev.sojourn.cloud.aws;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.CloudAnswer.Refused;
import dev.sojourn.cloud.CloudAnswer.Unclear;
import dev.sojourn.cloud.LaunchOrder;
import dev.sojourn.cloud.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceInterruptionBehavior;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.ShutdownBehavior;
import software.amazon.awssdk.services.ec2.model.SpotInstanceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/**
 * Launches a builder.
 *
 * @see <a href="https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-idempotency.html">Idempotency</a>
 */
final class Launch {

    private final Ec2Client launching;
    private final RootDevices rootDevices;

    Launch(Ec2Client launching, RootDevices rootDevices) {
        this.launching = launching;
        this.rootDevices = rootDevices;
    }

    CloudAnswer<String> launch(LaunchOrder order) {
        return Answers.then(rootDevices.of(order.image()), rootDevice -> {
            RunInstancesRequest request = request(order, rootDevice);
            return Answers.then(
                    Answers.of(() -> launching.runInstances(request).instances()),
                    instances -> asOrdered(order, instances));
        });
    }

    /** Asks whether it may; the refusal {@code DryRunOperation} is the yes. */
    CloudAnswer<List<Instance>> dryRun(LaunchOrder order) {
        return Answers.then(rootDevices.of(order.image()), rootDevice -> {
            RunInstancesRequest request =
                    request(order, rootDevice).toBuilder().dryRun(true).build();
            return Answers.of(() -> launching.runInstances(request).instances());
        });
    }

    /** EC2 may answer a spent token with what it launched for another request, and without an error. */
    private static CloudAnswer<String> asOrdered(LaunchOrder order, List<Instance> instances) {
        if (instances.isEmpty()) {
            return new Unclear<>("RunInstances answered without an instance");
        }
        Instance instance = instances.get(0);
        boolean ordered = order.type().equals(instance.instanceTypeAsString())
                && InstanceDescriptions.tags(instance)
                        .entrySet()
                        .containsAll(order.tags().entrySet());
        if (!ordered) {
            return new Refused<>(
                    Refusal.TOKEN_SPENT,
                    "TokenOfAnotherOrder",
                    "the client token belongs to " + instance.instanceId() + ", an " + instance.instanceTypeAsString()
                            + " with other tags or of another type");
        }
        return CloudAnswer.accepted(instance.instanceId());
    }

    private static RunInstancesRequest request(LaunchOrder order, String rootDevice) {
        RunInstancesRequest.Builder request = RunInstancesRequest.builder()
                .clientToken(order.clientToken())
                .minCount(1)
                .maxCount(1)
                .instanceType(order.type())
                .imageId(order.image())
                .subnetId(order.subnet())
                .securityGroupIds(order.securityGroup())
                .iamInstanceProfile(profile(order.instanceProfile()))
                .instanceInitiatedShutdownBehavior(ShutdownBehavior.TERMINATE)
                .metadataOptions(
                        options -> options.httpTokens(HttpTokensState.REQUIRED).httpPutResponseHopLimit(1))
                .blockDeviceMappings(rootDisk(order, rootDevice))
                .tagSpecifications(tagSpecifications(order))
                .userData(Base64.getEncoder().encodeToString(order.userData().getBytes(StandardCharsets.UTF_8)));
        if (order.spot()) {
            request.instanceMarketOptions(market -> market.marketType(MarketType.SPOT)
                    .spotOptions(spot -> spot.spotInstanceType(SpotInstanceType.ONE_TIME)
                            .instanceInterruptionBehavior(InstanceInterruptionBehavior.TERMINATE)));
        }
        return request.build();
    }

    private static BlockDeviceMapping rootDisk(LaunchOrder order, String device) {
        return BlockDeviceMapping.builder()
                .deviceName(device)
                .ebs(ebs -> ebs.volumeType(VolumeType.GP3)
                        .volumeSize(order.rootDiskGib())
                        .deleteOnTermination(true))
                .build();
    }

    private static IamInstanceProfileSpecification profile(String nameOrArn) {
        IamInstanceProfileSpecification.Builder profile = IamInstanceProfileSpecification.builder();
        return (nameOrArn.startsWith("arn:") ? profile.arn(nameOrArn) : profile.name(nameOrArn)).build();
    }

    private static List<TagSpecification> tagSpecifications(LaunchOrder order) {
        // In the order of their keys: a repeat of the token after a restart has to be the same request to the letter.
        List<Tag> tags = new TreeMap<>(order.tags())
                .entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
        List<ResourceType> tagged =
                new ArrayList<>(List.of(ResourceType.INSTANCE, ResourceType.VOLUME, ResourceType.NETWORK_INTERFACE));
        if (order.spot()) {
            tagged.add(ResourceType.SPOT_INSTANCES_REQUEST);
        }
        return tagged.stream()
                .map(type ->
                        TagSpecification.builder().resourceType(type).tags(tags).build())
                .toList();
    }
}
