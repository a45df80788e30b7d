package dev.sojourn.search;

import dev.sojourn.handoff.Mind;
import dev.sojourn.job.Job;
import java.util.Optional;

/**
 * Everything at one moment: what is written down, what the bot has in its head, the world, and what has gone wrong so far.
 *
 * @param act decided on and written down, not yet carried out
 * @param current the row is still as it was when the act was written down; otherwise what follows it cannot be written
 * @param staleLook the bot goes on with a look that showed the past
 * @param struck the faults so far, as {@link Fault} counts them
 */
record State(Job job, World world, Optional<Mind.Act> act, boolean current, boolean staleLook, long struck) {

    State with(World next) {
        return new State(job, next, act, current, staleLook, struck);
    }

    State with(Job next) {
        return new State(next, world, act, current, staleLook, struck);
    }

    State struckBy(Fault fault) {
        return new State(job, world, act, current, staleLook, fault.strike(struck));
    }

    /** Over, with the volume at home and no machine left that costs money. */
    boolean isOver() {
        return job.state().isTerminal() && act.isEmpty() && !world.hasLiveBuilder() && Laws.isHome(world);
    }
}
