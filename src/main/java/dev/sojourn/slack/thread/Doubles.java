package dev.sojourn.slack.thread;

import dev.sojourn.job.Job;
import dev.sojourn.slack.card.Bookmark;
import dev.sojourn.slack.card.Bookmark.CardPlace;
import dev.sojourn.slack.card.Cards;
import dev.sojourn.slack.workspace.SlackFault;
import dev.sojourn.slack.workspace.Workspace;
import dev.sojourn.slack.workspace.Workspace.Mark;
import dev.sojourn.slack.workspace.Workspace.Posted;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Takes away what stands twice. Slack has no token for a post: one whose answer was lost, and that was not there when it was
 * looked for, may still arrive after it was posted again.
 */
final class Doubles {

    private static final String SINCE = "repeated";

    /** A post that is not there after this long does not come any more. */
    private static final Duration LATEST = Duration.ofSeconds(10);

    private final Workspace workspace;
    private final InstantSource clock;

    Doubles(Workspace workspace, InstantSource clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    /** Something was posted again. */
    void note(Bookmark bookmark) {
        bookmark.remember(SINCE, Long.toString(clock.instant().toEpochMilli()));
    }

    /**
     * Looks through the thread, once it is time.
     *
     * @return how long until then; empty: there is nothing to look for
     */
    Optional<Duration> remove(Job job, Bookmark bookmark) throws SlackFault {
        Optional<String> since = bookmark.remembered(SINCE);
        Optional<CardPlace> card = bookmark.card();
        if (since.isEmpty() || card.isEmpty()) {
            return Optional.empty();
        }
        Instant ripe = Instant.ofEpochMilli(Long.parseLong(since.get())).plus(LATEST);
        if (clock.instant().isBefore(ripe)) {
            return Optional.of(Duration.between(clock.instant(), ripe));
        }
        Set<Mark> there = new HashSet<>();
        for (Posted posted : workspace.replies(
                card.get().channel(), card.get().ts(), job.createdAt().minus(Cards.CLOCKS_APART))) {
            if (posted.mark().isPresent() && !there.add(posted.mark().get())) {
                workspace.delete(card.get().channel(), posted.ts());
            }
        }
        bookmark.forget(SINCE);
        return Optional.empty();
    }
}
