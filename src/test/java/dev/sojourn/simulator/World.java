package dev.sojourn.simulator;

import dev.sojourn.cloud.InstanceView.State;
import dev.sojourn.cloud.VolumeView.Attachment;
import dev.sojourn.job.Job;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Everything outside the bot, and the database: what survives a crash. One thread, one clock, one source of luck. */
final class World {

    static final String ZONE = "us-east-1a";
    static final String HOST = "i-0000000000000a001";
    static final String VOLUME = "vol-00000000000000a1";

    final Timeline timeline = new Timeline();
    final Chance chance;
    final Mix mix;
    final Journal journal;
    final Coverage coverage;
    final Watch watch;
    final Map<String, Machine> machines = new LinkedHashMap<>();
    final Disk disk;
    final Content content;
    final Tree tree;
    final Power power;
    final Attachments attachments;
    final Launches launches;
    final Builds builds;
    final Scripts scripts;
    final Ssm ssm;
    final MemoryJobStore store = new MemoryJobStore();

    /** Something that a bot could see has changed. */
    Runnable onChange = () -> {};

    /** Where the volume belongs. */
    String home = HOST;

    /** Calls of the bot's that are still to have their effect. */
    int late;

    int faults;

    /** When a person last laid hands on the volume or its host. */
    long handled = Long.MIN_VALUE / 2;

    World(Chance chance, Mix mix, boolean tells, Coverage coverage, Function<World, List<Invariant>> invariants) {
        this.chance = chance;
        this.mix = mix;
        this.coverage = coverage;
        this.journal = new Journal(timeline, tells);
        this.content = new Content(this);
        this.tree = new Tree(this);
        this.power = new Power(this);
        this.attachments = new Attachments(this);
        this.launches = new Launches(this);
        this.builds = new Builds(this);
        this.scripts = new Scripts(this);
        this.ssm = new Ssm(this);
        this.disk = new Disk(VOLUME, new Attachment(HOST, "/dev/sdf", "attached", false), timeline.now());
        this.watch = new Watch(invariants.apply(this));
        host(HOST, true);
    }

    /** A machine that people work on, running for long. */
    Machine host(String id, boolean withVolume) {
        Machine host = new Machine(
                id, new Machine.Order("t3.small", false, Map.of(), "ami-0"), true, State.RUNNING, timeline.now());
        machines.put(id, host);
        host.guest.up = true;
        host.guest.online.becomes(true, timeline.now());
        host.guest.registered = true;
        if (mixes(Fault.CLOCK_WRONG)) {
            host.guest.skewSeconds = chance.between(-200, 200);
        }
        if (withVolume) {
            host.devices.add("/dev/sdf");
            host.usedDevices.add("/dev/sdf");
            host.changed(timeline.now());
            content.mount(host, true);
        }
        return host;
    }

    Machine machine(String id) {
        return machines.get(id);
    }

    Machine homeMachine() {
        return machine(home);
    }

    /** Whether this goes wrong here and now; if so, it is counted. */
    boolean mixes(Fault fault) {
        if (isCalm() || !mix.strikes(fault)) {
            return false;
        }
        struck(fault);
        return true;
    }

    boolean isCalm() {
        return timeline.elapsed() >= mix.calmAfter;
    }

    void struck(Fault fault) {
        faults++;
        coverage.struck(fault, turn().map(job -> job.step().ordinal()).orElse(-1));
        if (journal.on()) {
            journal.say("  ! " + fault.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
        }
    }

    /** The job that has the volume. */
    Optional<Job> turn() {
        return store.turn(VOLUME);
    }

    void changed() {
        onChange.run();
    }

    /** Until nothing goes wrong any more: nothing may be late for longer than that. */
    long untilCalm(long delay) {
        return Math.max(1, Math.min(delay, mix.calmAfter - timeline.elapsed()));
    }
}
