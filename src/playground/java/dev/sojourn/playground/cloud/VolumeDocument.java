package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A volume as DescribeVolumes shows it. */
final class VolumeDocument {
    private VolumeDocument() {}

    static ObjectNode of(Volume volume, ObjectMapper json) {
        ObjectNode document = json.createObjectNode()
                .put("volumeId", volume.id)
                .put("size", volume.gib)
                .put("snapshotId", "")
                .put("availabilityZone", volume.zone)
                .put("status", volume.state())
                .put("createTime", Documents.time(volume.createdAt));
        ArrayNode attachments = document.putArray("attachmentSet");
        Attachment attachment = volume.attachment;
        if (attachment != null) {
            attachments.add(of(volume, attachment, json));
        }
        Documents.tags(document, volume.tags);
        return document.put("volumeType", "gp3")
                .put("iops", 3000)
                .put("throughput", 125)
                .put("encrypted", false)
                .put("multiAttachEnabled", false);
    }

    /** The attachment as in DescribeVolumes, and as AttachVolume and DetachVolume answer. */
    static ObjectNode of(Volume volume, Attachment attachment, ObjectMapper json) {
        return json.createObjectNode()
                .put("volumeId", volume.id)
                .put("instanceId", attachment.instance)
                .put("device", attachment.device)
                .put("status", attachment.state.word())
                .put("attachTime", Documents.time(attachment.since))
                .put("deleteOnTermination", attachment.deleteOnTermination);
    }
}
