package dev.sojourn.slack.card;

import dev.sojourn.job.Cursors;
import dev.sojourn.job.ThreadLinks;
import java.util.Optional;

/** The addresses of cards, as noted when they were posted. */
public final class CardLinks implements ThreadLinks {

    public static final String LINK = "link";

    private final Cursors cursors;

    public CardLinks(Cursors cursors) {
        this.cursors = cursors;
    }

    @Override
    public Optional<String> of(long job) {
        return Bookmark.of(cursors, job).remembered(LINK);
    }
}
