package dev.sojourn.simulator;

import dev.sojourn.command.AuditExport;
import dev.sojourn.command.BuildDesk;
import dev.sojourn.command.Sources;
import dev.sojourn.doctor.Report;
import dev.sojourn.handoff.Cloud;
import dev.sojourn.handoff.Core;
import dev.sojourn.handoff.Driver;
import dev.sojourn.handoff.LiveBuilds;
import dev.sojourn.handoff.Observer;
import dev.sojourn.handoff.Offers;
import dev.sojourn.handoff.SeenPlaces;
import dev.sojourn.handoff.Sweep;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.NoGrants;
import dev.sojourn.job.Quiet;
import dev.sojourn.job.SlotList;
import dev.sojourn.job.SpotWeather;
import dev.sojourn.observe.CostBook;
import dev.sojourn.plan.SpotBreaker;
import dev.sojourn.plan.WorkingVolume;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One process of the bot: its memory, which a crash takes, around the real parts. */
final class Bot {

    private static final int MOST_DECISIONS = 100;

    final String name;
    private final World world;
    private final Wakes wakes;
    private final Cloud cloud;
    private final JobStore store;
    private final Core core;

    int life;
    boolean alive;
    boolean paused;
    /** How deep in waiting for a slow call. */
    int depth;

    private int decisions;
    private Driver driver;
    private Observer observer;
    private Sweep sweep;
    private BuildDesk desk;

    Bot(String name, World world, Wakes wakes, JobStore store, Planted planted) {
        this.name = name;
        this.world = world;
        this.wakes = wakes;
        this.store = store;
        this.cloud = planted.around(new BotCloud(world, new Wire(world, this)).ports(), world);
        this.core = new Core(
                Setting.TIMING,
                Setting.policy(world.mix.shortOfMoney).caps(),
                world.timeline,
                planted::scripts,
                planted.decision(),
                () -> decisions++);
    }

    /** From here on it remembers nothing but what is in the database. */
    void start() {
        life++;
        alive = true;
        paused = false;
        LiveBuilds builds = new LiveBuilds();
        driver = core.driver(cloud, store, wakes, builds, number -> Optional.empty());
        observer = core.observer(cloud, store, wakes, builds);
        sweep = core.sweep(cloud, store);
        desk = new BuildDesk(
                Setting.installation(world.disks.size()),
                Setting.policy(world.mix.shortOfMoney),
                new Sources(
                        new Offers(cloud, Setting.PRICES),
                        new SpotWeather(store, SpotBreaker.USUAL),
                        builds,
                        this::slots,
                        new SeenPlaces(cloud.volumes()),
                        (job, path) -> Optional.empty(),
                        new Nobody(),
                        form -> new AuditExport.Export("", 0),
                        new CostBook(store, List.of(), world.timeline),
                        Quiet.NEVER),
                store,
                new NoGrants(),
                wakes,
                Setting.TIMING.holdersWait(),
                () -> new Report(Instant.EPOCH, List.of()),
                () -> false,
                world.timeline);
        world.journal.say("%s starts", this);
        store.unfinished().forEach(job -> wakes.now(job.number()));
        world.changed();
    }

    /** What the host would tell. */
    private SlotList.Listing slots(WorkingVolume volume) {
        Disk disk = world.disk(volume.id());
        Guest host = world.machine(volume.host()).guest;
        return host.answers() && host.at(disk).mounted
                ? new SlotList.Listing.Told(List.of(), disk.slots.size())
                : new SlotList.Listing.Untold("the host does not answer");
    }

    boolean isUp() {
        return alive && !paused;
    }

    void drive(long job, Wakes.Turn turn) {
        int before = decisions;
        Optional<Instant> next = within(() -> Optional.of(driver.drive(job)))
                .map(answer -> {
                    if (decisions - before >= MOST_DECISIONS) {
                        throw new Violation("no job goes in circles", "job " + job);
                    }
                    decisions = before;
                    wakes.completed(turn, answer);
                    return answer;
                })
                .orElseGet(() -> {
                    wakes.interrupted(turn);
                    return Optional.empty();
                });
        if (world.journal.on() && next.isPresent()) {
            world.journal.say(
                    "%s: job %d sleeps until +%ds",
                    this, job, (next.get().toEpochMilli() - world.timeline.now()) / 1000);
        }
    }

    void observe() {
        within(() -> {
            observer.round();
            return Optional.of(true);
        });
    }

    void sweep() {
        within(() -> Optional.of(sweep.round()));
    }

    /** What somebody clicks or types; empty: the bot was killed over it. */
    <T> Optional<T> click(java.util.function.Function<BuildDesk, T> does) {
        return within(() -> Optional.of(does.apply(desk)));
    }

    private <T> Optional<T> within(Supplier<Optional<T>> work) {
        int entered = life;
        try {
            return work.get();
        } catch (Crash killed) {
            die(entered);
            return Optional.empty();
        } catch (RuntimeException thrown) {
            Violation violation = new Violation("the core never throws", thrown.toString());
            violation.initCause(thrown);
            throw violation;
        }
    }

    private void die(int entered) {
        if (alive && life == entered) {
            world.journal.say("%s is killed", this);
            alive = false;
            life++;
            world.timeline.after(world.chance.longTail(500, 3 * Timeline.MINUTE), this::start);
        }
    }

    @Override
    public String toString() {
        return "bot " + name;
    }
}
