package dev.sojourn.slack.note;

import dev.sojourn.job.Cursors;
import dev.sojourn.job.Job;
import dev.sojourn.slack.card.Bookmark;
import dev.sojourn.slack.card.Bookmark.CardPlace;
import dev.sojourn.slack.card.Cards;
import dev.sojourn.slack.card.Forms;
import dev.sojourn.slack.workspace.Content;
import dev.sojourn.slack.workspace.SlackFault;
import dev.sojourn.slack.workspace.Workspace;
import dev.sojourn.slack.workspace.Workspace.Address;
import dev.sojourn.slack.workspace.Workspace.Mark;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who ought to be asked to leave the tree, and cannot be: named in the job's thread, where others read it. */
final class Unreachable {

    private static final Logger LOG = LoggerFactory.getLogger(Unreachable.class);

    private final Workspace workspace;
    private final Cursors cursors;

    /** Why, until the thread says so. Forgotten at a crash, at the cost of one more try. */
    private final Map<Mark, String> reasons = new ConcurrentHashMap<>();

    Unreachable(Workspace workspace, Cursors cursors) {
        this.workspace = workspace;
        this.cursors = cursors;
    }

    /** Why this question could not be asked; empty as far as is known. */
    Optional<String> why(Mark mark) {
        return Optional.ofNullable(reasons.get(mark));
    }

    /** Says so in the thread, and notes that no more is to be done; false while there is no thread yet. */
    boolean isSaid(String why, Ask ask, Job job, Bookmark bookmark) throws SlackFault {
        Mark mark = DirectMessages.mark(ask, job);
        if (ask.isOpen()) {
            if (reasons.put(mark, why) == null) {
                LOG.warn(
                        "Job {}: {} cannot be asked to leave the tree: {}",
                        job.number(),
                        ask.group().user(),
                        why);
            }
            Optional<CardPlace> card = Bookmark.of(cursors, job.number()).card();
            if (card.isEmpty()) {
                return false;
            }
            say(AskNote.unasked(ask, job, why), card.get(), ask, mark, bookmark);
        }
        new Asked(ask.sequence(), ask.edition(), Optional.empty()).noteIn(bookmark, ask.uid());
        reasons.remove(mark);
        return true;
    }

    private void say(Content content, CardPlace card, Ask ask, Mark mark, Bookmark bookmark) throws SlackFault {
        try {
            boolean there = Asked.wasBegun(ask, bookmark)
                    && workspace.replies(card.channel(), card.ts(), ask.since().minus(Cards.CLOCKS_APART)).stream()
                            .anyMatch(posted -> posted.mark().equals(Optional.of(mark)));
            if (!there) {
                Asked.begin(ask, bookmark);
                Forms.post(workspace, Address.thread(card.channel(), card.ts()), content, mark);
            }
        } catch (SlackFault.Refused refused) {
            LOG.error("Job {}: nor can its thread be told: {}", mark.job(), refused.getMessage());
        }
    }
}
