package dev.sojourn.simulator;

import dev.sojourn.cloud.InstanceView.State;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobStore;
import dev.sojourn.plan.Plans;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** One history, from a seed to the end of all jobs, or to the first invariant that does not hold. */
final class History {

    private static final long PATIENCE = 12 * Timeline.HOUR;
    private static final int MOST_EVENTS = 60_000;

    final World world;
    final Chat chat;
    final Wakes wakes;
    private final People people;
    private final Hands hands;
    private int open;

    /** What came of it. */
    record Result(long seed, int events, int faults, Optional<Violation> violation, List<String> journal) {}

    private History(World world, Planted planted) {
        this.world = world;
        this.wakes = new Wakes(world);
        this.people = new People(world, wakes);
        this.hands = new Hands(world, people);
        this.chat = new Chat(world, wakes, people::read);
        new Rounds(world, wakes);
        if (world.chance.oneIn(2)) {
            world.store.remember(Plans.BUILDER.image(), Collections.nCopies(4, Duration.ofSeconds(30)));
        }
        int bots = world.chance.oneIn(3) ? 2 : 1;
        for (int n = 0; n < bots; n++) {
            JobStore store = planted.around(world.store);
            Bot bot = new Bot(n == 0 ? "A" : "B", world, wakes, new BotStore(world, store, this::saved), planted);
            wakes.add(bot);
            bot.start();
        }
        planted.change(this);
    }

    static Result run(long seed, Planted planted, boolean tells, Coverage coverage) {
        Chance chance = new Chance(seed);
        return run(seed, chance, Mix.of(chance), planted, tells, coverage);
    }

    static Result run(long seed, Chance chance, Mix mix, Planted planted, boolean tells, Coverage coverage) {
        World world = new World(chance, mix, tells, coverage, Invariants::all);
        History history = new History(world, planted);
        Optional<Violation> violation = Optional.empty();
        try {
            history.run();
        } catch (Violation broken) {
            violation = Optional.of(broken);
        }
        return new Result(seed, world.timeline.happened(), world.faults, violation, world.journal.lines());
    }

    private void run() {
        people.begin();
        while (!isOver()) {
            if (!world.timeline.next(Timeline.START + world.mix.calmAfter + PATIENCE)) {
                unended();
            }
            if (world.timeline.happened() > MOST_EVENTS) {
                throw new Violation("every job ends", "too many events: " + jobs());
            }
        }
        world.watch.quiet();
    }

    private void unended() {
        throw new Violation("every job ends", "still not, long after the last fault: " + jobs());
    }

    private List<String> jobs() {
        return world.store.newest(3).stream()
                .map(job -> job.label() + " " + job.state() + " " + job.step() + " "
                        + job.problem().orElse(""))
                .toList();
    }

    private boolean isOver() {
        return open == 0 && world.late == 0 && people.wantNothing() && chat.isIdle() && buildersAreGone();
    }

    private boolean buildersAreGone() {
        for (Machine machine : world.machines.values()) {
            if (!machine.isHost && machine.state != State.TERMINATED) {
                return false;
            }
        }
        return true;
    }

    private void saved(Optional<Job> before, Job after) {
        if (before.isEmpty()) {
            open++;
        } else if (after.state().isTerminal() && !before.get().state().isTerminal()) {
            open--;
        }
        if (before.map(job -> job.step() != after.step() || job.state() != after.state())
                .orElse(true)) {
            hands.stepped(after);
        }
        chat.hint(after.number());
        world.changed();
    }
}
