package dev.sojourn.doctor;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.WorkingVolume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether the instance types of a profile are to be had, and what they cost is known. */
public final class TypesCheck implements Check {

    private final Setup setup;
    private final Profile profile;
    private final Eyes eyes;

    public TypesCheck(Setup setup, Profile profile, Eyes eyes) {
        this.setup = setup;
        this.profile = profile;
        this.eyes = eyes;
    }

    @Override
    public List<Line> look() {
        return new Lines("types of " + profile.name())
                .add("offered", offered())
                .add("prices", prices())
                .all();
    }

    private Finding offered() {
        CloudAnswer<Map<String, VolumeView>> volumes = eyes.volumes()
                .describe(
                        setup.volumesOf(profile).stream().map(WorkingVolume::id).toList());
        if (volumes.ok().isEmpty()) {
            return Said.no(volumes, "ec2:DescribeVolumes");
        }
        Set<String> zones = new TreeSet<>(volumes.ok().orElseThrow().values().stream()
                .map(VolumeView::zone)
                .toList());
        if (zones.isEmpty()) {
            return new Finding.Unchecked("no volume of this profile was seen, so its zone is not known");
        }
        if (profile.atLeast().isPresent()) {
            return offeredByAttributes(zones);
        }
        List<String> missing = new ArrayList<>();
        for (String zone : zones) {
            CloudAnswer<Set<String>> offered = eyes.instances().offered(zone, profile.types());
            if (offered.ok().isEmpty()) {
                return Said.no(offered, "ec2:DescribeInstanceTypeOfferings");
            }
            profile.types().stream()
                    .filter(type -> !offered.ok().orElseThrow().contains(type))
                    .forEach(type -> missing.add(type + " in " + zone));
        }
        return missing.isEmpty()
                ? new Finding.Fine(String.join(", ", profile.types()) + ", in " + String.join(", ", zones))
                : new Finding.Wrong(
                        "not offered: " + String.join(", ", missing),
                        "take them out of profiles: types, or name others: aws ec2 describe-instance-type-offerings"
                                + " --location-type availability-zone --filters Name=location,Values="
                                + zones.iterator().next());
    }

    /** Some of the many that fit are enough. */
    private Finding offeredByAttributes(Set<String> zones) {
        String wanted = "at least " + profile.atLeast().orElseThrow().words();
        for (String zone : zones) {
            CloudAnswer<Set<String>> offered = eyes.instances().offered(zone, profile.types());
            if (offered.ok().isEmpty()) {
                return Said.no(offered, "ec2:DescribeInstanceTypeOfferings");
            }
            if (offered.ok().orElseThrow().isEmpty()) {
                return new Finding.Wrong(
                        "none of the cheapest types with " + wanted + " is offered in " + zone,
                        "ask for less under profiles: at-least, or name types");
            }
        }
        return new Finding.Fine("some with " + wanted + ", in " + String.join(", ", zones));
    }

    private Finding prices() {
        List<String> unknown = profile.types().stream()
                .filter(type -> setup.prices().find(type).hourly().isEmpty())
                .toList();
        return unknown.isEmpty()
                ? new Finding.Fine("known for all of them")
                : new Finding.Wrong(
                        "not known for " + String.join(", ", unknown) + ": each of their builds has to be approved",
                        "name dollars per hour under prices: in the configuration, as `" + unknown.get(0) + ": 2.86`");
    }
}
