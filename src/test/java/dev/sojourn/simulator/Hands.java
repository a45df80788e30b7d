package dev.sojourn.simulator;

import dev.sojourn.cloud.InstanceView.State;
import dev.sojourn.cloud.VolumeView.Attachment;
import dev.sojourn.job.Job;
import dev.sojourn.simulator.Invariant.Hand;
import java.util.Iterator;
import java.util.Optional;

/** What happens to machines and volume by other hands than the bot's, at a chosen moment of a job's way. */
final class Hands {

    static final String FOREIGN = "i-00000000000000f01";

    private final World world;
    private final People people;

    Hands(World world, People people) {
        this.world = world;
        this.people = people;
    }

    /** A job has come to another step. */
    void stepped(Job job) {
        Iterator<Mix.Blow> left = world.mix.blows.iterator();
        while (left.hasNext()) {
            Mix.Blow blow = left.next();
            if (blow.stepOrdinal() == job.step().ordinal()) {
                left.remove();
                world.timeline.after(blow.delay(), () -> strike(blow.fault(), job.number()));
            }
        }
    }

    void strike(Fault fault, long job) {
        if (world.isCalm()) {
            return;
        }
        Disk disk = world.disk(world.store.find(job).orElseThrow().volume());
        Machine host = world.machineOf(disk);
        switch (fault) {
            case CANCEL -> {
                world.struck(fault);
                people.cancel(job);
            }
            case CLICKED_LATE -> people.clickLate(job);
            case SLOTS_LISTED -> {
                world.struck(fault);
                people.listSlots(disk);
            }
            case HELD -> hold(fault, disk, world.chance.oneIn(3) ? "clangd" : "vim", false);
            case HELD_STUBBORNLY -> hold(fault, disk, "clangd", true);
            case DETACHED_BY_HAND ->
                disk.attachment().filter(Attachment::isAttached).ifPresent(one -> {
                    touched(fault, world.machine(one.instance()));
                    world.attachments.detach(disk, one.instance(), one.device(), Hand.PERSON);
                });
            case ATTACHED_BY_HAND -> attachElsewhere(disk);
            case HOST_STOPPED -> stop(host);
            case HOST_REBOOTED -> {
                if (host.state == State.RUNNING) {
                    touched(fault, host);
                    everybodyOut();
                    world.power.reboot(host);
                }
            }
            case HOST_TERMINATED -> {
                if (host.state == State.RUNNING && !disk.isOn(host)) {
                    touched(fault, host);
                    world.power.terminate(host.id, Hand.PERSON);
                }
            }
            case HOST_AGENT_LOST -> loseAgent(fault, host);
            default -> builder(job).ifPresent(builder -> strikeBuilder(fault, builder));
        }
    }

    private Optional<Machine> builder(long job) {
        return world.machines.values().stream()
                .filter(one -> !one.isHost && one.job() == job && !one.isEnding())
                .findFirst();
    }

    private void strikeBuilder(Fault fault, Machine builder) {
        switch (fault) {
            case SPOT_RECLAIM -> {
                if (builder.order.spot()) {
                    touched(fault, builder);
                    reclaim(builder);
                }
            }
            case BUILDER_DIES -> {
                touched(fault, builder);
                builder.reason = Optional.of("Server.InternalError");
                world.power.cut(builder, State.TERMINATED, Hand.AWS);
            }
            case BUILDER_FREEZES -> {
                touched(fault, builder);
                builder.guest.frozen = true;
                world.timeline.after(world.chance.between(5_000, 60_000), () -> world.power.online(builder, false));
            }
            case AGENT_LOST -> loseAgent(fault, builder);
            case BUILD_KILLED -> {
                Guest.Unit unit = builder.guest.active();
                if (unit != null) {
                    world.struck(fault);
                    unit.active = false;
                }
            }
            case BUILDER_TERMINATED_BY_HAND -> {
                touched(fault, builder);
                world.power.terminate(builder.id, Hand.PERSON);
            }
            default -> throw new IllegalStateException("unreachable: " + fault);
        }
    }

    private void touched(Fault fault, Machine machine) {
        world.struck(fault);
        world.journal.say("  to %s", machine);
        machine.troubled = world.timeline.now();
        machine.wronged = true;
        if (machine.isHost || fault == Fault.DETACHED_BY_HAND) {
            world.handled = world.timeline.now();
        }
    }

    private void everybodyOut() {
        world.disks.forEach(disk -> disk.tree.clear());
    }

    private void hold(Fault fault, Disk disk, String command, boolean stubborn) {
        if (world.machineOf(disk).guest.at(disk).mounted) {
            world.struck(fault);
            disk.tree.enter(command, stubborn, world.chance.longTail(3_000, 20 * Timeline.MINUTE));
        }
    }

    /** Two minutes' notice, which the builder's own watch uses to let go of the volume. */
    private void reclaim(Machine builder) {
        builder.spot.becomes("instance-terminated-no-capacity", world.timeline.now());
        world.changed();
        world.timeline.after(world.chance.between(1_000, 6_000), () -> {
            if (builder.guest.up && !builder.guest.frozen) {
                builder.guest.noticed = true;
                builder.guest.stopUnits();
                world.content.unmount(builder);
            }
        });
        world.timeline.after(2 * Timeline.MINUTE, () -> {
            if (!builder.isEnding()) {
                world.power.terminate(builder.id, Hand.AWS);
            }
        });
    }

    private void loseAgent(Fault fault, Machine machine) {
        touched(fault, machine);
        Guest guest = machine.guest;
        guest.agentLost = true;
        world.timeline.after(world.chance.between(5_000, 30_000), () -> {
            if (guest.agentLost) {
                world.power.online(machine, false);
            }
        });
        world.timeline.after(world.untilCalm(world.chance.longTail(10_000, 20 * Timeline.MINUTE)), () -> {
            guest.agentLost = false;
            machine.troubled = world.timeline.now();
            if (guest.answers()) {
                world.power.online(machine, true);
            }
        });
    }

    private void stop(Machine host) {
        if (host.state != State.RUNNING) {
            return;
        }
        touched(Fault.HOST_STOPPED, host);
        everybodyOut();
        world.power.shutDown(host, State.STOPPING, State.STOPPED);
        world.timeline.after(
                world.untilCalm(world.chance.longTail(30_000, 40 * Timeline.MINUTE)), () -> startAgain(host));
    }

    private void startAgain(Machine host) {
        if (host.state == State.STOPPING) {
            world.timeline.after(10_000, () -> startAgain(host));
        }
        world.power.start(host);
    }

    private void attachElsewhere(Disk disk) {
        if (disk.attachment().isEmpty()) {
            if (world.machine(FOREIGN) == null) {
                world.host(FOREIGN, false);
            }
            touched(Fault.ATTACHED_BY_HAND, world.machine(FOREIGN));
            world.attachments.attach(disk, FOREIGN, disk.index == 0 ? "/dev/sdf" : "/dev/sdg", Hand.PERSON);
        }
    }
}
