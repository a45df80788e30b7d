package dev.sojourn.slack;

import dev.sojourn.slack.Workspace.Address;
import dev.sojourn.slack.Workspace.Mark;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posting that does without blocks, where Slack does not take them: plain news is better than none. */
final class Forms {

    private static final Logger LOG = LoggerFactory.getLogger(Forms.class);

    private Forms() {}

    static String post(Workspace workspace, Address to, Content content, Mark mark) throws SlackFault {
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
}
