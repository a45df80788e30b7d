package dev.sojourn.slack.note;

import dev.sojourn.command.Rights;
import dev.sojourn.job.Cursors;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.Quiet;
import dev.sojourn.slack.card.Bookmark;
import dev.sojourn.slack.card.Bookmark.CardPlace;
import dev.sojourn.slack.card.CardLinks;
import dev.sojourn.slack.card.Cards;
import dev.sojourn.slack.card.Forms;
import dev.sojourn.slack.thread.News;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks those who may say yes or no, each by one direct message, which is edited once it is decided, whoever decided and
 * wherever. At half of the time it asks once more. Has bookmarks of its own, so that nothing here delays card and thread.
 */
public final class ApprovalNotes implements News {

    public static final String READER = "slack-approval";

    private static final Logger LOG = LoggerFactory.getLogger(ApprovalNotes.class);

    private final Workspace workspace;
    private final JobStore store;
    private final Cursors cursors;
    private final Rights rights;
    private final Quiet quiet;
    private final InstantSource clock;

    public ApprovalNotes(Workspace workspace, JobStore store, Cursors cursors, Rights rights, InstantSource clock) {
        this(workspace, store, cursors, rights, Quiet.NEVER, clock);
    }

    /** @param quiet whoever is not to be called is asked when their quiet hours end */
    public ApprovalNotes(
            Workspace workspace, JobStore store, Cursors cursors, Rights rights, Quiet quiet, InstantSource clock) {
        this.workspace = workspace;
        this.store = store;
        this.cursors = cursors;
        this.rights = rights;
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
        List<JobEvent> events = store.events(number, 0);
        Optional<ApprovalStory> story = ApprovalStory.of(job, events);
        Bookmark bookmark = Bookmark.of(cursors, READER, number);
        Instant now = clock.instant();
        // Whoever has quiet hours now is asked when they end: till then it stays in the news, and is met again soon.
        if (story.isPresent() && !tellAll(story.get(), job, bookmark, now)) {
            return Optional.empty();
        }
        events.stream().mapToLong(JobEvent::sequence).max().ifPresent(bookmark::finish);
        return story.filter(ApprovalStory::isOpen)
                .map(open -> Duration.between(now, open.reminder()))
                .filter(left -> !left.isNegative() && !left.isZero());
    }

    /** Whoever cannot be asked now keeps nobody else from being asked; answers whether nobody is left who has quiet hours now. */
    private boolean tellAll(ApprovalStory story, Job job, Bookmark bookmark, Instant now) throws SlackFault {
        Optional<SlackFault> trouble = Optional.empty();
        boolean all = true;
        for (String user : rights.deciders(job)) {
            try {
                all &= tell(user, story, job, bookmark, now);
            } catch (SlackFault fault) {
                trouble = Optional.of(fault);
            }
        }
        if (trouble.isPresent()) {
            throw trouble.get();
        }
        return all;
    }

    /** Answers false where this person is to be asked and has quiet hours now; a question that is there is only edited. */
    private boolean tell(String user, ApprovalStory story, Job job, Bookmark bookmark, Instant now) throws SlackFault {
        int round = story.round(user, now);
        Optional<Noted> last = Noted.in(bookmark, user).filter(noted -> noted.sequence() == story.sequence());
        try {
            if (last.isPresent()
                    && (!story.isOpen()
                            || story.handedOnBy(user).isPresent()
                            || last.get().round() >= round)) {
                edit(last.get(), user, story, job, bookmark);
                return true;
            }
            if (story.isOpen()
                    && quiet.until(user, now).isPresent()
                    && !Noted.wasBegun(bookmark, user, story.sequence(), round)) {
                return false;
            }
            // Before the newer one is there: no two of them can be pressed.
            if (last.isPresent() && last.get().place().isPresent()) {
                Forms.update(workspace, last.get().place().get(), ApprovalNote.askedAgain(job), mark(last.get(), job));
            }
            send(user, round, story, job, bookmark);
        } catch (SlackFault.Refused refused) {
            LOG.warn("Job {}: {} cannot be asked for a yes: {}", job.number(), user, refused.getMessage());
            new Noted(story.sequence(), round, story.edition(user), Optional.empty()).keepIn(bookmark, user);
        }
        return true;
    }

