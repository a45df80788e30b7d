package dev.sojourn.slack.note;

import dev.sojourn.job.Cursors;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobStore;
import dev.sojourn.slack.card.Bookmark;
import dev.sojourn.slack.card.Bookmark.CardPlace;
import dev.sojourn.slack.card.Cards;
import dev.sojourn.slack.card.Forms;
import dev.sojourn.slack.thread.News;
import dev.sojourn.slack.workspace.SlackFault;
import dev.sojourn.slack.workspace.Workspace;
import dev.sojourn.slack.workspace.Workspace.Address;
import dev.sojourn.slack.workspace.Workspace.Mark;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks those who are in the tree to leave it: each by one direct message, which is edited once it is answered. Has bookmarks of
 * its own, so that nothing here delays card and thread. What ought to be there follows from the job's events alone; what is
 * there is noted.
 */
public final class DirectMessages implements News {

    public static final String READER = "slack-direct";

    private static final Logger LOG = LoggerFactory.getLogger(DirectMessages.class);
    private static final Duration UNTIL_THERE_IS_A_THREAD = Duration.ofSeconds(30);

    private final Workspace workspace;
    private final JobStore store;
    private final Cursors cursors;
    private final Unreachable unreachable;

    public DirectMessages(Workspace workspace, JobStore store, Cursors cursors) {
        this.workspace = workspace;
        this.store = store;
        this.cursors = cursors;
        this.unreachable = new Unreachable(workspace, cursors);
    }

    @Override
    public String reader() {
        return READER;
    }

    @Override
    public Optional<Duration> tell(long number) throws SlackFault {
        Job job = store.find(number).orElseThrow();
        List<JobEvent> events = store.events(number, 0);
        Bookmark bookmark = Bookmark.of(cursors, READER, number);
        Optional<SlackFault> trouble = Optional.empty();
        boolean all = true;
        for (List<Ask> asks : byUser(Asks.of(job, events))) {
            try {
                for (Ask ask : asks) {
                    all &= tell(ask, job, bookmark);
                }
            } catch (SlackFault fault) {
                // Whoever cannot be asked now keeps nobody else from being asked.
                trouble = Optional.of(fault);
            }
        }
        if (trouble.isPresent()) {
            throw trouble.get();
        }
        if (!all) {
            return Optional.of(UNTIL_THERE_IS_A_THREAD);
        }
        events.stream().mapToLong(JobEvent::sequence).max().ifPresent(bookmark::finish);
        return Optional.empty();
    }

    private static Iterable<List<Ask>> byUser(List<Ask> asks) {
        Map<Integer, List<Ask>> users =
                asks.stream().collect(Collectors.groupingBy(Ask::uid, LinkedHashMap::new, Collectors.toList()));
        return users.values();
    }

    /** Makes Slack show a question as it is now; answers whether it does. */
    private boolean tell(Ask ask, Job job, Bookmark bookmark) throws SlackFault {
        Optional<Asked> last = Asked.in(bookmark, ask.uid());
        if (last.isPresent() && last.get().sequence() > ask.sequence()) {
            return true;
        }
        if (last.isPresent() && last.get().sequence() == ask.sequence()) {
            edit(last.get(), ask, job, bookmark);
            return true;
        }
        boolean perhapsThere = Asked.wasBegun(ask, bookmark);
        if (!ask.isOpen() && !perhapsThere) {
            return true;
        }
        Optional<String> user = ask.to(job.request().plan().volume());
        Optional<String> why =
                user.isEmpty() ? Optional.of("nobody is named for that user") : unreachable.why(mark(ask, job));
        if (why.isPresent()) {
            return unreachable.isSaid(why.get(), ask, job, bookmark);
        }
        try {
            post(user.get(), ask, job, bookmark, perhapsThere);
            return true;
        } catch (SlackFault.Refused refused) {
            return unreachable.isSaid(refused.code(), ask, job, bookmark);
        }
    }

    private void post(String user, Ask ask, Job job, Bookmark bookmark, boolean perhapsThere) throws SlackFault {
        String channel = workspace.directChannel(user);
        Optional<CardPlace> found = perhapsThere ? find(channel, ask, job) : Optional.empty();
        if (found.isPresent()) {
            edit(new Asked(ask.sequence(), 0, found), ask, job, bookmark);
        } else if (ask.isOpen()) {
            Asked.begin(ask, bookmark);
            String ts = post(channel, ask, job, bookmark);
            new Asked(ask.sequence(), ask.edition(), Optional.of(new CardPlace(channel, ts)))
                    .noteIn(bookmark, ask.uid());
        } else {
            Asked.unbegin(ask, bookmark);
        }
    }

    private String post(String channel, Ask ask, Job job, Bookmark bookmark) throws SlackFault {
        try {
            return Forms.post(workspace, Address.channel(channel), AskNote.of(ask, job), mark(ask, job));
        } catch (SlackFault.Limited notTaken) {
            Asked.unbegin(ask, bookmark);
            throw notTaken;
        }
    }

    private Optional<CardPlace> find(String channel, Ask ask, Job job) throws SlackFault {
        return workspace.messages(channel, ask.since().minus(Cards.CLOCKS_APART)).stream()
                .filter(posted -> posted.mark().equals(Optional.of(mark(ask, job))))
                .map(posted -> new CardPlace(channel, posted.ts()))
                .findFirst();
    }

    private void edit(Asked last, Ask ask, Job job, Bookmark bookmark) throws SlackFault {
        if (last.edition() == ask.edition()) {
            return;
        }
        if (last.place().isPresent()) {
            try {
                Forms.update(workspace, last.place().get(), AskNote.of(ask, job), mark(ask, job));
            } catch (SlackFault.Refused gone) {
                LOG.info("Job {}: a question is not edited any more: {}", job.number(), gone.getMessage());
            }
        }
        new Asked(ask.sequence(), ask.edition(), last.place()).noteIn(bookmark, ask.uid());
    }

    public static Mark mark(Ask ask, Job job) {
        return Mark.ask(job.number(), ask.sequence(), ask.uid());
    }
}
