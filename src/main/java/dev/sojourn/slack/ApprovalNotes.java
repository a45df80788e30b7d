package dev.sojourn.slack;

import dev.sojourn.command.Rights;
import dev.sojourn.job.Cursors;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobStore;
import dev.sojourn.slack.Bookmark.CardPlace;
import dev.sojourn.slack.Workspace.Address;
import dev.sojourn.slack.Workspace.Mark;
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
final class ApprovalNotes implements News {

    static final String READER = "slack-approval";

    private static final Logger LOG = LoggerFactory.getLogger(ApprovalNotes.class);

    private final Workspace workspace;
    private final JobStore store;
    private final Cursors cursors;
    private final Rights rights;
    private final InstantSource clock;

    ApprovalNotes(Workspace workspace, JobStore store, Cursors cursors, Rights rights, InstantSource clock) {
        this.workspace = workspace;
        this.store = store;
        this.cursors = cursors;
        this.rights = rights;
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
        if (story.isPresent()) {
            tellAll(story.get(), job, bookmark, now);
        }
        events.stream().mapToLong(JobEvent::sequence).max().ifPresent(bookmark::finish);
        return story.filter(ApprovalStory::isOpen)
                .map(open -> Duration.between(now, open.reminder()))
                .filter(left -> !left.isNegative() && !left.isZero());
    }

    /** Whoever cannot be asked now keeps nobody else from being asked. */
    private void tellAll(ApprovalStory story, Job job, Bookmark bookmark, Instant now) throws SlackFault {
        Optional<SlackFault> trouble = Optional.empty();
        for (String user : rights.deciders(job)) {
            try {
                tell(user, story, job, bookmark, now);
            } catch (SlackFault fault) {
                trouble = Optional.of(fault);
            }
        }
        if (trouble.isPresent()) {
            throw trouble.get();
        }
    }

    private void tell(String user, ApprovalStory story, Job job, Bookmark bookmark, Instant now) throws SlackFault {
        int round = story.isOpen() && !now.isBefore(story.reminder()) ? 2 : 1;
        Optional<Noted> last = Noted.in(bookmark, user).filter(noted -> noted.sequence() == story.sequence());
        try {
            if (last.isPresent() && (!story.isOpen() || last.get().round() >= round)) {
                edit(last.get(), user, story, job, bookmark);
                return;
            }
            // Before the newer one is there: no two of them can be pressed.
            if (last.isPresent() && last.get().place().isPresent()) {
                Forms.update(workspace, last.get().place().get(), ApprovalNote.askedAgain(job), mark(last.get(), job));
            }
            send(user, round, story, job, bookmark);
        } catch (SlackFault.Refused refused) {
            LOG.warn("Job {}: {} cannot be asked for a yes: {}", job.number(), user, refused.getMessage());
            new Noted(story.sequence(), round, edition(story), Optional.empty()).keepIn(bookmark, user);
        }
    }

    private void send(String user, int round, ApprovalStory story, Job job, Bookmark bookmark) throws SlackFault {
        boolean perhapsThere = Noted.wasBegun(bookmark, user, story.sequence(), round);
        if (!story.isOpen() && !perhapsThere) {
            return;
        }
        Mark mark = Mark.approval(job.number(), story.sequence(), round);
        String channel = workspace.directChannel(user);
        Optional<CardPlace> there = perhapsThere ? find(channel, mark, story) : Optional.empty();
        if (there.isPresent()) {
            edit(new Noted(story.sequence(), round, 0, there), user, story, job, bookmark);
        } else if (story.isOpen()) {
            Noted.begin(bookmark, user, story.sequence(), round);
            String ts = post(channel, user, mark, ApprovalNote.of(story, round == 2, job, link(job)), bookmark);
            new Noted(story.sequence(), round, edition(story), Optional.of(new CardPlace(channel, ts)))
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
        if (last.edition() == edition(story)) {
            return;
        }
        if (last.place().isPresent()) {
            draw(last.place().get(), last, story, job);
        }
        new Noted(last.sequence(), last.round(), edition(story), last.place()).keepIn(bookmark, user);
    }

    private void draw(CardPlace place, Noted last, ApprovalStory story, Job job) throws SlackFault {
        Forms.update(workspace, place, ApprovalNote.of(story, last.round() == 2, job, link(job)), mark(last, job));
    }

    /** A message that was pressed shows what holds again, whatever it showed. */
    void drawAnew(long number, String user) throws SlackFault {
        Job job = store.find(number).orElseThrow();
        Optional<ApprovalStory> story = ApprovalStory.of(job, store.events(number, 0));
        Optional<Noted> last = Noted.in(Bookmark.of(cursors, READER, number), user);
        if (story.isPresent() && last.isPresent() && last.get().place().isPresent()) {
            draw(last.get().place().get(), last.get(), story.get(), job);
        }
    }

    private Optional<String> link(Job job) {
        return Bookmark.of(cursors, job.number()).remembered(CardLinks.LINK);
    }

    private static long edition(ApprovalStory story) {
        return story.outcome().map(ApprovalStory.Outcome::edition).orElse(story.sequence());
    }

    private static Mark mark(Noted last, Job job) {
        return Mark.approval(job.number(), last.sequence(), last.round());
    }
}
