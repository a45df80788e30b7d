package dev.sojourn.cloud.aws;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.Inventory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ssm.model.InstanceInformationStringFilter;

/** The inventory by describes of EC2 and Systems Manager. All by filter: an id that is not known is no error then. */
final class AwsInventory implements Inventory {

    private static final int PAGE = 50;
    private static final int SHOWN_BEFORE = 4;
    private static final int SHOWN_AFTER = 4;

    private final AwsClients clients;

    AwsInventory(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public CloudAnswer<Identity> identity(String instance) {
        return Answers.of(() -> {
            String key = shortened(clients.credentials().resolveCredentials().accessKeyId());
            String account = clients
                    .looking()
                    .describeInstances(call -> call.filters(filter("instance-id", List.of(instance))))
                    .reservations()
                    .stream()
                    .map(Reservation::ownerId)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse("");
            return new Identity(key, account);
        });
    }

    @Override
    public CloudAnswer<Map<String, ImageView>> images(Collection<String> ids) {
        return Answers.of(() -> {
            Map<String, ImageView> found = new HashMap<>();
            clients.looking()
                    .describeImages(call -> call.filters(filter("image-id", ids)))
                    .images()
                    .forEach(image -> found.put(
                            image.imageId(),
                            new ImageView(
                                    image.imageId(),
                                    Objects.requireNonNullElse(image.stateAsString(), "unknown"),
                                    Objects.requireNonNullElse(image.architectureAsString(), "unknown"),
                                    rootDiskGib(image))));
            return found;
        });
    }

    @Override
    public CloudAnswer<Map<String, SubnetView>> subnets(Collection<String> ids) {
        return Answers.of(() -> {
            Map<String, SubnetView> found = new HashMap<>();
            clients.looking()
                    .describeSubnets(call -> call.filters(filter("subnet-id", ids)))
                    .subnets()
                    .forEach(subnet -> found.put(
                            subnet.subnetId(),
                            new SubnetView(
                                    subnet.subnetId(),
                                    Objects.requireNonNullElse(subnet.availabilityZone(), "unknown"),
                                    Objects.requireNonNullElse(subnet.availableIpAddressCount(), 0))));
            return found;
        });
    }

    @Override
    public CloudAnswer<Map<String, String>> agentVersions(Collection<String> instances) {
        return Answers.of(() -> {
            Map<String, String> found = new HashMap<>();
            for (List<String> part : Parts.of(instances, PAGE)) {
                clients.reading()
                        .describeInstanceInformationPaginator(
                                call -> call.filters(InstanceInformationStringFilter.builder()
                                                .key("InstanceIds")
                                                .values(part)
                                                .build())
                                        .maxResults(PAGE))
                        .instanceInformationList()
                        .forEach(agent -> found.put(
                                agent.instanceId(), Objects.requireNonNullElse(agent.agentVersion(), "unknown")));
            }
            return found;
        });
    }

    @Override
    public CloudAnswer<Optional<String>> anyWithTags(Map<String, String> tags) {
        List<Filter> filters = new ArrayList<>();
        tags.forEach((key, value) -> filters.add(filter("tag:" + key, List.of(value))));
        return Answers.of(
                () -> clients
                        .looking()
                        .describeInstancesPaginator(
                                call -> call.filters(filters).maxResults(PAGE))
                        .reservations()
                        .stream()
                        .flatMap(reservation -> reservation.instances().stream())
                        .map(Instance::instanceId)
                        .findFirst());
    }

    private static int rootDiskGib(Image image) {
        return image.blockDeviceMappings().stream()
                .filter(mapping -> mapping.ebs() != null
                        && mapping.ebs().volumeSize() != null
                        && Objects.equals(mapping.deviceName(), image.rootDeviceName()))
                .map(BlockDeviceMapping::ebs)
                .mapToInt(ebs -> ebs.volumeSize())
                .findFirst()
                .orElse(0);
    }

    /** Enough to tell it from another one, and of no use to anybody. */
    private static String shortened(String key) {
        return key.length() <= SHOWN_BEFORE + SHOWN_AFTER
                ? key
                : key.substring(0, SHOWN_BEFORE) + "…" + key.substring(key.length() - SHOWN_AFTER);
    }

    private static Filter filter(String name, Collection<String> values) {
        return Filter.builder().name(name).values(values).build();
    }
}
