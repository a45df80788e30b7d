package dev.sojourn.slack.card;

import dev.sojourn.job.BuildLog;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.slack.card.Bookmark.CardPlace;
import dev.sojourn.slack.workspace.SlackFault;
import dev.sojourn.slack.workspace.Workspace;
import dev.sojourn.slack.workspace.Workspace.Address;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of a build as a file: of a failed one in the job's thread, of any to whoever asks. The line before it names the path,
 * should this not succeed.
 */
public final class LogFile {

    private static final Logger LOG = LoggerFactory.getLogger(LogFile.class);
    private static final int MOST_BYTES = 20 * 1024 * 1024;

    private final Workspace workspace;
    private final BuildLog log;

    public LogFile(Workspace workspace, BuildLog log) {
        this.workspace = workspace;
        this.log = log;
    }

    public void attach(Fact.Ended ended, Job job, Bookmark bookmark, boolean perhapsThere) throws SlackFault {
        if (ended.build().isEmpty() || ended.build().get().passed()) {
            return;
        }
        CardPlace card = bookmark.card().orElseThrow();
        String name = name(job);
        try {
            if (perhapsThere
                    && workspace
                            .replies(card.channel(), card.ts(), job.createdAt().minus(Cards.CLOCKS_APART))
                            .stream()
                            .anyMatch(posted -> posted.files().contains(name))) {
                return;
            }
            Optional<byte[]> content = read(job);
            if (content.isPresent() && content.get().length > 0) {
                workspace.upload(Address.thread(card.channel(), card.ts()), name, title(job), content.get());
            }
        } catch (SlackFault.Refused refused) {
            LOG.warn("The log of job {} is not attached: {}", job.number(), refused.getMessage());
        }
    }

    /** The whole log to one person who has asked for it. */
    public void sendTo(String user, Job job) {
        try {
            Optional<byte[]> content = read(job);
            if (content.isPresent() && content.get().length > 0) {
                workspace.upload(Address.channel(workspace.directChannel(user)), name(job), title(job), content.get());
            }
        } catch (SlackFault fault) {
            LOG.warn("The log of job {} is not sent to {}: {}", job.number(), user, fault.getMessage());
        }
    }

    private static String name(Job job) {
        return "build-" + job.number() + ".log";
    }

    private static String title(Job job) {
        return "Log of job " + job.label();
    }

    private Optional<byte[]> read(Job job) {
        try {
            return log.read(job, MOST_BYTES);
        } catch (RuntimeException unreadable) {
            LOG.warn("The log of job {} cannot be read where it is now", job.number(), unreadable);
            return Optional.empty();
        }
    }
}
