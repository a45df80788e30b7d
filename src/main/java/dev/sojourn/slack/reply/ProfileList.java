package dev.sojourn.slack.reply;

import dev.sojourn.command.Reply;
import dev.sojourn.plan.ApprovalRule;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.WorkingVolume;
import dev.sojourn.slack.words.Lines;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Wording;
import java.util.List;
import java.util.stream.Collectors;

/** The kinds of builds: on what, of what, on which machines, and from where on a second person must agree. */
final class ProfileList {

    private ProfileList() {}

    static String of(Reply.Profiles reply, String commandName) {
        List<String> lines = reply.profiles().stream()
                .map(profile -> line(profile, reply.volumes()))
                .toList();
        return Lines.fit(lines, ReplyText.MOST - 100) + "\nTo choose one: `" + commandName + " main --profile NAME`.";
    }

    private static String line(Profile profile, List<WorkingVolume> volumes) {
        String on = volumes.stream()
                .filter(volume -> volume.profiles().contains(profile.name()))
                .map(volume -> Mrkdwn.code(volume.name())
                        + (volume.profiles().get(0).equals(profile.name()) ? " (its usual one)" : ""))
                .collect(Collectors.joining(", "));
        ApprovalRule rule = profile.approval();
        return "*" + Mrkdwn.line(profile.name(), 100) + "* on " + (on.isEmpty() ? "no volume" : on)
                + ": builds " + (profile.targets().isEmpty() ? "everything" : codes(profile.targets())) + " on "
                + profile.atLeast()
                        .map(least -> "the cheapest types with at least " + least.words())
                        .orElseGet(() -> codes(profile.types()))
                + market(profile)
                + ". Asks for approval from " + rule.fromVcpus() + " vCPUs, an estimate of " + rule.fromUsd() + " or "
                + rule.fromUsdPerHour() + " an hour. At most "
                + profile.cap().map(cap -> cap + " a job").orElse("twice the upper estimate")
                + "; " + Wording.count(profile.slots(), "slot", "slots") + " on a volume.";
    }

    private static String market(Profile profile) {
        if (profile.spotOnly()) {
            return ", spot only";
        }
        return profile.market() == Market.SPOT ? ", spot first" : ", on demand";
    }

    private static String codes(List<String> names) {
        String shown = names.stream().limit(5).map(Mrkdwn::code).collect(Collectors.joining(", "));
        return names.size() > 5 ? shown + " and " + (names.size() - 5) + " more" : shown;
    }
}
