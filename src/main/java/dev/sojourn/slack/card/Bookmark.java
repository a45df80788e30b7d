package dev.sojourn.slack.card;

import dev.sojourn.job.Cursors;
import dev.sojourn.job.Cursors.Cursor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far a job has been told, and where its card is. What is under way is written down before Slack is asked, so that after
 * a crash it is known what may or may not be there.
 */
public final class Bookmark {

    public static final String READER = "slack";

    private static final String CHANNEL = "channel";
    private static final String CARD = "card";

    private final Cursors cursors;
    private final String reader;
    private final long job;
    private Cursor cursor;

    private Bookmark(Cursors cursors, String reader, long job) {
        this.cursors = cursors;
        this.reader = reader;
        this.job = job;
        this.cursor = cursors.of(reader, job);
    }

    /** Of the one that tells cards and threads. */
    public static Bookmark of(Cursors cursors, long job) {
        return of(cursors, READER, job);
    }

    public static Bookmark of(Cursors cursors, String reader, long job) {
        return new Bookmark(cursors, reader, job);
    }

    public long done() {
        return cursor.done();
    }

    /** Whether this fact was begun before: what it causes may be there already. */
    public boolean wasBegun(long sequence) {
        return cursor.underway() == sequence && cursor.done() < sequence;
    }

    public void begin(long sequence) {
        if (!wasBegun(sequence)) {
            keep(cursor.done(), sequence, cursor.memory());
        }
    }

    public void finish(long sequence) {
        if (sequence > cursor.done()) {
            keep(sequence, sequence, cursor.memory());
        }
    }

    public Optional<CardPlace> card() {
        String channel = cursor.memory().get(CHANNEL);
        String ts = cursor.memory().get(CARD);
        return channel == null || ts == null ? Optional.empty() : Optional.of(new CardPlace(channel, ts));
    }

    /** A card's link is that of this card alone: it is asked for anew. */
    public void placeCard(CardPlace place) {
        Map<String, String> memory = new HashMap<>(cursor.memory());
        memory.put(CHANNEL, place.channel());
        memory.put(CARD, place.ts());
        memory.remove(CardLinks.LINK);
        keep(cursor.done(), cursor.underway(), memory);
    }

    public Optional<String> remembered(String name) {
        return Optional.ofNullable(cursor.memory().get(name));
    }

    public void remember(String name, String value) {
        Map<String, String> memory = new HashMap<>(cursor.memory());
        memory.put(name, value);
        keep(cursor.done(), cursor.underway(), memory);
    }

    public void forget(String name) {
        Map<String, String> memory = new HashMap<>(cursor.memory());
        if (memory.remove(name) != null) {
            keep(cursor.done(), cursor.underway(), memory);
        }
    }

    private void keep(long done, long underway, Map<String, String> memory) {
        Cursor next = new Cursor(done, underway, Map.copyOf(memory));
        cursors.keep(reader, job, next);
        cursor = next;
    }

    /** A card's address. */
    public record CardPlace(String channel, String ts) {}
}
