package dev.sojourn.slack.note;

import dev.sojourn.slack.card.Bookmark;
import dev.sojourn.slack.card.Bookmark.CardPlace;
import java.util.Optional;

/**
 * What one user of the host was asked last, as it is noted.
 *
 * @param sequence of the fact that made it be asked
 * @param edition of the fact that made it look as it was last seen to; 0: unknown
 * @param place the direct message; empty: the person cannot be reached
 */
record Asked(long sequence, long edition, Optional<CardPlace> place) {

    private static final String ASKED = "asked-";
    private static final String ASKING = "asking-";

    static Optional<Asked> in(Bookmark bookmark, int uid) {
        return bookmark.remembered(ASKED + uid).map(note -> {
            String[] parts = note.split(" ");
            return new Asked(
                    Long.parseLong(parts[0]),
                    Long.parseLong(parts[1]),
                    parts.length < 4 ? Optional.empty() : Optional.of(new CardPlace(parts[2], parts[3])));
        });
    }

    void noteIn(Bookmark bookmark, int uid) {
        String where =
                place.map(there -> " " + there.channel() + " " + there.ts()).orElse("");
        bookmark.remember(ASKED + uid, sequence + " " + edition + where);
    }

    /** Written down before Slack is asked: after a crash it is looked whether the question is there. */
    static void begin(Ask ask, Bookmark bookmark) {
        if (!wasBegun(ask, bookmark)) {
            bookmark.remember(ASKING + ask.uid(), Long.toString(ask.sequence()));
        }
    }

    static boolean wasBegun(Ask ask, Bookmark bookmark) {
        return bookmark.remembered(ASKING + ask.uid()).equals(Optional.of(Long.toString(ask.sequence())));
    }

    /** It is surely not there. */
    static void unbegin(Ask ask, Bookmark bookmark) {
        bookmark.forget(ASKING + ask.uid());
    }
}
