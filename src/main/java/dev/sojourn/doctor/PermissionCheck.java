package dev.sojourn.doctor;

import dev.sojourn.cloud.Asked;
import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.CloudAnswer.Refused;
import dev.sojourn.cloud.Refusal;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.plan.WorkingVolume;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the bot may do with a volume and its host, and what it must not be able to. All by dry run. */
public final class PermissionCheck implements Check {

    private static final String DEVICE = "/dev/sdf";

    private final Setup setup;
    private final WorkingVolume volume;
    private final Eyes eyes;

    public PermissionCheck(Setup setup, WorkingVolume volume, Eyes eyes) {
        this.setup = setup;
        this.volume = volume;
        this.eyes = eyes;
    }

    @Override
    public List<Line> look() {
        String device = eyes.volumes()
                .describe(List.of(volume.id()))
                .ok()
                .map(all -> all.get(volume.id()))
                .flatMap(view -> view.attachmentTo(volume.host()))
                .map(VolumeView.Attachment::device)
                .orElse(DEVICE);
        Lines lines = new Lines("permissions on " + volume.name());
        lines.add(
                "ec2:AttachVolume",
                may(eyes.permissions().attach(volume.id(), volume.host(), DEVICE), "ec2:AttachVolume"));
        lines.add(
                "ec2:DetachVolume",
                may(eyes.permissions().detach(volume.id(), volume.host(), device), "ec2:DetachVolume"));
        lines.add(
                "ec2:ModifyInstanceAttribute",
                may(eyes.permissions().keepOnTermination(volume.host(), device), "ec2:ModifyInstanceAttribute"));
        lines.add("ec2:TerminateInstances, host", mustNotEndTheHost());
        lines.add("ec2:TerminateInstances, builder", mayEndBuilders());
        return lines.all();
    }

    private Finding may(CloudAnswer<Asked> answer, String call) {
        if (answer.ok().isPresent()) {
            return new Finding.Fine("allowed, by dry run");
        }
        if (answer instanceof Refused<Asked> refused
                && refused.refusal() == Refusal.DENIED
                && !Said.isAboutCredentials(answer)) {
            return new Finding.Wrong(
                    "not allowed (" + refused.code() + ")",
                    "tag both: aws ec2 create-tags --resources " + volume.id() + " " + volume.host() + " --tags Key="
                            + Setup.INSTALLATION_TAG + ",Value=" + setup.installation()
                            + "; and give the bot's role deploy/iam/bot-policy.json");
        }
        return Said.no(answer, call);
    }

    private Finding mustNotEndTheHost() {
        CloudAnswer<Asked> answer = eyes.permissions().terminate(volume.host());
        if (answer.ok().isPresent()) {
            return new Finding.Wrong(
                    "the bot may terminate the host " + volume.host(),
                    "narrow ec2:TerminateInstances to the tag " + Setup.ROLE_TAG
                            + "=builder, as in deploy/iam/bot-policy.json");
        }
        return answer.isRefused(Refusal.DENIED) && !Said.isAboutCredentials(answer)
                ? new Finding.Fine("refused, as it has to be, by dry run")
                : Said.no(answer, "ec2:TerminateInstances");
    }

    private Finding mayEndBuilders() {
        CloudAnswer<Optional<String>> builders = eyes.inventory()
                .anyWithTags(Map.of(Setup.INSTALLATION_TAG, setup.installation(), Setup.ROLE_TAG, "builder"));
        if (builders.ok().isEmpty()) {
            return Said.no(builders, "ec2:DescribeInstances");
        }
        Optional<String> one = builders.ok().orElseThrow();
        return one.isEmpty()
                ? new Finding.Unchecked(
                        "no builder is to be seen whose end could be asked about; ask again after a build")
                : may(eyes.permissions().terminate(one.get()), "ec2:TerminateInstances");
    }
}
