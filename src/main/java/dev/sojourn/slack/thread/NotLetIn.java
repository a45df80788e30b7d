package dev.sojourn.slack.thread;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.slack.card.Bookmark;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Snapshot;
import dev.sojourn.slack.workspace.Content;
import dev.sojourn.slack.workspace.SlackFault;
import dev.sojourn.slack.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bot is not in the channel that a job was asked for in. The asker is told by direct message what to do, and hears there
 * what must be heard; once the bot is invited, card and thread follow whole. After the job's end nothing is waited for.
 */
final class NotLetIn {

    static final String GIVEN_UP = "given-up";

    private static final Logger LOG = LoggerFactory.getLogger(NotLetIn.class);
    private static final String TOLD = "told-directly";

    private final Workspace workspace;
    private final String botName;

    NotLetIn(Workspace workspace, String botName) {
        this.workspace = workspace;
        this.botName = botName;
    }

    /** Says directly what is to be said; answers whether that was all, the job being over. */
    boolean tell(Snapshot view, Bookmark bookmark, SlackFault.Refused refused) throws SlackFault {
        Job job = view.job();
        if (bookmark.remembered(TOLD).isEmpty()) {
            LOG.warn(
                    "Job {} cannot be shown in {}: {}",
                    job.number(),
                    job.request().channel(),
                    refused.getMessage());
            direct(job, Content.of(advice(job)));
            bookmark.remember(TOLD, Long.toString(bookmark.done()));
        }
        long told = Long.parseLong(bookmark.remembered(TOLD).orElseThrow());
        for (JobEvent event : view.history().after(told)) {
            Fact fact = event.fact();
            if (fact instanceof Fact.AttentionNeeded || fact instanceof Fact.Ended) {
                Optional<ThreadLine> line =
                        ThreadLine.of(event, job, view.history().before(event), List.of());
                if (line.isPresent()) {
                    direct(job, line.get().content());
                }
                bookmark.remember(TOLD, Long.toString(event.sequence()));
            }
            if (fact instanceof Fact.Ended) {
                bookmark.remember(GIVEN_UP, refused.code());
                return true;
            }
        }
        return false;
    }

    private String advice(Job job) {
        return "I cannot post in " + Mrkdwn.channel(job.request().channel()) + ", so job " + job.label() + " ("
                + Mrkdwn.code(job.request().options().ref()) + ") goes on without a card there. Type `/invite @"
                + botName
                + "` in that channel and the card appears, with all that has happened.";
    }

    private void direct(Job job, Content content) throws SlackFault {
        try {
            workspace.tell(job.request().requester(), content);
        } catch (SlackFault.Refused refused) {
            LOG.error(
                    "Job {}: neither its channel nor its requester can be told ({}): {}",
                    job.number(),
                    refused.getMessage(),
                    content.text());
        }
    }
}
