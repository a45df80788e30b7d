package dev.sojourn.slack.words;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Hold;
import dev.sojourn.job.Holder;
import dev.sojourn.plan.WorkingVolume;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What thread and card say of those who hold the volume. */
public final class HolderLines {

    private static final int SHOWN = 3;

    private HolderLines() {}

    /** A thread's line, where the fact is about holders. */
    public static Optional<String> of(Fact fact, WorkingVolume volume) {
        if (fact instanceof Fact.Held held) {
            return Optional.of(held(held, volume));
        }
        if (fact instanceof Fact.HeldLonger longer) {
            return Optional.of(Mrkdwn.user(longer.by()) + " needs the tree until " + Mrkdwn.time(longer.until())
                    + "; the build waits.");
        }
        if (fact instanceof Fact.HoldersStopped stopped) {
            return Optional.of(stopped(stopped));
        }
        if (fact instanceof Fact.HeldNoMore) {
            return Optional.of("Nobody holds the volume any more: the build goes on.");
        }
        return Optional.empty();
    }

    private static String held(Fact.Held held, WorkingVolume volume) {
        StringBuilder line = new StringBuilder("The volume is held:");
        for (HolderGroup group : HolderGroup.of(held.holders())) {
            if (!group.processes().isEmpty()) {
                line.append("\n• ")
                        .append(who(group, volume))
                        .append(": ")
                        .append(HolderGroup.processes(group.processes()));
            }
            if (!group.mounts().isEmpty()) {
                line.append("\n• mounts in it, which somebody has to end on the host: ")
                        .append(HolderGroup.mounts(group.mounts()));
            }
        }
        int more = held.count() - held.holders().size();
        if (more > 0) {
            line.append("\n• ").append(Wording.count(more)).append(" more, not listed");
        }
        return line.append("\nThey are asked by direct message. The volume stays home, and the build goes on once it")
                .append(" is free.")
                .toString();
    }

    private static String who(HolderGroup group, WorkingVolume volume) {
        Optional<String> person = group.person(volume);
        if (person.isPresent()) {
            return Mrkdwn.user(person.get());
        }
        return group.hostUser()
                + group.addressee(volume)
                        .map(owner -> ", whom nobody is named for; " + Mrkdwn.user(owner) + " is asked")
                        .orElse(", whom nobody is named for");
    }

    private static String stopped(Fact.HoldersStopped stopped) {
        List<Holder> targets =
                stopped.targets().stream().filter(Holder::isProcess).toList();
        String many = Wording.count(targets.size(), "process", "processes");
        String asked = stopped.by()
                .map(user -> Mrkdwn.user(user) + " had " + many + " asked to end (SIGTERM)")
                .orElseGet(() -> "As the configuration allows, " + many + (targets.size() == 1 ? " was" : " were")
                        + " asked to end (SIGTERM)");
        return asked + ": " + HolderGroup.processes(targets) + ". " + left(stopped.left());
    }

    /** What became of processes that were asked to end. */
    public static String left(int left) {
        return left == 0
                ? "All have ended."
                : Wording.count(left, "goes", "go")
                        + " on all the same: end "
                        + (left == 1 ? "it" : "them")
                        + " on the host. The build waits until then, or until it is cancelled.";
    }

    /** For a card: by whom, in a few words. */
    public static String brief(Hold hold, WorkingVolume volume) {
        List<HolderGroup> groups =
                HolderGroup.of(hold.holders()).stream().limit(SHOWN).toList();
        String named = groups.stream().map(group -> brief(group, volume)).collect(Collectors.joining(", "));
        int shown = groups.stream()
                .mapToInt(group -> Math.min(SHOWN, group.holders().size()))
                .sum();
        int more = hold.count() - shown;
        return (named.isEmpty() ? "something holds it" : "held by " + named)
                + (more > 0 && shown > 0 ? " and " + Wording.count(more) + " more" : "")
                + hold.waitUntil()
                        .map(until -> ", left alone until " + Mrkdwn.time(until))
                        .orElse("");
    }

    private static String brief(HolderGroup group, WorkingVolume volume) {
        String things =
                group.holders().stream().limit(SHOWN).map(HolderGroup::name).collect(Collectors.joining(", "));
        String who = group.processes().isEmpty()
                ? "mounts"
                : group.person(volume).map(Mrkdwn::user).orElseGet(group::hostUser);
        return who + " (" + things + ")";
    }
}
