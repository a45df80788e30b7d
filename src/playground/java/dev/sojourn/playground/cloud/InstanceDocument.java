package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** An instance as DescribeInstances shows it. */
final class InstanceDocument {
    static final String ROOT_DEVICE = "/dev/xvda";

    private InstanceDocument() {}

    static ObjectNode of(Instance instance, World world, ObjectMapper json) {
        Launch launch = instance.launch;
        boolean gone = instance.state == InstanceState.TERMINATED;
        ObjectNode document =
                json.createObjectNode().put("instanceId", instance.id).put("imageId", launch.image());
        document.set("instanceState", state(instance.state, json));
        Reason reason = instance.reason;
        document.put("privateDnsName", gone ? "" : "ip-" + address(instance).replace('.', '-') + ".ec2.internal")
                .put("dnsName", "")
                .put("reason", reason == null ? "" : reason.message())
                .put("amiLaunchIndex", 0)
                .put("instanceType", launch.type())
                .put("launchTime", Documents.time(instance.since));
        document.putObject("placement")
                .put("availabilityZone", launch.zone())
                .put("groupName", "")
                .put("tenancy", "default");
        document.putObject("monitoring").put("state", "disabled");
        if (!gone) {
            document.put("subnetId", launch.subnet())
                    .put("vpcId", Region.VPC)
                    .put("privateIpAddress", address(instance));
        }
        ArrayNode groups = document.putArray("groupSet");
        launch.groups()
                .forEach(group -> groups.addObject().put("groupId", group).put("groupName", "sojourn-builder"));
        if (reason != null) {
            document.putObject("stateReason").put("code", reason.code()).put("message", reason.message());
        }
        document.put("architecture", "x86_64").put("rootDeviceType", "ebs").put("rootDeviceName", ROOT_DEVICE);
        devices(document.putArray("blockDeviceMapping"), instance, world);
        document.put("virtualizationType", "hvm").put("clientToken", launch.clientToken());
        SpotRequest spot = instance.spot;
        if (spot != null) {
            document.put("instanceLifecycle", "spot").put("spotInstanceRequestId", spot.id);
        }
        Documents.tags(document, instance.tags);
        document.put("hypervisor", "xen").put("ebsOptimized", true).put("enaSupport", true);
        String profile = launch.profile();
        if (profile != null) {
            document.putObject("iamInstanceProfile").put("arn", profile).put("id", "AIPA0000000000000SOJ0");
        }
        document.putObject("metadataOptions")
                .put("state", "applied")
                .put("httpTokens", launch.httpTokens())
                .put("httpPutResponseHopLimit", 1)
                .put("httpEndpoint", "enabled");
        return document;
    }

    static ObjectNode state(InstanceState state, ObjectMapper json) {
        return json.createObjectNode().put("code", state.code()).put("name", state.word());
    }

    private static void devices(ArrayNode devices, Instance instance, World world) {
        for (Volume volume : world.volumes.values()) {
            Attachment attachment = volume.attachment;
            if (attachment != null && attachment.instance.equals(instance.id)) {
                // A block device of an instance knows no "busy".
                AttachmentState state =
                        attachment.state == AttachmentState.BUSY ? AttachmentState.DETACHING : attachment.state;
                devices.addObject()
                        .put("deviceName", attachment.device)
                        .putObject("ebs")
                        .put("volumeId", volume.id)
                        .put("status", state.name().toLowerCase(Locale.ROOT))
                        .put("attachTime", Documents.time(attachment.since))
                        .put("deleteOnTermination", attachment.deleteOnTermination);
            }
        }
    }

    private static String address(Instance instance) {
        int hash = instance.id.hashCode();
        return "10.0." + (hash >>> 8 & 0x7f) + "." + (4 + (hash & 0x7f));
    }
}
