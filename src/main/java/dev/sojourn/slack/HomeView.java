package dev.sojourn.slack;

import dev.sojourn.plan.Usd;
import dev.sojourn.plan.WorkingVolume;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that somebody's Home tab shows.
 *
 * @param volumes where each is
 * @param decisions jobs that wait for this person's yes or no, oldest first
 * @param live jobs that have not ended, oldest first
 * @param ended jobs that have, newest first
 * @param notice the answer to what this person pressed last
 */
record HomeView(
        List<VolumeLine> volumes,
        List<Snapshot> decisions,
        List<Live> live,
        List<Snapshot> ended,
        Month month,
        Health health,
        Optional<String> notice) {

    /** @param last the newest job on it that was more than asked for; empty: it never travelled */
    record VolumeLine(WorkingVolume volume, Optional<Snapshot> last) {}

    /** @param cancellable whether this person may cancel it, and there is something to cancel */
    record Live(Snapshot view, boolean cancellable) {}

    /**
     * What was spent on builders in a calendar month, list price.
     *
     * @param running whether some of it is still growing
     */
    record Month(Instant begin, int jobs, Usd spent, boolean running) {}

    /**
     * How the bot is.
     *
     * @param connectedSince to Slack; empty: not now
     * @param leads whether this process is the one that drives jobs
     */
    record Health(Optional<Instant> connectedSince, boolean leads) {}
}
