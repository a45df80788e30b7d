package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Describes instances, and stops, starts, reboots and terminates them. */
final class InstanceActions {
    static final Filters FILTERS = new Filters(Map.ofEntries(
            Map.entry("instance-id", "instanceId"),
            Map.entry("instance-state-name", "instanceState.name"),
            Map.entry("instance-state-code", "instanceState.code"),
            Map.entry("instance-type", "instanceType"),
            Map.entry("instance-lifecycle", "instanceLifecycle"),
            Map.entry("spot-instance-request-id", "spotInstanceRequestId"),
            Map.entry("availability-zone", "placement.availabilityZone"),
            Map.entry("client-token", "clientToken"),
            Map.entry("image-id", "imageId"),
            Map.entry("subnet-id", "subnetId"),
            Map.entry("vpc-id", "vpcId"),
            Map.entry("private-ip-address", "privateIpAddress"),
            Map.entry("block-device-mapping.volume-id", "blockDeviceMapping.ebs.volumeId"),
            Map.entry("block-device-mapping.device-name", "blockDeviceMapping.deviceName"),
            Map.entry("block-device-mapping.status", "blockDeviceMapping.ebs.status")));

    private final Cloud cloud;
    private final Instances instances;
    private final Seen seen;
    private final ObjectMapper json;

    InstanceActions(Cloud cloud, Instances instances, Seen seen) {
        this.cloud = cloud;
        this.instances = instances;
        this.seen = seen;
        this.json = cloud.kernel().json();
    }

    Map<String, Ec2Action> actions() {
        return Map.of(
                "DescribeInstances",
                        Ec2Action.reading(this::describe, "InstanceId", "Filter", "MaxResults", "NextToken", "DryRun"),
                "DescribeInstanceStatus",
                        Ec2Action.reading(
                                this::describeStatus,
                                "InstanceId",
                                "Filter",
                                "MaxResults",
                                "NextToken",
                                "IncludeAllInstances",
                                "DryRun"),
                "TerminateInstances", Ec2Action.changing(this::terminate, "InstanceId", "DryRun"),
                "StopInstances", Ec2Action.changing(this::stop, "InstanceId", "DryRun"),
                "StartInstances", Ec2Action.changing(this::start, "InstanceId", "DryRun"),
                "RebootInstances", Ec2Action.changing(this::reboot, "InstanceId", "DryRun"));
    }

    private ObjectNode describe(Ec2Query query, Struck struck) {
        Pages.Page<ObjectNode> page = page(query, struck, FILTERS);
        ObjectNode answer = json.createObjectNode();
        ArrayNode reservations = answer.putArray("reservationSet");
        for (ObjectNode instance : page.items()) {
            reservations.add(reservation(cloud, instance));
        }
        return Seen.withToken(answer, page);
    }

    /** Each instance here is the only one of its reservation. */
    static ObjectNode reservation(Cloud cloud, ObjectNode... documents) {
        String id = documents[0].path("instanceId").asText();
        Instance instance = cloud.world().instances.get(id);
        ObjectNode reservation = cloud.kernel()
                .json()
                .createObjectNode()
                .put("reservationId", instance == null ? "r-0" : instance.launch.reservation())
                .put("ownerId", Documents.ACCOUNT);
        reservation.putArray("groupSet");
        reservation.putArray("instancesSet").addAll(List.of(documents));
        return reservation;
    }

    private Pages.Page<ObjectNode> page(Ec2Query query, Struck struck, Filters filters) {
        return seen.page(
                new Seen.Asked(
                        "instanceId",
                        query.list("InstanceId"),
                        cloud.world().instances.keySet(),
                        "InvalidInstanceID.NotFound",
                        "The instance ID '%s' does not exist"),
                filters,
                query,
                struck);
    }

    private ObjectNode describeStatus(Ec2Query query, Struck struck) {
        Pages.Page<ObjectNode> page = page(query, struck, FILTERS);
        ObjectNode answer = json.createObjectNode();
        ArrayNode set = answer.putArray("instanceStatusSet");
        for (ObjectNode instance : page.items()) {
            boolean running = instance.at("/instanceState/name").asText().equals("running");
            if (running || query.flag("IncludeAllInstances")) {
                ObjectNode status = set.addObject()
                        .put("instanceId", instance.path("instanceId").asText())
                        .put(
                                "availabilityZone",
                                instance.at("/placement/availabilityZone").asText());
                status.set("instanceState", instance.get("instanceState"));
                String word = running ? "ok" : "not-applicable";
                status.putObject("systemStatus").put("status", word).putArray("details");
                status.putObject("instanceStatus").put("status", word).putArray("details");
            }
        }
        return Seen.withToken(answer, page);
    }

    private ObjectNode terminate(Ec2Query query, Struck struck) {
        return each(query, instance -> instances.terminate(instance, Reason.USER, struck.isStuck()));
    }

    private ObjectNode stop(Ec2Query query, Struck struck) {
        return each(query, instance -> instances.stop(instance, Reason.USER));
    }

    private ObjectNode start(Ec2Query query, Struck struck) {
        if (struck.lacksCapacity()) {
            throw LaunchActions.noCapacity();
        }
        return each(query, instances::start);
    }

    private ObjectNode reboot(Ec2Query query, Struck struck) {
        each(query, instances::reboot);
        return json.createObjectNode().put("return", true);
    }

    private ObjectNode each(Ec2Query query, Consumer<Instance> deed) {
        List<String> ids = query.list("InstanceId");
        if (ids.isEmpty()) {
            throw AwsError.client("MissingParameter", "The request must contain the parameter InstanceId");
        }
        List<Instance> all = ids.stream().map(instances::get).toList();
        ObjectNode answer = json.createObjectNode();
        ArrayNode set = answer.putArray("instancesSet");
        for (Instance instance : all) {
            InstanceState before = instance.state;
            deed.accept(instance);
            ObjectNode change = set.addObject().put("instanceId", instance.id);
            change.set("currentState", InstanceDocument.state(instance.state, json));
            change.set("previousState", InstanceDocument.state(before, json));
        }
        return answer;
    }
}
