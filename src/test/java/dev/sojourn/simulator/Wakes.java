package dev.sojourn.simulator;

import dev.sojourn.job.Wakeups;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** When each job is to be driven next, kept in the database; one driver a job, and another one when that is not heard of. */
final class Wakes implements Wakeups {

    private static final long HEARTBEATS_MISSED = 20_000;
    private static final long NOBODY_UP = 2_000;

    private final World world;
    private final List<Bot> bots = new ArrayList<>();
    private final Map<Long, Long> due = new HashMap<>();
    private final Map<Long, Turn> running = new HashMap<>();
    private final Set<Long> woken = new HashSet<>();

    Wakes(World world) {
        this.world = world;
    }

    /** One bot's right to drive one job. */
    record Turn(long job, Bot bot, int serial) {}

    private int serial;

    /** A defect, for those who plant one: nothing is planned for later. */
    boolean forgetful;

    void add(Bot bot) {
        bots.add(bot);
    }

    @Override
    public void now(long job) {
        plan(job, world.timeline.now());
    }

    @Override
    public void at(long job, Instant time) {
        if (!forgetful) {
            plan(job, time.toEpochMilli());
        }
    }

    private void plan(long job, long time) {
        if (running.containsKey(job)) {
            woken.add(job);
            return;
        }
        due.put(job, time);
        world.timeline.at(time, () -> run(job, time));
    }

    private void run(long job, long time) {
        Long planned = due.get(job);
        if (planned == null || planned != time || running.containsKey(job)) {
            return;
        }
        Optional<Bot> bot = free();
        if (bot.isEmpty()) {
            plan(job, world.timeline.now() + NOBODY_UP);
            return;
        }
        due.remove(job);
        woken.remove(job);
        Turn turn = new Turn(job, bot.get(), serial++);
        running.put(job, turn);
        if (bots.size() > 1) {
            world.timeline.after(HEARTBEATS_MISSED, () -> {
                if (turn.bot.paused) {
                    takeOver(turn);
                }
            });
        }
        bot.get().drive(job, turn);
    }

    /** A bot that could do something now. */
    Optional<Bot> free() {
        int first = bots.size() > 1 ? world.chance.below(bots.size()) : 0;
        for (int n = 0; n < bots.size(); n++) {
            Bot bot = bots.get((first + n) % bots.size());
            if (bot.isUp()) {
                return Optional.of(bot);
            }
        }
        return Optional.empty();
    }

    /** The one that has the observer's lease. */
    Optional<Bot> first() {
        return bots.stream().filter(Bot::isUp).findFirst();
    }

    void completed(Turn turn, Optional<Instant> next) {
        if (!running.remove(turn.job, turn)) {
            return;
        }
        if (next.isPresent()) {
            at(turn.job, next.get());
            if (woken.remove(turn.job)) {
                now(turn.job);
            }
        }
    }

    /** Its bot was killed: another, or the same after its start, takes it up. */
    void interrupted(Turn turn) {
        world.timeline.after(bots.size() > 1 ? HEARTBEATS_MISSED : 1_000, () -> takeOver(turn));
    }

    private void takeOver(Turn turn) {
        if (running.remove(turn.job, turn)) {
            now(turn.job);
        }
    }
}
