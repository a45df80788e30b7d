package dev.sojourn.slack.card;

import dev.sojourn.slack.card.Bookmark.CardPlace;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.workspace.Content;
import dev.sojourn.slack.workspace.SlackFault;
import dev.sojourn.slack.workspace.Workspace;
import dev.sojourn.slack.workspace.Workspace.Address;
import dev.sojourn.slack.workspace.Workspace.Mark;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages that do without blocks, where Slack does not take them: plain news is better than none. */
public final class Forms {

    private static final Logger LOG = LoggerFactory.getLogger(Forms.class);

    private Forms() {}

    public static String post(Workspace workspace, Address to, Content content, Mark mark) throws SlackFault {
        try {
            return workspace.post(to, content, mark);
        } catch (SlackFault.Refused refused) {
            if (!refused.isAboutForm()) {
                throw refused;
            }
            LOG.error(
                    "Slack does not take a message of job {} ({}); posting its text alone", mark.job(), refused.code());
            return workspace.post(to, Content.of(Mrkdwn.fit(content.text(), 3000)), mark);
        }
    }

    public static void whisper(Workspace workspace, Address to, String user, Content content) throws SlackFault {
        try {
            workspace.whisper(to, user, content);
        } catch (SlackFault.Refused refused) {
            if (!refused.isAboutForm()) {
                throw refused;
            }
            LOG.error("Slack does not take an answer to {} ({}); giving its text alone", user, refused.code());
            workspace.whisper(to, user, Content.of(Mrkdwn.fit(content.text(), 3000)));
        }
    }

    public static void update(Workspace workspace, CardPlace place, Content content, Mark mark) throws SlackFault {
        try {
            workspace.update(place.channel(), place.ts(), content, mark);
        } catch (SlackFault.Refused refused) {
            if (!refused.isAboutForm()) {
                throw refused;
            }
            LOG.error("Slack does not take an edit of job {} ({}); showing its text alone", mark.job(), refused.code());
            workspace.update(place.channel(), place.ts(), Content.of(Mrkdwn.fit(content.text(), 3000)), mark);
        }
    }
}
