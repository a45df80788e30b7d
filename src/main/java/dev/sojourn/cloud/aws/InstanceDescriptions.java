package dev.sojourn.cloud.aws;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.InstanceView.State;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Placement;
import software.amazon.awssdk.services.ec2.model.StateReason;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Reads what DescribeInstances says. */
final class InstanceDescriptions {

    private InstanceDescriptions() {}

    /** All instances that answer the request, page after page. */
    static Stream<InstanceView> read(Ec2Client ec2, DescribeInstancesRequest request) {
        return ec2.describeInstancesPaginator(request).reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .map(InstanceDescriptions::view);
    }

    static Map<String, String> tags(Instance instance) {
        return instance.tags().stream()
                .collect(Collectors.toUnmodifiableMap(Tag::key, tag -> Objects.requireNonNullElse(tag.value(), "")));
    }

    private static InstanceView view(Instance instance) {
        Placement placement = instance.placement();
        return new InstanceView(
                instance.instanceId(),
                state(instance),
                Objects.requireNonNullElse(instance.instanceTypeAsString(), ""),
                placement == null ? "" : Objects.requireNonNullElse(placement.availabilityZone(), ""),
                Objects.requireNonNullElse(instance.imageId(), ""),
                // A terminated instance has lost its subnet.
                Objects.requireNonNullElse(instance.subnetId(), ""),
                demand(instance, "launchTime", instance.launchTime()),
                tags(instance),
                instance.blockDeviceMappings().stream()
                        .map(InstanceBlockDeviceMapping::deviceName)
                        .collect(Collectors.toUnmodifiableSet()),
                Optional.ofNullable(instance.spotInstanceRequestId()),
                Optional.ofNullable(instance.stateReason()).flatMap(InstanceDescriptions::words));
    }

    private static State state(Instance instance) {
        return switch (demand(instance, "instanceState", instance.state()).name()) {
            case PENDING -> State.PENDING;
            case RUNNING -> State.RUNNING;
            case STOPPING -> State.STOPPING;
            case STOPPED -> State.STOPPED;
            case SHUTTING_DOWN -> State.SHUTTING_DOWN;
            case TERMINATED -> State.TERMINATED;
            case UNKNOWN_TO_SDK_VERSION ->
                throw new UnreadableAnswerException(instance.instanceId() + " is in the unknown state "
                        + instance.state().nameAsString());
        };
    }

    /** EC2's message mostly begins with the code already. */
    private static Optional<String> words(StateReason reason) {
        String code = Objects.requireNonNullElse(reason.code(), "");
        String message = Objects.requireNonNullElse(reason.message(), "");
        if (message.startsWith(code)) {
            return Optional.of(message).filter(words -> !words.isBlank());
        }
        return Optional.of(message.isBlank() ? code : code + ": " + message);
    }

    private static <T> T demand(Instance instance, String field, T value) {
        if (value == null) {
            throw new UnreadableAnswerException(instance.instanceId() + " came without its " + field);
        }
        return value;
    }
}
