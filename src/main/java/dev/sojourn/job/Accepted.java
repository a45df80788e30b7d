package dev.sojourn.job;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What people asked for and were told is taken. It is written down before they are told so, and dealt with once, by whichever
 * process lives to do it.
 */
public interface Accepted {

    /**
     * One command, click or form.
     *
     * @param key the same for every delivery of the same wish
     * @param words who wishes what, by name
     */
    record Wish(String key, Map<String, String> words, Instant at) {

        /** The words are copied. */
        public Wish {
            words = Map.copyOf(words);
        }
    }

    /**
     * A wish that nobody is dealing with any more.
     *
     * @param tries how often it was begun, this time included
     */
    record Orphan(Wish wish, int tries) {}

    /**
     * Writes wishes down, for this process to deal with, and which others are dealt with: all or nothing.
     *
     * @return the keys of those that were known before, which somebody deals with, or has dealt with, already
     */
    Set<String> write(Collection<Wish> wishes, Collection<String> dealtWith);

    /**
     * Deals with a wish on this thread. That it is dealt with becomes part of the first write of a job in the work: both are
     * kept, or neither.
     *
     * @return whether there was such a write; where not, the key is still to be written as dealt with
     * @throws DealtWith at that write, where somebody else has dealt with it
     */
    boolean once(String key, Runnable work);

    /** This process is still dealing with these. */
    void renew(Collection<String> keys);

    /** Those that nobody deals with, for this process to do it. */
    List<Orphan> takeUp();

    /** Somebody else was faster: what this one was about to write is not kept. */
    final class DealtWith extends RuntimeException {

        private static final long serialVersionUID = 1;

        public DealtWith(String key) {
            super(key + " is dealt with already");
        }
    }
}
