package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** DescribeVolumes, AttachVolume, DetachVolume. */
final class VolumeActions {
    private static final Filters FILTERS = new Filters(Map.of(
            "volume-id", "volumeId",
            "status", "status",
            "availability-zone", "availabilityZone",
            "attachment.instance-id", "attachmentSet.instanceId",
            "attachment.status", "attachmentSet.status",
            "attachment.device", "attachmentSet.device",
            "attachment.delete-on-termination", "attachmentSet.deleteOnTermination",
            "size", "size",
            "volume-type", "volumeType"));

    private final Cloud cloud;
    private final Volumes volumes;
    private final Instances instances;
    private final Seen seen;
    private final ObjectMapper json;

    VolumeActions(Cloud cloud, Volumes volumes, Instances instances, Seen seen) {
        this.cloud = cloud;
        this.volumes = volumes;
        this.instances = instances;
        this.seen = seen;
        this.json = cloud.kernel().json();
    }

    Map<String, Ec2Action> actions() {
        return Map.of(
                "DescribeVolumes",
                        Ec2Action.reading(this::describe, "VolumeId", "Filter", "MaxResults", "NextToken", "DryRun"),
                "AttachVolume", Ec2Action.changing(this::attach, "VolumeId", "InstanceId", "Device", "DryRun"),
                "DetachVolume",
                        Ec2Action.changing(this::detach, "VolumeId", "InstanceId", "Device", "Force", "DryRun"));
    }

    private ObjectNode describe(Ec2Query query, Struck struck) {
        Pages.Page<ObjectNode> page = seen.page(
                new Seen.Asked(
                        "volumeId",
                        query.list("VolumeId"),
                        cloud.world().volumes.keySet(),
                        "InvalidVolume.NotFound",
                        "The volume '%s' does not exist."),
                FILTERS,
                query,
                struck);
        ObjectNode answer = json.createObjectNode();
        answer.putArray("volumeSet").addAll(page.items());
        return Seen.withToken(answer, page);
    }

    private ObjectNode attach(Ec2Query query, Struck struck) {
        Volume volume = volumes.get(query.required("VolumeId"));
        Instance instance = instances.get(query.required("InstanceId"));
        Attachment attachment = volumes.attach(volume, instance, query.required("Device"), struck.isStuck());
        return VolumeDocument.of(volume, attachment, json);
    }

    private ObjectNode detach(Ec2Query query, Struck struck) {
        Volume volume = volumes.get(query.required("VolumeId"));
        String instance = query.value("InstanceId");
        if (instance != null) {
            instances.get(instance);
        }
        Attachment attachment =
                volumes.detach(volume, instance, query.value("Device"), query.flag("Force"), struck.isStuck());
        return VolumeDocument.of(volume, attachment, json);
    }
}
