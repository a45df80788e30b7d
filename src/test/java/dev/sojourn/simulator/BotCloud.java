package dev.sojourn.simulator;

import dev.sojourn.cloud.Asked;
import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.Instances;
import dev.sojourn.cloud.LaunchOrder;
import dev.sojourn.cloud.Prices;
import dev.sojourn.cloud.RemoteShell;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.cloud.Volumes;
import dev.sojourn.handoff.Cloud;
import dev.sojourn.simulator.Invariant.Hand;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The cloud's ports as one bot has them: each call goes over its wire. */
final class BotCloud implements Instances, RemoteShell, Prices {

    private final World world;
    private final Wire wire;

    BotCloud(World world, Wire wire) {
        this.world = world;
        this.wire = wire;
    }

    Cloud ports() {
        return new Cloud(new Disks(), this, this, this);
    }

    @Override
    public CloudAnswer<Map<String, InstanceView>> describe(Collection<String> ids) {
        return wire.look(time -> {
            Map<String, InstanceView> seen = new LinkedHashMap<>();
            for (String id : ids) {
                Machine machine = world.machine(id);
                boolean shown = machine != null && (machine.launched <= time || machine.isHost);
                if (shown && !world.mixes(Fault.FORGOTTEN_FOR_A_MOMENT)) {
                    seen.put(id, machine.seen.asOf(time));
                }
            }
            return seen;
        });
    }

    @Override
    public CloudAnswer<List<InstanceView>> findByTags(Map<String, String> tags) {
        return wire.look(time -> {
            List<InstanceView> found = new ArrayList<>();
            for (Machine machine : world.machines.values()) {
                if (!machine.isHost && machine.launched <= time) {
                    InstanceView view = machine.seen.asOf(time);
                    if (view.state() != InstanceView.State.TERMINATED
                            && view.tags().entrySet().containsAll(tags.entrySet())) {
                        found.add(view);
                    }
                }
            }
            return found;
        });
    }

    @Override
    public CloudAnswer<String> launch(LaunchOrder order) {
        return wire.ask("launch " + order.type(), () -> world.launches.launch(order));
    }

    @Override
    public CloudAnswer<Asked> terminate(String instance) {
        return wire.ask("terminate " + instance, () -> world.power.terminate(instance, Hand.BOT));
    }

    @Override
    public CloudAnswer<Asked> keepOnTermination(String instance, String device) {
        return wire.ask("keep " + device, () -> world.attachments.keep(instance, device));
    }

    @Override
    public CloudAnswer<Set<String>> offered(String zone, Collection<String> types) {
        return wire.look(time -> Set.copyOf(types));
    }

    @Override
    public CloudAnswer<Map<String, String>> spotStatus(Collection<String> requests) {
        return wire.look(time -> {
            Map<String, String> known = new HashMap<>();
            for (Machine machine : world.machines.values()) {
                if (machine.order.spot() && requests.contains(machine.spotRequest())) {
                    known.put(machine.spotRequest(), machine.spot.asOf(time));
                }
            }
            return known;
        });
    }

    @Override
    public CloudAnswer<Map<String, BigDecimal>> spot(String zone, Collection<String> types) {
        return wire.look(time -> {
            Map<String, BigDecimal> prices = new HashMap<>();
            types.forEach(type -> prices.put(type, new BigDecimal("0.9")));
            return prices;
        });
    }

    @Override
    public CloudAnswer<Map<String, Agent>> agents(Collection<String> instances) {
        return wire.look(time -> {
            Map<String, Agent> agents = new HashMap<>();
            for (String id : instances) {
                Machine machine = world.machine(id);
                if (machine != null && machine.guest.registered) {
                    agents.put(id, machine.guest.online.asOf(time) ? Agent.ONLINE : Agent.LOST);
                }
            }
            return agents;
        });
    }

    @Override
    public CloudAnswer<String> send(Collection<String> instances, String operation, String script, int timeout) {
        CloudAnswer<String> sent =
                wire.ask("run " + operation, () -> world.ssm.send(instances, operation, script, timeout));
        if (sent.ok().isEmpty()) {
            instances.forEach(id -> world.machine(id).troubled = world.timeline.now());
        }
        return sent;
    }

    @Override
    public CloudAnswer<Optional<String>> find(String instance, String operation) {
        return wire.look(time -> world.ssm.find(instance, operation, time));
    }

    @Override
    public CloudAnswer<List<Invocation>> invocations(String command) {
        return wire.look(time -> world.ssm.invocations(command, time));
    }

    @Override
    public CloudAnswer<List<Invocation>> invocationsSince(Instant since) {
        return wire.look(time -> world.ssm.invocationsSince(since.toEpochMilli(), time));
    }

    @Override
    public CloudAnswer<Invocation> invocation(String command, String instance) {
        return wire.look(time -> world.ssm.invocations(command, time).get(0));
    }

    private final class Disks implements Volumes {

        @Override
        public CloudAnswer<Map<String, VolumeView>> describe(Collection<String> ids) {
            return wire.look(time -> {
                Map<String, VolumeView> seen = new HashMap<>();
                for (String id : ids) {
                    Disk disk = world.disk(id);
                    seen.put(disk.id, disk.seen.asOf(time));
                }
                return seen;
            });
        }

        @Override
        public CloudAnswer<Asked> attach(String volume, String instance, String device) {
            return wire.ask(
                    "attach to " + instance + " as " + device,
                    () -> world.attachments.attach(world.disk(volume), instance, device, Hand.BOT));
        }

        @Override
        public CloudAnswer<Asked> detach(String volume, String instance, String device) {
            return wire.ask(
                    "detach " + device + " from " + instance,
                    () -> world.attachments.detach(world.disk(volume), instance, device, Hand.BOT));
        }
    }
}
