package dev.sojourn.slack.thread;

import dev.sojourn.job.BuildLog;
import dev.sojourn.job.Cursors;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobState;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.ProgressBoard;
import dev.sojourn.slack.card.Bookmark;
import dev.sojourn.slack.card.Bookmark.CardPlace;
import dev.sojourn.slack.card.Cards;
import dev.sojourn.slack.card.Forms;
import dev.sojourn.slack.card.LogFile;
import dev.sojourn.slack.card.Stalls;
import dev.sojourn.slack.words.History;
import dev.sojourn.slack.words.Snapshot;
import dev.sojourn.slack.workspace.Content;
import dev.sojourn.slack.workspace.SlackFault;
import dev.sojourn.slack.workspace.Workspace;
import dev.sojourn.slack.workspace.Workspace.Address;
import dev.sojourn.slack.workspace.Workspace.Mark;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one job's news, in order: a card when there is something to show, a thread line per transition exactly once, the log
 * of a failed build. May be killed at any line and called again.
 */
public final class Teller implements News {

    private static final Logger LOG = LoggerFactory.getLogger(Teller.class);

    private final Workspace workspace;
    private final JobStore store;
    private final Cursors cursors;
    private final ProgressBoard board;
    private final Cards cards;
    private final Doubles doubles;
    private final LogFile logFile;
    private final NotLetIn notLetIn;
    private final Supplier<List<String>> approvers;
    private final Loudness loudness;
    private final Stalls stalls;

    /** Per job the fact that Slack surely did not take: it was limited, not silent. Forgotten at a crash, at no cost. */
    private final Map<Long, Long> notTaken = new ConcurrentHashMap<>();

    public Teller(
            Workspace workspace,
            Sources sources,
            Cards cards,
            Supplier<List<String>> approvers,
            String botName,
            InstantSource clock) {
        this(workspace, sources, cards, approvers, botName, Loudness.USUAL, clock);
    }

    public Teller(
            Workspace workspace,
            Sources sources,
            Cards cards,
            Supplier<List<String>> approvers,
            String botName,
            Loudness loudness,
            InstantSource clock) {
        this.workspace = workspace;
        this.store = sources.store();
        this.cursors = sources.cursors();
        this.board = sources.board();
        this.cards = cards;
        this.doubles = new Doubles(workspace, clock);
        this.logFile = new LogFile(workspace, sources.log());
        this.notLetIn = new NotLetIn(workspace, botName);
        this.approvers = approvers;
        this.loudness = loudness;
        this.stalls = new Stalls(workspace, clock);
    }

    @Override
    public String reader() {
        return Bookmark.READER;
    }

    /** Brings the card up to date, too. */
    @Override
    public Optional<Duration> tell(long number) throws SlackFault {
        Optional<Job> found = store.find(number);
        if (found.isEmpty()) {
            throw new IllegalStateException("There are events of job " + number + ", but no such job");
        }
        Job job = found.get();
        History history = new History(store.events(number, 0));
        List<Job> ahead = job.state() == JobState.QUEUED ? Snapshot.ahead(job, store.unfinished()) : List.of();
        Snapshot view = new Snapshot(job, history, board.of(number), ahead);
        Bookmark bookmark = Bookmark.of(cursors, number);
        try {
            for (JobEvent event : history.after(bookmark.done())) {
                Optional<Duration> wait = tell(event, view, bookmark);
                if (wait.isPresent()) {
                    return wait;
                }
            }
            Optional<Duration> wait = cards.refresh(view, bookmark);
            stalls.tell(view, bookmark);
            cards.noteLink(number, bookmark);
            return wait.isPresent() ? wait : doubles.remove(job, bookmark);
        } catch (SlackFault.Refused refused) {
            if (refused.isNotLetIn() && notLetIn.tell(view, bookmark, refused)) {
                return Optional.of(Duration.ZERO);
            }
            throw refused;
        }
    }

