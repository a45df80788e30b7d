package dev.sojourn.slack.reply;

import dev.sojourn.command.Reply;
import dev.sojourn.plan.Slot;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The build folders of a volume as a table, and what to type to be rid of one. */
final class SlotTable {

    private static final int PROFILE = 12;
    private static final int USE = 70;
    private static final int MOST = 2800;
    private static final String ROW = "%-5s %-" + PROFILE + "s %-12s %-9s %s";

    private SlotTable() {}

    static String of(Reply.Slots reply, String commandName, Instant now) {
        String volume = Mrkdwn.code(reply.volume().name());
        String free = Wording.gib(reply.freeMib()) + " are free";
        if (reply.slots().isEmpty()) {
            return "There are no slots on volume " + volume + " yet; the first build makes one. " + free + ".";
        }
        String head = String.format(Locale.ROOT, ROW, "Slot", "Profile", "Last used", "Size", "The next build there");
        String rows =
                reply.slots().stream().map(slot -> row(slot, now)).collect(Collectors.joining("\n", head + "\n", ""));
        return "*Slots on volume " + volume + ";* " + free + ".\n" + Mrkdwn.fence(rows, MOST)
                + "\nTo delete one and have its room, name it with a build: `" + commandName + " main --clear-slot "
                + longestUnused(reply.slots()) + "`.";
    }

    private static String row(Slot slot, Instant now) {
        String used = slot.used().map(at -> age(Duration.between(at, now))).orElse("unknown");
        return String.format(
                Locale.ROOT,
                ROW,
                slot.number(),
                line(slot.profile(), PROFILE),
                used,
                slot.mib() > 0 ? Wording.gib(slot.mib()) : "unknown",
                use(slot));
    }

    private static String use(Slot slot) {
        if (!slot.fits()) {
            return "all anew: other tools (" + line(slot.mismatch(), USE) + ")";
        }
        return slot.filesDiffer()
                .map(files -> Wording.count(files, "file differs", "files differ"))
                .orElse("compiles what differs");
    }

    /** Coarse, so that the columns stay narrow. */
    private static String age(Duration time) {
        if (time.toMinutes() < 1) {
            return "just now";
        }
        if (time.toHours() < 2) {
            return time.toMinutes() + " min ago";
        }
        return time.toDays() < 2 ? time.toHours() + " h ago" : time.toDays() + " days ago";
    }

    private static int longestUnused(List<Slot> slots) {
        return slots.stream()
                .min((one, other) ->
                        one.used().orElse(Instant.EPOCH).compareTo(other.used().orElse(Instant.EPOCH)))
                .map(Slot::number)
                .orElseThrow();
    }

    /** A file on the volume says so, which its owner may have written to. */
    private static String line(String text, int most) {
        return Mrkdwn.cut(Mrkdwn.plain(text).replaceAll("\\s+", " ").strip(), most);
    }
}
