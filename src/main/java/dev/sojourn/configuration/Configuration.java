package dev.sojourn.configuration;

import dev.sojourn.command.Installation;
import dev.sojourn.handoff.Adoption;
import dev.sojourn.handoff.Sweep;
import dev.sojourn.handoff.Timing;
import dev.sojourn.plan.MachineType;
import dev.sojourn.plan.PriceTable;
import dev.sojourn.plan.SpotBreaker;
import dev.sojourn.policy.Groups;
import dev.sojourn.policy.Policy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What {@code SOJOURN_CONFIG} says, complete and consistent.
 *
 * @param id the installation's id in every tag, filter and IAM condition
 * @param command the slash command's name
 */
public record Configuration(
        String id,
        String region,
        String command,
        Installation installation,
        Policy policy,
        PriceTable prices,
        Timing timing,
        SpotBreaker spot,
        SlackPace slack,
        Sweep.Rule strays,
        WebSection web) {

    /** Every user group that a list of people names. */
    public Set<String> groups() {
        Set<String> groups = new HashSet<>(policy.groupsNamed());
        installation
                .volumes()
                .forEach(volume ->
                        volume.owners().stream().filter(Groups::isGroup).forEach(groups::add));
        return groups;
    }

    /** All types that profiles name, with their prices. */
    public List<MachineType> types() {
        return installation.profiles().stream()
                .flatMap(profile -> profile.types().stream())
                .distinct()
                .map(prices::find)
                .toList();
    }

    /** Every volume with its first profile, and where is told what becomes of it when nobody asked: a channel for builds, or its owner. */
    public List<Adoption.Ward> wards() {
        return installation.volumes().stream()
                .map(volume -> new Adoption.Ward(
                        volume,
                        installation.profiles().stream()
                                .filter(one ->
                                        one.name().equals(volume.profiles().get(0)))
                                .findFirst()
                                .orElseThrow(),
                        policy.channels().stream()
                                .sorted()
                                .findFirst()
                                .orElse(volume.owners().get(0))))
                .toList();
    }
}
