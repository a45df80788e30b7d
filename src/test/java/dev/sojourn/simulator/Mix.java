package dev.sojourn.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * Which faults one history knows, and how often they strike. Another choice in each history: a fault that never comes alone is
 * never seen alone.
 *
 * @see <a href="https://users.cs.utah.edu/~regehr/papers/swarm12.pdf">Swarm testing</a>
 */
final class Mix {

    /** Something that happens at one moment of a job's way, and not by a call. */
    record Blow(Fault fault, int stepOrdinal, long delay) {}

    private static final List<Fault> ON_ASKING = List.of(
            Fault.ERROR,
            Fault.THROTTLED,
            Fault.REQUEST_LOST,
            Fault.RESPONSE_LOST,
            Fault.LATE_EFFECT,
            Fault.DUPLICATE_EFFECT,
            Fault.SLOW_CALL,
            Fault.CRASH_BEFORE_EFFECT,
            Fault.CRASH_AFTER_EFFECT,
            Fault.PAUSE);
    private static final List<Fault> ON_LOOKING =
            List.of(Fault.READ_FAILS, Fault.STALE_READ, Fault.SLOW_CALL, Fault.PAUSE);
    private static final List<Fault> ON_WRITING = List.of(Fault.CRASH_AT_WRITE);

    private static final List<Fault> BLOWS = List.of(
            Fault.SPOT_RECLAIM,
            Fault.BUILDER_DIES,
            Fault.BUILDER_FREEZES,
            Fault.AGENT_LOST,
            Fault.BUILD_KILLED,
            Fault.DETACHED_BY_HAND,
            Fault.ATTACHED_BY_HAND,
            Fault.BUILDER_TERMINATED_BY_HAND,
            Fault.HOST_STOPPED,
            Fault.HOST_REBOOTED,
            Fault.HOST_TERMINATED,
            Fault.HOST_AGENT_LOST,
            Fault.CANCEL,
            Fault.CANCEL,
            Fault.CANCEL,
            Fault.HELD,
            Fault.HELD_STUBBORNLY,
            Fault.CLICKED_LATE,
            Fault.CLICKED_LATE,
            Fault.SLOTS_LISTED);

    private static final List<Fault> OWN_CHANCE = List.of(
            Fault.FORGOTTEN_FOR_A_MOMENT,
            Fault.NO_CAPACITY,
            Fault.QUOTA,
            Fault.LAUNCH_DIES,
            Fault.SLOW_ATTACH,
            Fault.STUCK_ATTACHING,
            Fault.STUCK_DETACHING,
            Fault.SLOW_END,
            Fault.DELETED_WITH_ITS_MACHINE,
            Fault.TOKEN_MISMATCH,
            Fault.AGENT_NEVER_COMES,
            Fault.COMMAND_LATE,
            Fault.COMMAND_TWICE,
            Fault.COMMAND_NEVER_ARRIVES,
            Fault.SCRIPT_FAILS,
            Fault.CLOCK_WRONG,
            Fault.BUILD_HANGS,
            Fault.APPROVED_TWICE,
            Fault.APPROVED_TOO_LATE,
            Fault.DENIED,
            Fault.NO_ROOM,
            Fault.OTHER_TOOLS,
            Fault.CHAT_AWAY);

    private static final int STEPS = 15;
    private static final int[] PER_MILLE = {10, 50, 200};

    /** After this much virtual time nothing goes wrong any more. */
    final long calmAfter;

    /** How many volumes the host has; jobs of different volumes run side by side. */
    final int volumes;

    /** Whoever asked asks again when a build has ended. */
    boolean manyJobs;

    /** Money is short: caps of jobs just above their estimates, and caps of a day and a person that a few jobs use up. */
    boolean shortOfMoney;

    /** How many build folders are on each volume. */
    final int slots;

    private final Chance chance;
    private final int[] perMille = new int[Fault.values().length];
    private Fault[] asking;
    private Fault[] looking;
    private Fault[] writing;
    final List<Blow> blows = new ArrayList<>();

    private Mix(Chance chance, long calmAfter, int volumes, int slots) {
        this.volumes = volumes;
        this.slots = slots;
        this.chance = chance;
        this.calmAfter = calmAfter;
    }

    static Mix none(Chance chance) {
        return new Mix(chance, 0, 1, 0);
    }

    static Mix of(Chance chance) {
        Mix mix = new Mix(
                chance,
                chance.between(15 * Timeline.MINUTE, 90 * Timeline.MINUTE),
                chance.oneIn(6) ? 2 : 1,
                chance.oneIn(2) ? 0 : chance.below(4));
        mix.shortOfMoney = chance.oneIn(4);
        if (chance.oneIn(30)) {
            return mix;
        }
        if (chance.oneIn(30)) {
            return mix.manyLateOnes();
        }
        int rate = PER_MILLE[chance.below(PER_MILLE.length)];
        mix.choose(ON_ASKING, 3, rate);
        mix.choose(ON_LOOKING, 4, rate / 2);
        mix.choose(ON_WRITING, 4, rate / 2);
        mix.choose(OWN_CHANCE, 5, 0);
        int count = chance.below(5);
        for (int n = 0; n < count; n++) {
            Fault fault = chance.of(BLOWS);
            mix.blows.add(new Blow(fault, chance.below(STEPS), chance.longTail(1, Timeline.MINUTE)));
        }
        return mix;
    }

    /** One job after the other, and half of what each asks for comes again, in the next one or the one after it. */
    private Mix manyLateOnes() {
        manyJobs = true;
        return with(Fault.DUPLICATE_EFFECT, 500);
    }

    private void choose(List<Fault> faults, int oneIn, int rate) {
        for (Fault fault : faults) {
            if (chance.oneIn(oneIn)) {
                perMille[fault.ordinal()] = rate > 0 ? rate : 50 + chance.below(400);
            }
        }
    }

    /** Just this fault, with this chance: for tests of one. */
    Mix with(Fault fault, int chanceInThousand) {
        perMille[fault.ordinal()] = chanceInThousand;
        asking = null;
        looking = null;
        writing = null;
        return this;
    }

    boolean strikes(Fault fault) {
        int rate = perMille[fault.ordinal()];
        return rate > 0 && chance.below(1000) < rate;
    }

    /** What strikes a call that changes something; nothing for most. */
    Fault onAsking() {
        asking = asking == null ? known(ON_ASKING) : asking;
        return strike(asking);
    }

    Fault onLooking() {
        looking = looking == null ? known(ON_LOOKING) : looking;
        return strike(looking);
    }

    Fault onWriting() {
        writing = writing == null ? known(ON_WRITING) : writing;
        return strike(writing);
    }

    /** Those that this history knows at all. */
    private Fault[] known(List<Fault> faults) {
        return faults.stream().filter(fault -> perMille[fault.ordinal()] > 0).toArray(Fault[]::new);
    }

    private Fault strike(Fault[] faults) {
        for (Fault fault : faults) {
            if (chance.below(1000) < perMille[fault.ordinal()]) {
                return fault;
            }
        }
        return null;
    }
}
