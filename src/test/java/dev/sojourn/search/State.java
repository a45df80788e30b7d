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
 * @param faults that have struck so far
 */
record State(Job job, World world, Optional<Mind.Act> act, boolean current, boolean staleLook, int faults) {

    State with(World next) {
        return new State(job, next, act, current, staleLook, faults);
    }

    State with(Job next) {
        return new State(next, world, act, current, staleLook, faults);
    }

    /** As a write leaves it that the bot knows nothing of: what follows its act cannot be written any more. */
    State changedBySomebody(Job next) {
        return new State(next, world, act, act.isEmpty(), staleLook, faults);
    }

    State struck() {
        return new State(job, world, act, current, staleLook, faults + 1);
    }

    /** Over, with the volume at home and no machine left that costs money. */
    boolean isOver() {
        return job.state().isTerminal() && act.isEmpty() && !world.hasLiveBuilder() && Laws.isHome(world);
    }
}
