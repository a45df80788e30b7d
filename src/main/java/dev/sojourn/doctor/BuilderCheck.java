package dev.sojourn.doctor;

import dev.sojourn.cloud.Asked;
import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.CloudAnswer.Refused;
import dev.sojourn.cloud.Inventory.ImageView;
import dev.sojourn.cloud.Inventory.SubnetView;
import dev.sojourn.cloud.LaunchOrder;
import dev.sojourn.cloud.Refusal;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.plan.Builder;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.WorkingVolume;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Whether builders of a profile can be launched, where its volumes can reach them. Nothing is launched. */
public final class BuilderCheck implements Check {

    private final Setup setup;
    private final Profile profile;
    private final Eyes eyes;

    public BuilderCheck(Setup setup, Profile profile, Eyes eyes) {
        this.setup = setup;
        this.profile = profile;
        this.eyes = eyes;
    }

    @Override
    public List<Line> look() {
        Builder builder = profile.builder();
        Lines lines = new Lines("builders of " + profile.name());
        CloudAnswer<Map<String, ImageView>> images = eyes.inventory().images(List.of(builder.image()));
        CloudAnswer<Map<String, SubnetView>> subnets = eyes.inventory().subnets(List.of(builder.subnet()));
        Optional<ImageView> image = images.ok().map(all -> all.get(builder.image()));
        lines.add("image", images.ok().isEmpty() ? Said.no(images, "ec2:DescribeImages") : image(image));
        lines.add("root disk", rootDisk(image));
        lines.add(
                "subnet",
                subnets.ok().isEmpty()
                        ? Said.no(subnets, "ec2:DescribeSubnets")
                        : subnet(subnets.ok().map(all -> all.get(builder.subnet()))));
        lines.add("launch on demand", launch(false));
        if (profile.market() == Market.SPOT) {
            lines.add("launch as spot", launch(true));
        }
        return lines.all();
    }

    private Finding image(Optional<ImageView> seen) {
        String id = profile.builder().image();
        if (seen.isEmpty()) {
            return new Finding.Wrong(
                    "EC2 knows no image " + id + " in " + setup.region(),
                    "make one (deploy/builder-image/README.md) and name it under builders: image");
        }
        ImageView image = seen.get();
        if (!image.state().equals("available")) {
            return new Finding.Wrong(
                    id + " is " + image.state(),
                    "aws ec2 wait image-available --image-ids " + id + ", or another image");
        }
        List<String> others = profile.types().stream()
                .filter(type -> setup.prices().find(type).known())
                .filter(type -> !setup.prices().find(type).architecture().equals(image.architecture()))
                .toList();
        return others.isEmpty()
                ? new Finding.Fine(id + ", " + image.architecture() + ", available")
                : new Finding.Wrong(
                        id + " is for " + image.architecture() + ", and these types are not: "
                                + String.join(", ", others),
                        "take them out of profiles: types, or name an image of theirs");
    }

    private Finding rootDisk(Optional<ImageView> seen) {
        int wanted = profile.builder().rootDiskGib();
        if (seen.isEmpty() || seen.get().rootDiskGib() == 0) {
            return new Finding.Unchecked("EC2 does not say how large the image's disk is");
        }
        int least = seen.get().rootDiskGib();
        return wanted >= least
                ? new Finding.Fine(wanted + " GiB; the image needs " + least)
                : new Finding.Wrong(
                        wanted + " GiB, and the image needs " + least + ": EC2 refuses every launch",
                        "set builders: root-disk-gib to " + least + " or more");
    }

    private Finding subnet(Optional<SubnetView> seen) {
        String id = profile.builder().subnet();
        if (seen.isEmpty()) {
            return new Finding.Wrong(
                    "EC2 knows no subnet " + id + " in " + setup.region(),
                    "correct builders: subnet; aws ec2 describe-subnets lists them");
        }
        List<String> ids =
                setup.volumesOf(profile).stream().map(WorkingVolume::id).toList();
        CloudAnswer<Map<String, VolumeView>> volumes = eyes.volumes().describe(ids);
        if (volumes.ok().isEmpty()) {
            return Said.no(volumes, "ec2:DescribeVolumes");
        }
        TreeSet<String> zones = new TreeSet<>(volumes.ok().orElseThrow().values().stream()
                .map(VolumeView::zone)
                .toList());
        SubnetView subnet = seen.get();
        if (!zones.stream().allMatch(subnet.zone()::equals)) {
            return new Finding.Wrong(
                    id + " is in " + subnet.zone() + ", volumes of this profile in " + String.join(", ", zones),
                    "name a subnet in the volumes' zone: aws ec2 describe-subnets --filters"
                            + " Name=availability-zone,Values=" + zones.first());
        }
        return subnet.freeAddresses() > 0
                ? new Finding.Fine(id + ", " + subnet.zone() + ", " + subnet.freeAddresses() + " free addresses")
                : new Finding.Wrong(id + " has no free address", "name a larger subnet under builders: subnet");
    }

    private Finding launch(boolean spot) {
        Builder builder = profile.builder();
        String type = firstOffered();
        CloudAnswer<Asked> answer = eyes.permissions()
                .launch(new LaunchOrder(
                        "doctor-" + setup.installation() + "-" + System.nanoTime(),
                        type,
                        spot,
                        builder.image(),
                        builder.subnet(),
                        builder.securityGroup(),
                        builder.instanceProfile(),
                        builder.rootDiskGib(),
                        "#!/bin/sh\nshutdown -P now\n",
                        setup.builderTags()));
        if (answer.ok().isPresent()) {
            return new Finding.Fine(type + " with tags and role, by dry run");
        }
        if (answer instanceof Refused<Asked> refused && !Said.isAboutCredentials(answer)) {
            return refusedLaunch(type, refused);
        }
        return Said.no(answer, "ec2:RunInstances");
    }

    /** By attributes there are many, and not all of them are here. */
    private String firstOffered() {
        Optional<String> zone = profile.atLeast().isEmpty()
                ? Optional.empty()
                : eyes.inventory()
                        .subnets(List.of(profile.builder().subnet()))
                        .ok()
                        .flatMap(all ->
                                Optional.ofNullable(all.get(profile.builder().subnet())))
                        .map(SubnetView::zone);
        return zone.flatMap(there ->
                        eyes.instances().offered(there, profile.types()).ok())
                .flatMap(offered ->
                        profile.types().stream().filter(offered::contains).findFirst())
                .orElse(profile.types().get(0));
    }

    private static Finding refusedLaunch(String type, Refused<Asked> refused) {
        if (refused.refusal() == Refusal.DENIED) {
            return new Finding.Wrong(
                    "launching " + type + " is not allowed (" + refused.code() + ")",
                    "compare the bot's policy with deploy/iam/bot-policy.json: types, image, subnet, security group,"
                            + " iam:PassRole and ec2:CreateTags; aws sts decode-authorization-message says which");
        }
        if (refused.refusal() == Refusal.NOT_FOUND || refused.refusal() == Refusal.UNSUPPORTED) {
            return new Finding.Wrong(
                    "launching " + type + " is refused: " + refused.code() + ", " + refused.message(),
                    "correct what it names under builders: or profiles: types");
        }
        return Said.no(refused, "ec2:RunInstances");
    }
}
