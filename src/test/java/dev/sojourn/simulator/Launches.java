package dev.sojourn.simulator;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.InstanceView.State;
import dev.sojourn.cloud.LaunchOrder;
import dev.sojourn.cloud.Refusal;
import dev.sojourn.simulator.Invariant.Hand;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** RunInstances with its table of client tokens, and what a builder does with its user data. */
final class Launches {

    private final World world;
    private final Map<String, Machine> tokens = new HashMap<>();
    private final Map<String, LaunchOrder> orders = new HashMap<>();
    private final Map<String, Map<String, String>> userData = new HashMap<>();
    /** Until then this type has no capacity. */
    private final Map<String, Long> empty = new HashMap<>();

    /** Until then the account may have no more in this market. */
    private final Map<Boolean, Long> quotas = new HashMap<>();

    /** Tokens whose first order EC2 holds to be another one than the repeated. */
    private final Set<String> mismatched = new HashSet<>();

    private int next = 1;

    Launches(World world) {
        this.world = world;
    }

    CloudAnswer<String> launch(LaunchOrder order) {
        Machine known = tokens.get(order.clientToken());
        if (known != null) {
            if (!orders.get(order.clientToken()).equals(order)) {
                throw new Violation("a repeated launch is the same launch", "the order has changed under its token");
            }
            if (mismatched.contains(order.clientToken()) || world.mixes(Fault.TOKEN_MISMATCH)) {
                // As for an order that another version of the bot would make of the same attempt.
                mismatched.add(order.clientToken());
                return Attachments.refused(Refusal.TOKEN_SPENT, "IdempotentParameterMismatch");
            }
            return known.isEnding()
                    ? Attachments.refused(Refusal.TOKEN_SPENT, "IdempotentInstanceTerminated")
                    : CloudAnswer.accepted(known.id);
        }
        if (world.timeline.now() < quotas.getOrDefault(order.spot(), 0L)) {
            return outOfQuota(order);
        }
        if (world.mixes(Fault.QUOTA)) {
            quotas.put(
                    order.spot(),
                    world.timeline.now() + world.untilCalm(world.chance.longTail(5_000, 40 * Timeline.MINUTE)));
            return outOfQuota(order);
        }
        String offer = order.type() + order.spot();
        if (world.timeline.now() < empty.getOrDefault(offer, 0L)) {
            return Attachments.refused(Refusal.NO_CAPACITY, "InsufficientInstanceCapacity");
        }
        if (world.mixes(Fault.NO_CAPACITY)) {
            empty.put(
                    offer, world.timeline.now() + world.untilCalm(world.chance.longTail(5_000, 40 * Timeline.MINUTE)));
            return Attachments.refused(Refusal.NO_CAPACITY, "InsufficientInstanceCapacity");
        }
        return CloudAnswer.accepted(create(order).id);
    }

    private static CloudAnswer<String> outOfQuota(LaunchOrder order) {
        return Attachments.refused(Refusal.QUOTA, order.spot() ? "MaxSpotInstanceCountExceeded" : "VcpuLimitExceeded");
    }

    private Machine create(LaunchOrder order) {
        String id = (next < 10 ? "i-00000000000000b0" : "i-00000000000000b") + next++;
        Machine machine = new Machine(
                id,
                new Machine.Order(order.type(), order.spot(), order.tags(), order.image()),
                false,
                State.PENDING,
                world.timeline.now());
        tokens.put(order.clientToken(), machine);
        orders.put(order.clientToken(), order);
        userData.put(id, Values.of(order.userData()));
        world.machines.put(id, machine);
        if (world.journal.on()) {
            world.journal.say(
                    "EC2 launches %s for job %d attempt %s",
                    machine, machine.job(), machine.order.tags().get("sojourn:attempt"));
        }
        if (world.mixes(Fault.CLOCK_WRONG)) {
            machine.guest.skewSeconds = world.chance.between(-200, 200);
        }
        world.watch.launched(machine);
        world.changed();
        if (world.mixes(Fault.LAUNCH_DIES)) {
            machine.reason = Optional.of("Server.InternalError");
            machine.wronged = true;
            world.timeline.after(world.chance.between(1_000, 20_000), () -> {
                if (machine.isAlive()) {
                    world.power.cut(machine, State.TERMINATED, Hand.AWS);
                }
            });
        } else {
            world.power.boot(machine, world.chance.between(2_000, 12_000));
        }
        return machine;
    }

    /** Both fuses are armed by the first boot; the cap stays what it was. */
    void userData(Machine machine) {
        Map<String, String> values = userData.get(machine.id);
        Guest guest = machine.guest;
        long now = world.timeline.now();
        if (guest.cap == Long.MAX_VALUE && values.containsKey("CAP_S")) {
            guest.cap = now + Long.parseLong(values.get("CAP_S")) * 1000;
        }
        if (guest.cap != Long.MAX_VALUE) {
            world.timeline.at(guest.cap, () -> burn(machine));
        }
        if (values.containsKey("LEASE_S")) {
            arm(machine, Long.parseLong(values.get("LEASE_S")));
        }
    }

    void arm(Machine machine, long seconds) {
        if (seconds > 0 && !machine.isHost) {
            machine.heard = world.timeline.now();
            machine.guest.lease = world.timeline.now() + seconds * 1000;
            world.timeline.at(machine.guest.lease, () -> burn(machine));
        }
    }

    private void burn(Machine machine) {
        Guest guest = machine.guest;
        boolean due = world.timeline.now() >= Math.min(guest.lease, guest.cap);
        if (due && guest.up && !guest.frozen && machine.state == State.RUNNING) {
            world.journal.say("a fuse of %s has burnt down", machine);
            machine.reason = Optional.of("Client.InstanceInitiatedShutdown");
            world.power.shutDown(machine, State.SHUTTING_DOWN, State.TERMINATED);
        }
    }
}
