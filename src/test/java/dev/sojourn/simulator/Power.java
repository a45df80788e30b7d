package dev.sojourn.simulator;

import dev.sojourn.cloud.Asked;
import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.InstanceView.State;
import dev.sojourn.cloud.Refusal;
import dev.sojourn.simulator.Invariant.Hand;
import java.util.Optional;

/** Machines come up, go down, and die. */
final class Power {

    private final World world;

    Power(World world) {
        this.world = world;
    }

    /** From pending, or from a start, to a system whose agent answers. */
    void boot(Machine machine, long untilRunning) {
        int boot = ++machine.guest.boot;
        world.timeline.after(untilRunning, () -> {
            if (machine.guest.boot == boot && machine.state == State.PENDING) {
                become(machine, State.RUNNING);
                systemUp(machine, boot);
            }
        });
    }

    private void systemUp(Machine machine, int boot) {
        world.timeline.after(world.chance.between(8_000, 40_000), () -> {
            if (machine.guest.boot != boot || machine.state != State.RUNNING) {
                return;
            }
            Guest guest = machine.guest;
            guest.up = true;
            if (machine.isHost) {
                mountAtBoot(machine);
            } else {
                world.launches.userData(machine);
            }
            if (!machine.isHost && world.mixes(Fault.AGENT_NEVER_COMES)) {
                machine.troubled = world.timeline.now();
                guest.agentLost = true;
                return;
            }
            world.timeline.after(world.chance.between(1_000, 5_000), () -> agent(machine, boot));
        });
    }

    /** As the line in fstab says, with systemd's own check of the filesystem before. */
    private void mountAtBoot(Machine machine) {
        for (Disk disk : world.disks) {
            Mount mount = machine.guest.at(disk);
            if (disk.isReachableFrom(machine) && !mount.mounted) {
                world.content.mount(machine, disk, true);
                mount.atBoot = true;
            }
        }
    }

    private void agent(Machine machine, int boot) {
        if (machine.guest.boot == boot && machine.guest.answers()) {
            online(machine, true);
        }
    }

    void online(Machine machine, boolean online) {
        if (machine.guest.online.now() != online) {
            machine.guest.online.becomes(online, world.timeline.now());
            machine.guest.registered |= online;
            world.journal.say("the agent on %s is %s", machine, online ? "online" : "lost");
            world.changed();
        }
    }

    /** TerminateInstances. */
    CloudAnswer<Asked> terminate(String instance, Hand hand) {
        Machine machine = world.machine(instance);
        if (machine == null) {
            return Attachments.refused(Refusal.NOT_FOUND, "InvalidInstanceID.NotFound");
        }
        world.watch.terminating(machine, hand);
        if (!machine.isEnding()) {
            world.journal.say("%s is terminated (%s)", machine, hand);
            machine.reason = Optional.of(hand == Hand.AWS ? "Server.SpotInstanceTermination" : "Client.UserInitiated");
            shutDown(machine, State.SHUTTING_DOWN, State.TERMINATED);
        }
        return CloudAnswer.accepted(Asked.ASKED);
    }

    /** In order: builds end, all is synced and unmounted; where the system is frozen, power is simply cut. */
    void shutDown(Machine machine, State through, State to) {
        become(machine, through);
        int boot = machine.guest.boot;
        long end = world.chance.between(2_000, 15_000);
        if (world.mixes(Fault.SLOW_END)) {
            end = world.chance.between(60_000, world.chance.oneIn(3) ? 20 * Timeline.MINUTE : 400_000);
        }
        world.timeline.after(end / 2, () -> {
            if (machine.guest.boot == boot) {
                systemDown(machine);
            }
        });
        world.timeline.after(end, () -> {
            if (machine.state == through) {
                cut(machine, to, Hand.AWS);
            }
        });
    }

    private void systemDown(Machine machine) {
        online(machine, false);
        if (machine.guest.up && !machine.guest.frozen) {
            machine.guest.stopUnits();
            world.content.unmount(machine);
        }
    }

    /** Power is gone. */
    void cut(Machine machine, State to, Hand hand) {
        online(machine, false);
        int lost = machine.guest.lose();
        if (lost > 0) {
            world.watch.lost(machine, lost, hand);
        }
        if (to == State.TERMINATED) {
            machine.ended = world.timeline.now();
        }
        become(machine, to);
        if (to == State.TERMINATED) {
            world.attachments.ended(machine);
        } else {
            machine.usedDevices.clear();
        }
    }

    void reboot(Machine machine) {
        if (machine.state != State.RUNNING) {
            return;
        }
        world.journal.say("%s is rebooted", machine);
        systemDown(machine);
        machine.guest.lose();
        machine.usedDevices.clear();
        systemUp(machine, machine.guest.boot);
        for (Disk disk : world.disks) {
            if (disk.isOn(machine)) {
                world.attachments.loosen(disk);
            }
        }
    }

    /** A reserve of power for a host that was stopped. */
    void start(Machine machine) {
        if (machine.state == State.STOPPED) {
            become(machine, State.PENDING);
            boot(machine, world.chance.between(3_000, 10_000));
        }
    }

    private void become(Machine machine, State state) {
        machine.become(state, world.timeline.now());
        if (world.journal.on()) {
            world.journal.say("%s is %s", machine, state);
        }
        world.changed();
    }
}
