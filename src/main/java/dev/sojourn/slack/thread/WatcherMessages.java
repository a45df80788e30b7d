package dev.sojourn.slack.thread;

import dev.sojourn.job.Cursors;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.Quiet;
import dev.sojourn.job.Watchers;
import dev.sojourn.slack.card.Bookmark;
import dev.sojourn.slack.card.CardLinks;
import dev.sojourn.slack.card.Cards;
import dev.sojourn.slack.card.Forms;
import dev.sojourn.slack.reply.PastJobs;
import dev.sojourn.slack.words.History;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Wording;
import dev.sojourn.slack.workspace.Content;
import dev.sojourn.slack.workspace.SlackFault;
import dev.sojourn.slack.workspace.Workspace;
import dev.sojourn.slack.workspace.Workspace.Address;
import dev.sojourn.slack.workspace.Workspace.Mark;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who watch a job how it ended, and when its volume needs a person; and whoever has waited in a queue that their turn
 * has come. Each by one direct message. Has bookmarks of its own, so that somebody who cannot be reached holds up nothing else.
 */
public final class WatcherMessages implements News {

    public static final String READER = "slack-watchers";

    private static final Logger LOG = LoggerFactory.getLogger(WatcherMessages.class);
    private static final Duration LONG_WAIT = Duration.ofMinutes(2);
    private static final String BEGUN = "begun";
    private static final String TOLD = "told";

    private final Workspace workspace;
    private final JobStore store;
    private final Cursors cursors;
    private final Watchers watchers;
    private final Quiet quiet;
    private final InstantSource clock;

    public WatcherMessages(Workspace workspace, JobStore store, Cursors cursors, Watchers watchers) {
        this(workspace, store, cursors, watchers, Quiet.NEVER, () -> Instant.EPOCH);
    }

    /** @param quiet whoever is not to be called hears of it when their quiet hours end */
    public WatcherMessages(
            Workspace workspace, JobStore store, Cursors cursors, Watchers watchers, Quiet quiet, InstantSource clock) {
        this.workspace = workspace;
        this.store = store;
        this.cursors = cursors;
        this.watchers = watchers;
        this.quiet = quiet;
        this.clock = clock;
    }

    @Override
    public String reader() {
        return READER;
    }

    @Override
    public Optional<Duration> tell(long number) throws SlackFault {
        Job job = store.find(number).orElseThrow();
        History history = new History(store.events(number, 0));
        Bookmark bookmark = Bookmark.of(cursors, READER, number);
        List<JobEvent> news = history.after(bookmark.done());
        boolean heard = true;
        for (JobEvent event : news) {
            Optional<Note> note = note(event, job, history.before(event));
            heard &= note.isEmpty() || tell(note.get(), bookmark);
            // What somebody has not heard yet stays in the news and is met again soon; whoever has heard it is
            // remembered.
            if (heard) {
                bookmark.finish(event.sequence());
            }
        }
        return Optional.empty();
    }

    private Optional<Note> note(JobEvent event, Job job, History before) {
        if (event.fact() instanceof Fact.Ended ended) {
            return Optional.of(toWatchers(event, job, false, why -> EndLine.of(why, ended, job, before)));
        }
        if (event.fact() instanceof Fact.AttentionNeeded needed) {
            return Optional.of(toWatchers(event, job, true, why -> ThreadLine.attention(why, needed, job)));
        }
        return event.fact() instanceof Fact.StepStarted && isTurn(event, job, before)
                ? Optional.of(
                        new Note(event.sequence(), job, List.of(job.request().requester()), turn(event, job), false))
                : Optional.empty();
    }

    private Note toWatchers(JobEvent event, Job job, boolean urgent, UnaryOperator<String> words) {
        String thread = thread(job);
        String why = "You watch this one of " + Mrkdwn.user(job.request().requester()) + ".";
        String fits = Mrkdwn.fit(words.apply(why), ThreadLine.MOST - thread.length());
        return new Note(event.sequence(), job, listeners(event, job, urgent), fits + thread, urgent);
    }

