package dev.sojourn.simulator;

import dev.sojourn.cloud.InstanceView.State;
import dev.sojourn.cloud.VolumeView.Attachment;
import dev.sojourn.job.Job;
import java.util.ArrayList;
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
    static final List<String> VOLUMES = List.of(VOLUME, "vol-00000000000000b2");
    static final int MOST_DISKS = 2;
    private static final List<String> FIRST_NAMES = List.of("/dev/sdf", "/dev/sdg");

    final Timeline timeline = new Timeline();
    final Chance chance;
    final Mix mix;
    final Journal journal;
    final Coverage coverage;
    final Watch watch;
    final Map<String, Machine> machines = new LinkedHashMap<>();
    final List<Disk> disks = new ArrayList<>();
    /** Ann's. */
    final Disk disk;

    final Content content;
    final Power power;
    final Attachments attachments;
    final Launches launches;
    final Builds builds;
    final Scripts scripts;
    final Ssm ssm;
    final MemoryJobStore store = new MemoryJobStore();

    /** Something that a bot could see has changed. */
    Runnable onChange = () -> {};

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
        this.power = new Power(this);
        this.attachments = new Attachments(this);
        this.launches = new Launches(this);
        this.builds = new Builds(this);
        this.scripts = new Scripts(this);
        this.ssm = new Ssm(this);
        for (int n = 0; n < mix.volumes; n++) {
            disks.add(new Disk(this, n, new Attachment(HOST, FIRST_NAMES.get(n), "attached", false)));
        }
        this.disk = disks.get(0);
        disks.forEach(this::oldSlots);
        this.watch = new Watch(invariants.apply(this));
        host(HOST, true);
    }

    /** Built there before the history begins. */
    private void oldSlots(Disk one) {
        int count = mix.slots;
        for (int n = 1; n <= count; n++) {
            one.slots.built(n, n == 3 ? "large" : "small", timeline.now() - n * Timeline.HOUR);
        }
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
            for (Disk one : disks) {
                host.devices.add(FIRST_NAMES.get(one.index));
                host.usedDevices.add(FIRST_NAMES.get(one.index));
                host.changed(timeline.now());
                content.mount(host, one, true);
            }
        }
        return host;
    }

    Machine machine(String id) {
        return machines.get(id);
    }

    Machine homeMachine() {
        return machineOf(disk);
    }

    /** Where a volume belongs. */
    Machine machineOf(Disk one) {
        return machine(one.home);
    }

    Disk disk(String volume) {
        for (Disk one : disks) {
            if (one.id.equals(volume)) {
                return one;
            }
        }
        return disk;
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

    /** A job that has a volume. */
    Optional<Job> turn() {
        for (Disk one : disks) {
            Optional<Job> turn = store.turn(one.id);
            if (turn.isPresent()) {
                return turn;
            }
        }
        return Optional.empty();
    }

    void changed() {
        onChange.run();
    }

    /** Until nothing goes wrong any more: nothing may be late for longer than that. */
    long untilCalm(long delay) {
        return Math.max(1, Math.min(delay, mix.calmAfter - timeline.elapsed()));
    }
}
