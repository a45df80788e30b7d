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
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
 */
public record Policy(
        Set<String> channels,
        Set<String> requesters,
        Set<String> approvers,
        boolean selfApproval,
        int queueLimit,
        Usd aheadUpTo,
        Caps caps) {

    /** The most that may be approved ahead where the configuration says nothing. */
    public static final Usd USUAL_AHEAD = Usd.of("50");

    public Policy(
            Set<String> channels, Set<String> requesters, Set<String> approvers, boolean selfApproval, int queueLimit) {
        this(channels, requesters, approvers, selfApproval, queueLimit, USUAL_AHEAD, Caps.NONE);
    }

    /** Whether this person may ask for builds here at all. */
    public Verdict mayAsk(String user, String channel) {
        if (!channels.isEmpty() && !channels.contains(channel)) {
            return new Verdict.Refused(
                    "Builds cannot be started from this channel.", "Ask in " + mentions(channels, "#") + ".");
        }
        if (!requesters.isEmpty() && !requesters.contains(user)) {
            return new Verdict.Refused(
                    "You are not on the list of people who may start builds.",
                    "Ask the person who runs Sojourn to add " + user + " to `policy.requesters`.");
        }
        return new Verdict.Allowed();
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
    public Verdict mayDecide(String user, String requester) {
        if (!approvers.contains(user)) {
            return new Verdict.Refused(
                    "Only approvers may decide on this build, and you are not one.",
                    "One of " + mentions(approvers, "@") + " can.");
        }
        if (user.equals(requester) && !selfApproval) {
            return new Verdict.Refused(
                    "You asked for this build, so somebody else must approve it.",
                    "Another of " + mentions(approvers, "@") + " can.");
        }
        return new Verdict.Allowed();
    }

    /** Whether this person may say yes to builds like that person's for a day, up to an amount for all of them. */
    public Verdict mayDecideAhead(String user, String requester, BuildPlan plan, Usd limit) {
        if (mayDecide(user, requester) instanceof Verdict.Refused refused) {
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
        return approvers.contains(user)
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
                && mayDecide(grant.by(), requester) instanceof Verdict.Allowed;
    }

    private static boolean covers(Grant grant, BuildPlan plan, Rung rung) {
        return rung.hourly().isPresent()
                && (grant.types().contains(rung.type().name())
                        || reasons(plan.profile().approval(), List.of(rung), plan.estimate())
                                .isEmpty());
    }

    /** Whether this person may cancel that person's build on this volume. */
    public Verdict mayCancel(String user, String requester, WorkingVolume volume) {
        if (user.equals(requester) || approvers.contains(user) || volume.isOwnedBy(user)) {
            return new Verdict.Allowed();
        }
        return new Verdict.Refused(
                "Only the requester, an owner of the volume or an approver may cancel this build.",
                "Ask <@" + requester + ">.");
    }

    /**
     * Whether this person may have processes in the tree ended, or wait for them.
     *
     * @param person whose processes they are; empty: nobody whom the configuration knows
     */
    public Verdict mayStop(String user, Optional<String> person, WorkingVolume volume) {
        if (person.equals(Optional.of(user)) || volume.isOwnedBy(user)) {
            return new Verdict.Allowed();
        }
        return new Verdict.Refused(
                "These processes are not yours, and neither is the volume.",
                "Ask " + mentions(person.map(Set::of).orElseGet(() -> Set.copyOf(volume.owners())), "@") + ".");
    }

    /** Whether this person may say where a volume lives from now on. */
    public Verdict mayChooseHost(String user, WorkingVolume volume) {
        if (approvers.contains(user) || volume.isOwnedBy(user)) {
            return new Verdict.Allowed();
        }
        return new Verdict.Refused(
                "Only an owner of the volume or an approver may choose its new host.",
                "Ask " + mentions(Set.copyOf(volume.owners()), "@") + ".");
    }

    /** Whether this person may have builders terminated that no job owns. */
    public Verdict mayEndStrays(String user) {
        if (approvers.contains(user)) {
            return new Verdict.Allowed();
        }
        return new Verdict.Refused(
                "Only approvers may terminate a builder.", "One of " + mentions(approvers, "@") + " can.");
    }

    /** Whether this person may read who did what. */
    public Verdict mayAudit(String user) {
        if (approvers.contains(user)) {
            return new Verdict.Allowed();
        }
        return new Verdict.Refused(
                "Only approvers may have the audit, and you are not one.",
                "One of " + mentions(approvers, "@") + " can.");
    }

    /** Whether this person may have a build folder deleted: others may build on what is in there. */
    public Verdict mayChangeSlots(String user, WorkingVolume volume) {
        if (volume.isOwnedBy(user)) {
            return new Verdict.Allowed();
        }
        return new Verdict.Refused(
                "Only an owner of the volume may have a slot emptied.",
                "Ask " + mentions(Set.copyOf(volume.owners()), "@") + ".");
    }

    private static String mentions(Set<String> ids, String sign) {
        if (ids.isEmpty()) {
            return "nobody (`policy.approvers` is empty)";
        }
        return String.join(
                ", ", ids.stream().sorted().map(id -> "<" + sign + id + ">").toList());
    }
}