    /** A channel among them hears it where it is said, and whoever asked was not called if they had quiet hours then. */
    private List<String> listeners(JobEvent event, Job job, boolean urgent) {
        String requester = job.request().requester();
        Stream<String> missed =
                !urgent && quiet.until(requester, event.at()).isPresent() ? Stream.of(requester) : Stream.empty();
        return Stream.concat(watchers.of(job.number()).stream(), missed)
                .filter(id -> id.startsWith("U") || id.startsWith("W"))
                .distinct()
                .toList();
    }

    /** Worth a message to somebody who has waited long enough to do something else meanwhile. */
    private static boolean isTurn(JobEvent event, Job job, History before) {
        return !job.state().isTerminal()
                && before.last(Fact.Queued.class).isPresent()
                && before.last(Fact.StepStarted.class).isEmpty()
                && Duration.between(job.createdAt(), event.at()).compareTo(LONG_WAIT) >= 0;
    }

    private String turn(JobEvent event, Job job) {
        return "Volume " + Mrkdwn.code(job.request().plan().volume().name()) + " is free for you: job " + job.label()
                + ", " + PastJobs.ref(job) + ", begins after "
                + Wording.duration(Duration.between(job.createdAt(), event.at())) + " in the queue." + thread(job);
    }

    private String thread(Job job) {
        return new CardLinks(cursors)
                .of(job.number())
                .map(link -> "\n<" + link + "|Its thread>")
                .orElse("");
    }

    /** Whoever cannot be told now keeps nobody else from being told; answers whether nobody is left who has quiet hours now. */
    private boolean tell(Note note, Bookmark bookmark) throws SlackFault {
        Optional<SlackFault> trouble = Optional.empty();
        boolean all = true;
        for (String user : note.to()) {
            boolean begun = bookmark.remembered(note.sequence() + " " + user).isPresent();
            if (!note.urgent() && !begun && quiet.until(user, clock.instant()).isPresent()) {
                all = false;
                continue;
            }
            try {
                tell(note, user, bookmark);
            } catch (SlackFault fault) {
                trouble = Optional.of(fault);
            }
        }
        if (trouble.isPresent()) {
            throw trouble.get();
        }
        return all;
    }

    private void tell(Note note, String user, Bookmark bookmark) throws SlackFault {
        String name = note.sequence() + " " + user;
        Optional<String> state = bookmark.remembered(name);
        if (state.equals(Optional.of(TOLD))) {
            return;
        }
        try {
            String channel = workspace.directChannel(user);
            if (state.isEmpty() || !isThere(note, channel)) {
                bookmark.remember(name, BEGUN);
                post(note, channel, name, bookmark);
            }
        } catch (SlackFault.Refused refused) {
            // Asked again it would be refused again: they have left, or take no messages.
            LOG.info("{} cannot be told of job {}: {}", user, note.job().number(), refused.getMessage());
        }
        bookmark.remember(name, TOLD);
    }

    private void post(Note note, String channel, String name, Bookmark bookmark) throws SlackFault {
        try {
            Forms.post(workspace, Address.channel(channel), Content.of(note.words()), note.mark());
        } catch (SlackFault.Limited notTaken) {
            bookmark.forget(name);
            throw notTaken;
        }
    }

    private boolean isThere(Note note, String channel) throws SlackFault {
        return workspace.messages(channel, note.job().createdAt().minus(Cards.CLOCKS_APART)).stream()
                .anyMatch(posted -> posted.mark().equals(Optional.of(note.mark())));
    }

    /** What there is to say of one fact. */
    private record Note(long sequence, Job job, List<String> to, String words, boolean urgent) {

        public Mark mark() {
            return Mark.fact(job.number(), sequence);
        }
    }
}
