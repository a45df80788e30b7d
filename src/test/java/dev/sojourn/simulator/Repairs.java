package dev.sojourn.simulator;

import dev.sojourn.cloud.InstanceView.State;
import dev.sojourn.job.Job;
import dev.sojourn.simulator.Invariant.Hand;
import java.util.Optional;

/** What a person does who has read the message: looks at each part, and takes the cause away. */
final class Repairs {

    private final World world;
    private int hosts;

    Repairs(World world) {
        this.world = world;
    }

    /** The id of a new host, where there is no other way. */
    Optional<String> mend(Job job) {
        world.journal.say(
                "somebody mends what holds up job %d: %s",
                job.number(), job.problem().orElse("?"));
        world.handled = world.timeline.now();
        Machine host = world.machine(job.host());
        Disk disk = world.disk(job.volume());
        freeVolume(disk, host);
        endBuilders(job);
        if (host.isEnding()) {
            return job.hostLost() ? Optional.of(newHost(disk)) : Optional.empty();
        }
        wake(host);
        return Optional.empty();
    }

    private void freeVolume(Disk disk, Machine host) {
        disk.attachment().ifPresent(one -> {
            Machine holder = world.machine(one.instance());
            if (one.isDetaching()) {
                world.content.unmount(holder, disk);
                world.attachments.loosen(disk);
            } else if (holder.isHost && holder != host) {
                world.content.unmount(holder, disk);
                world.attachments.detach(disk, holder.id, one.device(), Hand.PERSON);
            } else if (holder == host && holder.guest.at(disk).torn) {
                world.content.unmount(holder, disk);
            }
        });
        if (host.guest.at(disk).torn) {
            world.content.unmount(host, disk);
        }
    }

    private void endBuilders(Job job) {
        for (Machine machine : world.machines.values()) {
            if (!machine.isHost && machine.job() == job.number() && machine.isAlive() && machine.isEnding()) {
                world.power.cut(machine, State.TERMINATED, Hand.PERSON);
            }
        }
    }

    private void wake(Machine host) {
        host.guest.agentLost = false;
        if (host.state == State.STOPPED) {
            world.power.start(host);
        } else if (host.guest.answers()) {
            world.power.online(host, true);
        }
    }

    private String newHost(Disk disk) {
        String id = "i-0000000000000a%03x".formatted(16 + hosts++);
        world.host(id, false);
        disk.home = id;
        return id;
    }
}
