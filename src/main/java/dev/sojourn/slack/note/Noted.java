package dev.sojourn.slack.note;

import dev.sojourn.slack.card.Bookmark;
import dev.sojourn.slack.card.Bookmark.CardPlace;
import java.util.Optional;

/**
 * What one person was last sent about a job that waits for a yes, as it is noted.
 *
 * @param sequence of the fact that made it be asked
 * @param round 1, or 2 once they were asked again
 * @param edition of the fact that made it look as it was last seen to
 * @param place the direct message; empty: the person cannot be reached
 */
record Noted(long sequence, int round, long edition, Optional<CardPlace> place) {

    private static final String NOTE = "note-";
    private static final String SENDING = "sending-";

    static Optional<Noted> in(Bookmark bookmark, String user) {
        return bookmark.remembered(NOTE + user).map(note -> {
            String[] parts = note.split(" ");
            return new Noted(
                    Long.parseLong(parts[0]),
                    Integer.parseInt(parts[1]),
                    Long.parseLong(parts[2]),
                    parts.length < 5 ? Optional.empty() : Optional.of(new CardPlace(parts[3], parts[4])));
        });
    }

    void keepIn(Bookmark bookmark, String user) {
        String where =
                place.map(there -> " " + there.channel() + " " + there.ts()).orElse("");
        bookmark.remember(NOTE + user, sequence + " " + round + " " + edition + where);
    }

    /** Written down before Slack is asked: after a crash it is looked whether the message is there. */
    static void begin(Bookmark bookmark, String user, long sequence, int round) {
        bookmark.remember(SENDING + user, sequence + " " + round);
    }

    static boolean wasBegun(Bookmark bookmark, String user, long sequence, int round) {
        return bookmark.remembered(SENDING + user).equals(Optional.of(sequence + " " + round));
    }

    /** It is surely not there. */
    static void unbegin(Bookmark bookmark, String user) {
        bookmark.forget(SENDING + user);
    }
}
