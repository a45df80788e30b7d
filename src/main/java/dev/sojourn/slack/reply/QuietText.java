package dev.sojourn.slack.reply;

import dev.sojourn.command.Reply;
import dev.sojourn.job.QuietHours;
import dev.sojourn.slack.words.Mrkdwn;
import java.time.Instant;
import java.time.ZoneOffset;

/** When somebody is not called, in words, and what breaks the quiet all the same. */
final class QuietText {

    private QuietText() {}

    static String of(Reply.QuietKept kept, String commandName, Instant now) {
        if (kept.hours().isEmpty()) {
            return "You have no quiet hours. To have some: `" + commandName
                    + " quiet 22-7 Europe/Berlin`, with your own place.";
        }
        QuietHours hours = kept.hours().get();
        String next = kept.now()
                ? "They last until " + Mrkdwn.time(hours.nextEnd(now)) + " now."
                : "They begin next at " + Mrkdwn.time(hours.nextBegin(now)) + ", by your own clock.";
        return "You have quiet hours from " + hours.from() + " to " + hours.until() + " ("
                + Mrkdwn.line(
                        hours.zone().equals(ZoneOffset.UTC)
                                ? "UTC"
                                : hours.zone().getId(),
                        60) + "). " + next
                + " What you would have been told or asked by direct message meanwhile comes when they end, and no thread"
                + " mentions you. A volume that is not home, and a question while a builder is paid for, come at once. To end"
                + " them: `" + commandName + " quiet off`.";
    }
}
