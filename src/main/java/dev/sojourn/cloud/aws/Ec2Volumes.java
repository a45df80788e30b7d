package dev.sojourn.cloud.aws;

import dev.sojourn.cloud.Asked;
import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.cloud.Volumes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/** Volumes of EBS. */
final class Ec2Volumes implements Volumes {

    private static final int PAGE = 500;

    private final Ec2Client looking;
    private final Ec2Client changing;
    private final Coalescer<VolumeView> described;

    Ec2Volumes(Ec2Client looking, Ec2Client changing, Duration company) {
        this.looking = looking;
        this.changing = changing;
        this.described = new Coalescer<>(company, Parts.EC2_FILTER_VALUES, this::look);
    }

    @Override
    public CloudAnswer<Map<String, VolumeView>> describe(Collection<String> ids) {
        return described.ask(ids);
    }

    @Override
    public CloudAnswer<Asked> attach(String volume, String instance, String device) {
        return Answers.of(() -> {
            changing.attachVolume(
                    call -> call.volumeId(volume).instanceId(instance).device(device));
            return Asked.ASKED;
        });
    }

    @Override
    public CloudAnswer<Asked> detach(String volume, String instance, String device) {
        return Answers.of(() -> {
            changing.detachVolume(
                    call -> call.volumeId(volume).instanceId(instance).device(device));
            return Asked.ASKED;
        });
    }

    /** By filter, not by id parameter: one id that EC2 does not know would fail the call for all. */
    private Map<String, VolumeView> look(List<String> ids) {
        Filter byId = Filter.builder().name("volume-id").values(ids).build();
        Map<String, VolumeView> found = new HashMap<>();
        looking.describeVolumesPaginator(call -> call.filters(byId).maxResults(PAGE)).volumes().stream()
                .map(Ec2Volumes::view)
                .forEach(volume -> found.put(volume.id(), volume));
        return found;
    }

    private static VolumeView view(Volume volume) {
        return new VolumeView(
                volume.volumeId(),
                Objects.requireNonNullElse(volume.stateAsString(), "unknown"),
                Objects.requireNonNullElse(volume.availabilityZone(), ""),
                Objects.requireNonNullElse(volume.size(), 0),
                volume.attachments().stream()
                        .filter(attachment -> !"detached".equals(attachment.stateAsString()))
                        .map(Ec2Volumes::view)
                        .toList());
    }

    /** EC2 has attachments to things that are no instance of ours; their owner stands in for the instance. */
    private static VolumeView.Attachment view(VolumeAttachment attachment) {
        String owner = Objects.requireNonNullElse(attachment.associatedResource(), "unknown");
        return new VolumeView.Attachment(
                Objects.requireNonNullElse(attachment.instanceId(), owner),
                Objects.requireNonNullElse(attachment.device(), ""),
                Objects.requireNonNullElse(attachment.stateAsString(), "unknown"),
                Boolean.TRUE.equals(attachment.deleteOnTermination()));
    }
}
