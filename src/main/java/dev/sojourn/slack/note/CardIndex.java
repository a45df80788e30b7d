package dev.sojourn.slack.note;

import dev.sojourn.job.Cursors;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobStore;
import dev.sojourn.slack.card.Bookmark;
import dev.sojourn.slack.card.Bookmark.CardPlace;
import java.util.Optional;
import java.util.stream.Stream;

/** Which message is whose card or question. Asked of our own notes: what a payload says of a message is not believed. */
public final class CardIndex {

    private static final int RECENT = 200;

    private final JobStore store;
    private final Cursors cursors;

    public CardIndex(JobStore store, Cursors cursors) {
        this.store = store;
        this.cursors = cursors;
    }

    public boolean isCardOf(long job, String channel, String ts) {
        return Bookmark.of(cursors, job).card().equals(Optional.of(new CardPlace(channel, ts)));
    }

    /** Whether this is the direct message in which that user of the host was last asked to leave the tree. */
    public boolean isQuestionTo(AskButton.Target target, String channel, String ts) {
        Bookmark asked = Bookmark.of(cursors, DirectMessages.READER, target.job());
        return Asked.in(asked, target.uid()).flatMap(Asked::place).equals(Optional.of(new CardPlace(channel, ts)));
    }

    /** Whether this is the direct message in which that person was last asked for a yes to that job. */
    public boolean isNoteTo(String user, long job, String channel, String ts) {
        Bookmark noted = Bookmark.of(cursors, ApprovalNotes.READER, job);
        return Noted.in(noted, user).flatMap(Noted::place).equals(Optional.of(new CardPlace(channel, ts)));
    }

    /** The job whose card this is, among those unfinished and the newest. */
    public Optional<Job> jobOf(String channel, String ts) {
        return Stream.concat(store.unfinished().stream(), store.newest(RECENT).stream())
                .filter(job -> job.request().channel().equals(channel))
                .filter(job -> isCardOf(job.number(), channel, ts))
                .findFirst();
    }
}