    private void send(String user, int round, ApprovalStory story, Job job, Bookmark bookmark) throws SlackFault {
        boolean perhapsThere = Noted.wasBegun(bookmark, user, story.sequence(), round);
        boolean silent = !story.isOpen() || story.handedOnBy(user).isPresent();
        if (silent && !perhapsThere) {
            return;
        }
        Mark mark = Mark.approval(job.number(), story.sequence(), round);
        String channel = workspace.directChannel(user);
        Optional<CardPlace> there = perhapsThere ? find(channel, mark, story) : Optional.empty();
        if (there.isPresent()) {
            edit(new Noted(story.sequence(), round, 0, there), user, story, job, bookmark);
        } else if (!silent) {
            Noted.begin(bookmark, user, story.sequence(), round);
            String ts = post(channel, user, mark, content(user, round, story, job), bookmark);
            new Noted(story.sequence(), round, story.edition(user), Optional.of(new CardPlace(channel, ts)))
                    .keepIn(bookmark, user);
        } else {
            Noted.unbegin(bookmark, user);
        }
    }

    private String post(String channel, String user, Mark mark, Content content, Bookmark bookmark) throws SlackFault {
        try {
            return Forms.post(workspace, Address.channel(channel), content, mark);
        } catch (SlackFault.Limited notTaken) {
            Noted.unbegin(bookmark, user);
            throw notTaken;
        }
    }

    private Optional<CardPlace> find(String channel, Mark mark, ApprovalStory story) throws SlackFault {
        return workspace.messages(channel, story.asked().minus(Cards.CLOCKS_APART)).stream()
                .filter(posted -> posted.mark().equals(Optional.of(mark)))
                .map(posted -> new CardPlace(channel, posted.ts()))
                .findFirst();
    }

    private void edit(Noted last, String user, ApprovalStory story, Job job, Bookmark bookmark) throws SlackFault {
        if (last.edition() == story.edition(user)) {
            return;
        }
        if (last.place().isPresent()) {
            draw(last.place().get(), user, last, story, job);
        }
        new Noted(last.sequence(), last.round(), story.edition(user), last.place()).keepIn(bookmark, user);
    }

    private void draw(CardPlace place, String user, Noted last, ApprovalStory story, Job job) throws SlackFault {
        Forms.update(workspace, place, content(user, last.round(), story, job), mark(last, job));
    }

    private Content content(String user, int round, ApprovalStory story, Job job) {
        return ApprovalNote.of(story, user, ApprovalStory.isReminder(round), job, link(job));
    }

    /** Who may decide on a job beside this person. */
    public List<String> others(Job job, String user) {
        return rights.deciders(job).stream().filter(one -> !one.equals(user)).toList();
    }

    /** A message that was pressed shows what holds again, whatever it showed. */
    public void drawAnew(long number, String user) throws SlackFault {
        Job job = store.find(number).orElseThrow();
        Optional<ApprovalStory> story = ApprovalStory.of(job, store.events(number, 0));
        Optional<Noted> last = Noted.in(Bookmark.of(cursors, READER, number), user);
        if (story.isPresent() && last.isPresent() && last.get().place().isPresent()) {
            draw(last.get().place().get(), user, last.get(), story.get(), job);
        }
    }

    private Optional<String> link(Job job) {
        return Bookmark.of(cursors, job.number()).remembered(CardLinks.LINK);
    }

    private static Mark mark(Noted last, Job job) {
        return Mark.approval(job.number(), last.sequence(), last.round());
    }
}
