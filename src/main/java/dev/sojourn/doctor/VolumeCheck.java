package dev.sojourn.doctor;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.plan.WorkingVolume;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A volume and its host, as EC2 describes them. */
public final class VolumeCheck implements Check {

    private final Setup setup;
    private final WorkingVolume volume;
    private final Eyes eyes;

    public VolumeCheck(Setup setup, WorkingVolume volume, Eyes eyes) {
        this.setup = setup;
        this.volume = volume;
        this.eyes = eyes;
    }

    @Override
    public List<Line> look() {
        Lines lines = new Lines("volume " + volume.name());
        CloudAnswer<Map<String, VolumeView>> volumes = eyes.volumes().describe(List.of(volume.id()));
        CloudAnswer<Map<String, InstanceView>> hosts = eyes.instances().describe(List.of(volume.host()));
        Optional<VolumeView> seen = volumes.ok().map(all -> all.get(volume.id()));
        Optional<InstanceView> host = hosts.ok().map(all -> all.get(volume.host()));
        lines.add("volume", volumes.ok().isEmpty() ? Said.no(volumes, "ec2:DescribeVolumes") : place(seen));
        lines.add("deleteOnTermination", deletion(seen));
        lines.add("host", hosts.ok().isEmpty() ? Said.no(hosts, "ec2:DescribeInstances") : host(host));
        lines.add("host's tags", tags(host));
        lines.add("zone", zone(seen, host));
        return lines.all();
    }

    private Finding place(Optional<VolumeView> seen) {
        if (seen.isEmpty()) {
            return new Finding.Wrong(
                    "EC2 knows no volume " + volume.id() + " in " + setup.region(),
                    "correct volumes: id; aws ec2 describe-volumes --region " + setup.region() + " lists them");
        }
        VolumeView view = seen.get();
        if (view.attachments().isEmpty()) {
            return new Finding.Wrong(
                    "it is " + view.state() + ", attached to nothing (if a job is moving it now, ask again later)",
                    "aws ec2 attach-volume --volume-id " + volume.id() + " --instance-id " + volume.host()
                            + " --device /dev/sdf");
        }
        VolumeView.Attachment at = view.attachments().get(0);
        if (!at.instance().equals(volume.host())) {
            return new Finding.Wrong(
                    "it is on " + at.instance() + ", not on its host " + volume.host()
                            + " (if a job has it, it comes home by itself)",
                    "correct volumes: host, or move it: aws ec2 detach-volume --volume-id " + volume.id());
        }
        if (!at.isAttached()) {
            return new Finding.Wrong(
                    "its attachment is " + at.state() + " (if a job is moving it now, ask again later)",
                    "aws ec2 describe-volumes --volume-ids " + volume.id());
        }
        return new Finding.Fine(view.sizeGib() + " GiB, attached to its host as " + at.device());
    }

    private Finding deletion(Optional<VolumeView> seen) {
        Optional<VolumeView.Attachment> at = seen.flatMap(view -> view.attachmentTo(volume.host()));
        if (at.isEmpty()) {
            return new Finding.Unchecked("the volume is not on its host");
        }
        if (at.get().deleteOnTermination()) {
            return new Finding.Wrong(
                    "the volume would be deleted together with its host",
                    "aws ec2 modify-instance-attribute --instance-id " + volume.host()
                            + " --block-device-mappings '[{\"DeviceName\":\""
                            + at.get().device() + "\",\"Ebs\":{\"DeleteOnTermination\":false}}]'");
        }
        return new Finding.Fine("false: the volume outlives its host");
    }

    private Finding host(Optional<InstanceView> host) {
        if (host.isEmpty()) {
            return new Finding.Wrong(
                    "EC2 knows no instance " + volume.host() + " in " + setup.region(),
                    "correct volumes: host; aws ec2 describe-instances --region " + setup.region() + " lists them");
        }
        if (host.get().state() != InstanceView.State.RUNNING) {
            return new Finding.Wrong(
                    volume.host() + " is " + host.get().state().toString().toLowerCase(Locale.ROOT),
                    "aws ec2 start-instances --instance-ids " + volume.host());
        }
        return new Finding.Fine(volume.host() + ", " + host.get().type() + ", running");
    }

    private Finding tags(Optional<InstanceView> host) {
        if (host.isEmpty()) {
            return new Finding.Unchecked("the host was not seen");
        }
        String installation = host.get().tags().getOrDefault(Setup.INSTALLATION_TAG, "");
        if (!installation.equals(setup.installation())) {
            return new Finding.Wrong(
                    installation.isEmpty()
                            ? "it carries no tag " + Setup.INSTALLATION_TAG
                            : "its tag " + Setup.INSTALLATION_TAG + " is " + installation + ", not "
                                    + setup.installation(),
                    tagging(volume.host()));
        }
        if (host.get().tags().getOrDefault(Setup.ROLE_TAG, "").equals("builder")) {
            return new Finding.Wrong(
                    "its tag " + Setup.ROLE_TAG + " is builder: the bot would end it",
                    "aws ec2 create-tags --resources " + volume.host() + " --tags Key=" + Setup.ROLE_TAG
                            + ",Value=host");
        }
        return new Finding.Fine(Setup.INSTALLATION_TAG + "=" + installation);
    }

    private String tagging(String resource) {
        return "aws ec2 create-tags --resources " + resource + " --tags Key=" + Setup.INSTALLATION_TAG + ",Value="
                + setup.installation();
    }

    private Finding zone(Optional<VolumeView> seen, Optional<InstanceView> host) {
        if (seen.isEmpty() || host.isEmpty()) {
            return new Finding.Unchecked("volume and host were not both seen");
        }
        String of = seen.get().zone();
        return of.equals(host.get().zone())
                ? new Finding.Fine(of + ", as its host")
                : new Finding.Wrong(
                        "the volume is in " + of + ", its host in " + host.get().zone()
                                + ": they can never be together",
                        "name a host in " + of + " under volumes: host");
    }
}
