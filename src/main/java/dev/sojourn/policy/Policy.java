package dev.sojourn.policy;

import dev.sojourn.plan.ApprovalRule;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Caps;
import dev.sojourn.plan.Estimate;
import dev.sojourn.plan.Grant;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.WorkingVolume;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may do what.
 *
 * @param channels channel ids where builds may be asked for; empty: all
 * @param requesters user ids that may build; empty: everybody
 * @param approvers user ids that may approve
 * @param selfApproval whether a requester who is an approver may approve their own
 * @param queueLimit how many jobs may wait for one volume
 * @param aheadUpTo the most that an approver may agree to ahead, for a day; nothing: they may not
 * @param caps limits on money
 * @param access what holds for single profiles and volumes, and who is in the groups that the lists may name
 */
public record Policy(
        Set<String> channels,
        Set<String> requesters,
        Set<String> approvers,
        boolean selfApproval,
        int queueLimit,
        Usd aheadUpTo,
        Caps caps,
        Access access) {

    /** The most that may be approved ahead where the configuration says nothing. */
    public static final Usd USUAL_AHEAD = Usd.of("50");

    public Policy(
            Set<String> channels, Set<String> requesters, Set<String> approvers, boolean selfApproval, int queueLimit) {
        this(channels, requesters, approvers, selfApproval, queueLimit, USUAL_AHEAD, Caps.NONE, Access.OPEN);
    }

    public Policy(
            Set<String> channels,
            Set<String> requesters,
            Set<String> approvers,
            boolean selfApproval,
            int queueLimit,
            Usd aheadUpTo,
            Caps caps) {
        this(channels, requesters, approvers, selfApproval, queueLimit, aheadUpTo, caps, Access.OPEN);
    }

    /** The same, with groups whose members are known. */
    public Policy knowing(Groups groups) {
        Access known = new Access(access.profiles(), access.volumes(), access.costViewers(), groups);
        return new Policy(channels, requesters, approvers, selfApproval, queueLimit, aheadUpTo, caps, known);
    }

    /** Every group of users that stands in one of the lists. */
    public Set<String> groupsNamed() {
        return Stream.of(requesters, approvers, access.groupsNamed())
                .flatMap(Set::stream)
                .filter(Groups::isGroup)
                .collect(Collectors.toSet());
    }

    /** Whether this person may ask for builds here at all. */
    public Verdict mayAsk(String user, String channel) {
        if (!channels.isEmpty() && !channels.contains(channel)) {
            return new Verdict.Refused(
                    "Builds cannot be started from this channel.", "Ask in " + mentions(channels, "#") + ".");
        }
        if (!requesters.isEmpty() && !access.has(requesters, user)) {
            return new Verdict.Refused(
                    "You are not on the list of people who may start builds.",
                    "Ask the person who runs Sojourn to add " + user + " to `policy.requesters`. These may: "
                            + mentions(requesters, "@") + ".");
        }
        return new Verdict.Allowed();
    }

    /** Whether this person may build this kind of build on this volume: some are for few. */
    public Verdict mayBuild(String user, BuildPlan plan) {
        Set<String> ofProfile = access.ofProfile(plan).requesters();
        if (!ofProfile.isEmpty() && !access.has(ofProfile, user)) {
            return new Verdict.Refused(
                    "Builds of profile " + plan.profile().name()
                            + " are not for everybody, and you are not on its list.",
                    mentions(ofProfile, "@") + " can.");
        }
        Set<String> ofVolume = access.of(plan.volume()).requesters();
        if (!ofVolume.isEmpty() && !access.has(ofVolume, user) && !owns(user, plan.volume())) {
            return new Verdict.Refused(
                    "Builds on volume " + plan.volume().name() + " are not for everybody, and you are not on its list.",
                    mentions(ofVolume, "@") + " can.");
        }
        return new Verdict.Allowed();
    }

    /** Whether a volume is this person's, by name or as a member of a group that owns it. */
    public boolean owns(String user, WorkingVolume volume) {
        return access.has(volume.owners(), user);
    }

    /** All people who may approve something, groups replaced by their members. */
    public List<String> approvingPeople() {
        return access.people(approvers);
    }

    /** All who may be asked for a yes to this plan, whoever asks for it. */
    public List<String> approvingPeople(BuildPlan plan) {
        return access.people(approvers).stream()
                .filter(user -> mayApprove(user, plan))
                .toList();
    }

    private boolean mayApprove(String user, BuildPlan plan) {
        return access.has(approvers, user)
                && among(access.ofProfile(plan).approvers(), user)
                && among(access.of(plan.volume()).approvers(), user);
    }

    private boolean among(Set<String> circle, String user) {
        return circle.isEmpty() || access.has(circle, user);
    }

    /** Whether this person may see what everybody's builds cost. */
    public Verdict maySeeCosts(String user, String channel) {
        if (access.has(approvers, user) || access.has(access.costViewers(), user)) {
            return new Verdict.Allowed();
        }
        if (access.costViewers().isEmpty()) {
            return mayAsk(user, channel);
        }
        return new Verdict.Refused(
                "What builds cost is shown to those on `policy.cost-viewers` and to approvers, and you are neither.",
                "One of " + mentions(access.costViewers(), "@") + " can.");
    }

    /**
     * Whether this plan may run for this person's and channel's money, and whether a second person must agree first. Asked when
     * a build is asked for, also once more, and again when somebody says yes to it.
     */
    public Verdict mayRun(BuildPlan plan, Asker asker) {
        Verdict alone = mayRun(plan);
        CapCheck check = CapCheck.of(caps, plan, asker);
        if (alone instanceof Verdict.Refused) {
            return alone;
        }
        if (check.hard().isPresent()) {
            return new Verdict.OverCap(check.hard().get());
        }
        List<String> reasons = new ArrayList<>(check.reasons());
        if (alone instanceof Verdict.NeedsApproval needs) {
            reasons.addAll(needs.reasons());
        }
        return reasons.isEmpty() ? alone : new Verdict.NeedsApproval(List.copyOf(reasons), check.soft());
    }

    /** Whether this plan may run, whatever was spent before, and whether a second person must agree first. */
    public Verdict mayRun(BuildPlan plan) {
        if (plan.estimate().priced() && plan.estimate().high().isMoreThan(plan.cap())) {
            return new Verdict.Refused(
                    "The cap of " + plan.cap() + " is below the estimate of "
                            + plan.estimate().range() + " on " + plan.first().label() + ".",
                    "Raise `--cap` to at least " + plan.estimate().high() + ", or take a smaller type with `--on`.");
        }
        List<String> reasons = new ArrayList<>();
        plan.profile()
                .cap()
                .filter(usual -> plan.cap().isMoreThan(usual))
                .ifPresent(usual ->
                        reasons.add("it may cost " + plan.cap() + ", more than the profile's cap of " + usual));
        reasons.addAll(reasons(plan.profile().approval(), plan.ladder(), plan.estimate()));
        return reasons.isEmpty() ? new Verdict.Allowed() : new Verdict.NeedsApproval(List.copyOf(reasons), List.of());
    }

    /** Whether a build on these rungs would need a second person. */
    public boolean asks(ApprovalRule rule, List<Rung> ladder, Estimate estimate) {
        return !reasons(rule, ladder, estimate).isEmpty();
    }

    private static List<String> reasons(ApprovalRule rule, List<Rung> ladder, Estimate estimate) {
        List<String> reasons = new ArrayList<>();
        // Any rung may be the one that has capacity, so the dearest decides.
        for (Rung rung : ladder) {
            if (!rung.type().known() || rung.hourly().isEmpty()) {
                reasons.add("nobody knows the price of " + rung.type().name());
            } else if (rung.type().vcpus() >= rule.fromVcpus()) {
                reasons.add(rung.type().name() + " has " + rung.type().vcpus() + " vCPUs (asks from " + rule.fromVcpus()
                        + ")");
            } else if (!rule.fromUsdPerHour().isMoreThan(rung.hourly().get())) {
                reasons.add(rung.label() + " costs " + rung.hourly().get() + " an hour (asks from "
                        + rule.fromUsdPerHour() + ")");
            }
        }
        if (estimate.priced() && !rule.fromUsd().isMoreThan(estimate.high())) {
            reasons.add("the estimate reaches " + estimate.high() + " (asks from " + rule.fromUsd() + ")");
        }
        return reasons.stream().distinct().limit(3).toList();
    }

    /** Whether this person may say yes or no to that person's build. */
    public Verdict mayDecide(String user, String requester, BuildPlan plan) {
        if (!access.has(approvers, user)) {
            return new Verdict.Refused(
                    "Only approvers may decide on this build, and you are not one.",
                    "One of " + deciders(requester, plan) + " can.");
        }
        if (!mayApprove(user, plan)) {
            return new Verdict.Refused(
                    "You may approve builds, but none of profile "
                            + plan.profile().name() + " on volume "
                            + plan.volume().name() + ".",
                    "One of " + deciders(requester, plan) + " can.");
        }
        if (user.equals(requester) && !selfApproval) {
            return new Verdict.Refused(
                    "You asked for this build, so somebody else must approve it.",
                    "Another of " + deciders(requester, plan) + " can.");
        }
        return new Verdict.Allowed();
    }

    /** Who can say yes to it, as far as it can be told now; else the list as it is written. */
    private String deciders(String requester, BuildPlan plan) {
        Set<String> people = approvingPeople(plan).stream()
                .filter(user -> selfApproval || !user.equals(requester))
                .collect(Collectors.toSet());
        return mentions(people.isEmpty() ? approvers : people, "@");
    }

    /** Whether this person may say yes to builds like that person's for a day, up to an amount for all of them. */
    public Verdict mayDecideAhead(String user, String requester, BuildPlan plan, Usd limit) {
        if (mayDecide(user, requester, plan) instanceof Verdict.Refused refused) {
            return refused;
        }
        if (limit.isMoreThan(aheadUpTo)) {
            return new Verdict.Refused(
                    aheadUpTo.equals(Usd.ZERO)
                            ? "Here nobody approves builds ahead."
                            : limit + " is more than anybody may approve ahead here, which is " + aheadUpTo + ".",
                    "Approve this one build, or change `policy.approve-ahead-up-to-usd`.");
        }
        if (plan.cap().isMoreThan(limit)) {
            return new Verdict.Refused(
                    limit + " is not enough for a single build like this one, which may cost " + plan.cap() + ".",
                    "Name " + plan.cap() + " or more.");
        }
        if (plan.ladder().stream().anyMatch(rung -> rung.hourly().isEmpty())) {
            return new Verdict.Refused(
                    "Nobody knows the price of all types that this build tries, so there is nothing to hold an amount against.",
                    "Approve this one build.");
        }
        return new Verdict.Allowed();
    }

    /** Whether this person may take a yes back that was given ahead, whoever gave it. */
    public Verdict mayEndAhead(String user) {
        return access.has(approvers, user)
                ? new Verdict.Allowed()
                : new Verdict.Refused(
                        "Only approvers may take this back, and you are not one.",
                        "One of " + mentions(approvers, "@") + " can.");
    }

    /**
     * Whether a yes given ahead is one to this plan: same volume, no other type that would need one, enough money left for
     * the whole cap, and whoever gave it may still decide on this person's builds.
     */
    public boolean covers(Grant grant, BuildPlan plan, String requester, Instant now) {
        return grant.volume().equals(plan.volume().id())
                && now.isBefore(grant.until())
                && !plan.cap().isMoreThan(grant.left())
                && plan.ladder().stream().allMatch(rung -> covers(grant, plan, rung))
                && mayDecide(grant.by(), requester, plan) instanceof Verdict.Allowed;
    }

    private static boolean covers(Grant grant, BuildPlan plan, Rung rung) {
        return rung.hourly().isPresent()
                && (grant.types().contains(rung.type().name())
                        || reasons(plan.profile().approval(), List.of(rung), plan.estimate())
                                .isEmpty());
    }

    /** Whether this person may cancel that person's build on this volume. */
    public Verdict mayCancel(String user, String requester, WorkingVolume volume) {
        if (user.equals(requester) || access.has(approvers, user) || owns(user, volume)) {
            return new Verdict.Allowed();
        }
        Set<String> owners = new HashSet<>(volume.owners());
        owners.add(requester);
        return new Verdict.Refused(
                "Only the requester, an owner of the volume or an approver may cancel this build.",
                "Ask " + mentions(withApprovers(owners), "@") + ".");
    }

    /** Whether this person may have a builder looked for at once, or bought on demand, for that person's build. */
    public Verdict mayHurry(String user, String requester, WorkingVolume volume) {
        return mayCancel(user, requester, volume) instanceof Verdict.Allowed
                ? new Verdict.Allowed()
                : new Verdict.Refused(
                        "Only the requester, an owner of the volume or an approver may choose how this build gets its"
                                + " builder.",
                        "Ask <@" + requester + ">.");
    }

    /**
     * Whether this person may have processes in the tree ended, or wait for them.
     *
     * @param person whose processes they are; empty: nobody whom the configuration knows
     */
    public Verdict mayStop(String user, Optional<String> person, WorkingVolume volume) {
        if (person.equals(Optional.of(user)) || owns(user, volume)) {
            return new Verdict.Allowed();
        }
        return new Verdict.Refused(
                "These processes are not yours, and neither is the volume.",
                "Ask " + mentions(person.map(Set::of).orElseGet(() -> Set.copyOf(volume.owners())), "@") + ".");
    }

    /** Whether this person may say where a volume lives from now on. */
    public Verdict mayChooseHost(String user, WorkingVolume volume) {
        if (access.has(approvers, user) || owns(user, volume)) {
            return new Verdict.Allowed();
        }
        return new Verdict.Refused(
                "Only an owner of the volume or an approver may choose its new host.",
                "Ask " + mentions(withApprovers(volume.owners()), "@") + ".");
    }

    /** Whether this person may have builders terminated that no job owns. */
    public Verdict mayEndStrays(String user) {
        if (access.has(approvers, user)) {
            return new Verdict.Allowed();
        }
        return new Verdict.Refused(
                "Only approvers may terminate a builder.", "One of " + mentions(approvers, "@") + " can.");
    }

    /** Whether this person may read who did what. */
    public Verdict mayAudit(String user) {
        if (access.has(approvers, user)) {
            return new Verdict.Allowed();
        }
        return new Verdict.Refused(
                "Only approvers may have the audit, and you are not one.",
                "One of " + mentions(approvers, "@") + " can.");
    }

    /** Whether this person may have a build folder deleted: others may build on what is in there. */
    public Verdict mayChangeSlots(String user, WorkingVolume volume) {
        if (owns(user, volume)) {
            return new Verdict.Allowed();
        }
        return new Verdict.Refused(
                "Only an owner of the volume may have a slot emptied.",
                "Ask " + mentions(Set.copyOf(volume.owners()), "@") + ".");
    }

    private Set<String> withApprovers(Collection<String> others) {
        return Stream.concat(others.stream(), approvers.stream()).collect(Collectors.toSet());
    }

    private static String mentions(Set<String> ids, String sign) {
        if (ids.isEmpty()) {
            return "nobody (`policy.approvers` is empty)";
        }
        return ids.stream()
                .sorted()
                .map(id -> Groups.isGroup(id) ? "<!subteam^" + id + ">" : "<" + sign + id + ">")
                .collect(Collectors.joining(", "));
    }
}
