package dev.sojourn.simulator;

import dev.sojourn.job.JobEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads each job's events by a durable cursor and posts each once, in order, whatever becomes of a post's answer. */
final class Chat {

    private final World world;
    private final Wakes wakes;
    private final Consumer<JobEvent> people;
    private final Map<Long, long[]> cursors = new HashMap<>();
    /** What Slack has: the last event posted of each job. */
    private final Map<Long, Set<Long>> posted = new HashMap<>();

    private final Set<Long> planned = new HashSet<>();

    /** Whether it looks for a post that may have arrived before it posts again. */
    boolean looksFirst = true;

    Chat(World world, Wakes wakes, Consumer<JobEvent> people) {
        this.world = world;
        this.wakes = wakes;
        this.people = people;
    }

    boolean isIdle() {
        return planned.isEmpty();
    }

    void hint(long job) {
        plan(job, world.chance.between(50, 1_500));
    }

    private void plan(long job, long delay) {
        if (planned.add(job)) {
            world.timeline.after(delay, () -> {
                planned.remove(job);
                tell(job);
            });
        }
    }

    private void tell(long job) {
        if (wakes.free().isEmpty()) {
            plan(job, 5_000);
            return;
        }
        long[] cursor = cursors.computeIfAbsent(job, one -> new long[2]);
        for (JobEvent event : world.store.events(job, cursor[0])) {
            boolean away = world.mixes(Fault.CHAT_AWAY);
            if (away && world.chance.oneIn(2)) {
                plan(job, world.chance.longTail(1_000, 10 * Timeline.MINUTE));
                return;
            }
            boolean maybeThere = cursor[1] == event.sequence();
            cursor[1] = event.sequence();
            Set<Long> there = posted.computeIfAbsent(job, one -> new HashSet<>());
            if (!(maybeThere && looksFirst && there.contains(event.sequence()))) {
                there.add(event.sequence());
                world.watch.posted(event);
                people.accept(event);
            }
            if (away) {
                plan(job, world.chance.longTail(1_000, 10 * Timeline.MINUTE));
                return;
            }
            cursor[0] = event.sequence();
        }
    }
}
