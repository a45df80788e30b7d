package dev.sojourn.cloud.aws;

import dev.sojourn.cloud.Asked;
import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.Instances;
import dev.sojourn.cloud.LaunchOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMappingSpecification;
import software.amazon.awssdk.services.ec2.model.LocationType;

/** Instances of EC2. */
final class Ec2Instances implements Instances {

    private static final int PAGE = 1000;
    private static final List<String> NOT_TERMINATED =
            List.of("pending", "running", "shutting-down", "stopping", "stopped");

    private final Ec2Client looking;
    private final Ec2Client changing;
    private final Launch launch;
    private final Coalescer<InstanceView> described;
    private final Coalescer<String> spotRequests;

    Ec2Instances(AwsClients clients, Duration company) {
        this.looking = clients.looking();
        this.changing = clients.changing();
        this.launch = new Launch(clients.launching(), new RootDevices(clients.looking()));
        this.described = new Coalescer<>(company, Parts.EC2_FILTER_VALUES, this::look);
        this.spotRequests = new Coalescer<>(company, Parts.EC2_FILTER_VALUES, this::lookAtSpotRequests);
    }

    @Override
    public CloudAnswer<Map<String, InstanceView>> describe(Collection<String> ids) {
        return described.ask(ids);
    }

    @Override
    public CloudAnswer<List<InstanceView>> findByTags(Map<String, String> tags) {
        DescribeInstancesRequest.Builder request =
                DescribeInstancesRequest.builder().maxResults(PAGE);
        List<Filter> filters = new ArrayList<>();
        filters.add(filter("instance-state-name", NOT_TERMINATED));
        tags.forEach((key, value) -> filters.add(filter("tag:" + key, List.of(literally(value)))));
        return Answers.of(() -> InstanceDescriptions.read(
                        looking, request.filters(filters).build())
                .toList());
    }

    @Override
    public CloudAnswer<String> launch(LaunchOrder order) {
        return launch.launch(order);
    }

    @Override
    public CloudAnswer<Asked> terminate(String instance) {
        return Answers.of(() -> {
            changing.terminateInstances(call -> call.instanceIds(instance));
            return Asked.ASKED;
        });
    }

    @Override
    public CloudAnswer<Asked> keepOnTermination(String instance, String device) {
        InstanceBlockDeviceMappingSpecification kept = InstanceBlockDeviceMappingSpecification.builder()
                .deviceName(device)
                .ebs(ebs -> ebs.deleteOnTermination(false))
                .build();
        return Answers.of(() -> {
            changing.modifyInstanceAttribute(call -> call.instanceId(instance).blockDeviceMappings(kept));
            return Asked.ASKED;
        });
    }

    @Override
    public CloudAnswer<Set<String>> offered(String zone, Collection<String> types) {
        return Answers.of(() -> {
            Set<String> offered = new HashSet<>();
            for (List<String> part : Parts.of(types, Parts.EC2_FILTER_VALUES)) {
                looking.describeInstanceTypeOfferingsPaginator(call -> call.locationType(LocationType.AVAILABILITY_ZONE)
                                .filters(filter("location", List.of(zone)), filter("instance-type", part)))
                        .instanceTypeOfferings()
                        .forEach(offering -> offered.add(offering.instanceTypeAsString()));
            }
            return Set.copyOf(offered);
        });
    }

    @Override
    public CloudAnswer<Map<String, String>> spotStatus(Collection<String> requests) {
        return spotRequests.ask(requests);
    }

    /** By filter, not by id parameter: one id that EC2 does not know would fail the call for all. */
    private Map<String, InstanceView> look(List<String> ids) {
        Map<String, InstanceView> found = new HashMap<>();
        InstanceDescriptions.read(
                        looking,
                        DescribeInstancesRequest.builder()
                                .filters(filter("instance-id", ids))
                                .maxResults(PAGE)
                                .build())
                .forEach(instance -> found.put(instance.id(), instance));
        return found;
    }

    private Map<String, String> lookAtSpotRequests(List<String> ids) {
        Map<String, String> codes = new HashMap<>();
        looking.describeSpotInstanceRequestsPaginator(call ->
                        call.filters(filter("spot-instance-request-id", ids)).maxResults(PAGE))
                .spotInstanceRequests()
                .forEach(request -> {
                    if (request.status() != null && request.status().code() != null) {
                        codes.put(
                                request.spotInstanceRequestId(),
                                request.status().code());
                    }
                });
        return codes;
    }

    private static Filter filter(String name, Collection<String> values) {
        return Filter.builder().name(name).values(values).build();
    }

    /** In a filter's value {@code *} and {@code ?} stand for other characters unless a backslash goes before them. */
    private static String literally(String value) {
        return value.replaceAll("[\\\\*?]", "\\\\$0");
    }
}
