package dev.sojourn.slack.home;

import dev.sojourn.job.VolumePlaces;
import dev.sojourn.plan.Budget;
import dev.sojourn.plan.Grant;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.WorkingVolume;
import dev.sojourn.slack.words.Snapshot;
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
 * @param ahead yeses that were given ahead and are in force
 * @param notice the answer to what this person pressed last
 */
public record HomeView(
        List<VolumeLine> volumes,
        List<Snapshot> decisions,
        List<Live> live,
        List<Snapshot> ended,
        List<Ahead> ahead,
        Month month,
        Health health,
        Optional<String> notice) {

    /**
     * One volume.
     *
     * @param place where EC2 sees it; empty: EC2 has not told yet
     * @param last the newest job on it that was more than asked for; empty: it never travelled
     */
    public record VolumeLine(WorkingVolume volume, Optional<VolumePlaces.Place> place, Optional<Snapshot> last) {}

    /** @param cancellable whether this person may cancel it, and there is something to cancel */
    public record Live(Snapshot view, boolean cancellable) {}

    /** @param endable whether this person may end it */
    record Ahead(Grant grant, boolean endable) {}

    /**
     * What was spent on builders in a calendar month, list price.
     *
     * @param running whether some of it is still growing
     * @param budget what counts against the cap of the month; empty: there is none
     */
    public record Month(Instant begin, int jobs, Usd spent, boolean running, Optional<Budget> budget) {}

    /**
     * How the bot is.
     *
     * @param connectedSince to Slack; empty: not now
     * @param leads whether this process is the one that drives jobs
     */
    public record Health(Optional<Instant> connectedSince, boolean leads) {}
}
