package dev.sojourn.simulator;

import dev.sojourn.job.Job;
import dev.sojourn.job.Step;

/**
 * The bot's regular rounds. They are frequent, and a round in which nothing can have changed has no effect: only those in which
 * something may have are run.
 */
final class Rounds {

    private static final long OBSERVE_EVERY = 1_000;
    private static final long SWEEP_EVERY = Timeline.MINUTE;

    private final World world;
    private final Wakes wakes;
    private long observes = Long.MAX_VALUE;
    private boolean sweeps;

    Rounds(World world, Wakes wakes) {
        this.world = world;
        this.wakes = wakes;
        world.onChange = () -> observeBy(nextTick());
    }

    private long nextTick() {
        return (world.timeline.now() / OBSERVE_EVERY + 1) * OBSERVE_EVERY;
    }

    private void observeBy(long time) {
        if (time < observes) {
            observes = time;
            world.timeline.at(time, () -> observe(time));
        }
    }

    private void observe(long time) {
        if (time != observes) {
            return;
        }
        observes = Long.MAX_VALUE;
        wakes.first().ifPresent(bot -> {
            bot.observe();
            if (world.turn().filter(Rounds::isBuilding).isPresent()) {
                observeBy(world.timeline.now() + Setting.TIMING.progressEvery().toMillis());
            }
        });
        if (!sweeps && hasOrphans()) {
            sweeps = true;
            world.timeline.after(SWEEP_EVERY, this::sweep);
        }
    }

    private static boolean isBuilding(Job job) {
        return job.step() == Step.RUN_BUILD;
    }

    private void sweep() {
        wakes.first().ifPresent(Bot::sweep);
        if (hasOrphans()) {
            world.timeline.after(SWEEP_EVERY, this::sweep);
        } else {
            sweeps = false;
        }
    }

    private boolean hasOrphans() {
        for (Machine machine : world.machines.values()) {
            if (!machine.isHost
                    && !machine.isEnding()
                    && world.store
                            .find(machine.job())
                            .map(job -> job.state().isTerminal())
                            .orElse(true)) {
                return true;
            }
        }
        return false;
    }
}