    private Optional<Duration> tell(JobEvent event, Snapshot view, Bookmark bookmark) throws SlackFault {
        Job job = view.job();
        Optional<ThreadLine> line = ThreadLine.of(event, job, view.history().before(event), approvers.get(), loudness);
        if (line.isEmpty() || bookmark.remembered(NotLetIn.GIVEN_UP).isPresent()) {
            bookmark.finish(event.sequence());
            return Optional.empty();
        }
        if (bookmark.card().isEmpty() && !deservesCard(event.fact())) {
            tellAsker(event, line.get(), job, bookmark);
            return Optional.empty();
        }
        boolean perhapsThere =
                bookmark.wasBegun(event.sequence()) && !Objects.equals(notTaken.remove(event.job()), event.sequence());
        bookmark.begin(event.sequence());
        cards.ensure(view, bookmark, perhapsThere);
        if (event.fact() instanceof Fact.Ended ended) {
            Optional<Duration> wait = cards.refresh(view, bookmark);
            if (wait.isPresent()) {
                return wait;
            }
            post(event, line.get(), view, bookmark, perhapsThere);
            logFile.attach(ended, job, bookmark, perhapsThere);
            cards.forget(job.number());
        } else {
            post(event, line.get(), view, bookmark, perhapsThere);
        }
        bookmark.finish(event.sequence());
        return Optional.empty();
    }

    /** Some facts are the end of a story that nobody but the asker has seen begin. */
    private static boolean deservesCard(Fact fact) {
        return !(fact instanceof Fact.Refused
                || fact instanceof Fact.CancelAsked
                || fact instanceof Fact.TurnedHome
                || fact instanceof Fact.VolumeHome
                || fact instanceof Fact.Ended);
    }

    /** Kept by nobody, so it cannot be looked for: after a crash just here it is said twice rather than not at all. */
    private void tellAsker(JobEvent event, ThreadLine line, Job job, Bookmark bookmark) throws SlackFault {
        boolean told = bookmark.remembered("refused").isPresent();
        if (event.fact() instanceof Fact.Refused refused) {
            whisper(RemedyNote.of(refused, job), job);
            bookmark.remember("refused", Long.toString(event.sequence()));
        } else if (event.fact() instanceof Fact.Ended && !told) {
            whisper(line.content(), job);
        }
        bookmark.finish(event.sequence());
    }

    private void whisper(Content content, Job job) throws SlackFault {
        String user = job.request().requester();
        try {
            Forms.whisper(workspace, Address.channel(job.request().channel()), user, content);
        } catch (SlackFault.Refused refused) {
            LOG.info(
                    "Cannot whisper to {} in {} ({}); sending a direct message",
                    user,
                    job.request().channel(),
                    refused.code());
            workspace.tell(user, content);
        }
    }

    private void post(JobEvent event, ThreadLine line, Snapshot view, Bookmark bookmark, boolean perhapsThere)
            throws SlackFault {
        Mark mark = Mark.fact(event.job(), event.sequence());
        CardPlace card = bookmark.card().orElseThrow();
        try {
            if (!perhapsThere) {
                say(line, card, mark);
            } else if (!isThere(mark, card, view.job())) {
                doubles.note(bookmark);
                say(line, card, mark);
            }
        } catch (SlackFault.Refused refused) {
            if (refused.isNotLetIn()) {
                throw refused;
            }
            if (refused.isGone()) {
                say(line, cards.replace(view, bookmark), mark);
                return;
            }
            // Asking again would be refused again, and would keep all later news of this job waiting.
            LOG.error(
                    "A line of job {} is left out: {}: {}",
                    event.job(),
                    refused.getMessage(),
                    line.content().text());
        }
    }

    private boolean isThere(Mark mark, CardPlace card, Job job) throws SlackFault {
        return workspace.replies(card.channel(), card.ts(), job.createdAt().minus(Cards.CLOCKS_APART)).stream()
                .anyMatch(posted -> posted.mark().equals(Optional.of(mark)));
    }

    private void say(ThreadLine line, CardPlace card, Mark mark) throws SlackFault {
        try {
            Forms.post(workspace, address(card, line), line.content(), mark);
        } catch (SlackFault.Limited limited) {
            notTaken.put(mark.job(), mark.sequence());
            throw limited;
        }
    }

    private static Address address(CardPlace card, ThreadLine line) {
        return new Address(card.channel(), Optional.of(card.ts()), line.broadcast());
    }

    /** Where jobs and their news are read. */
    public record Sources(JobStore store, Cursors cursors, ProgressBoard board, BuildLog log) {}
}
