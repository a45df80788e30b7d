package dev.sojourn.search;

import dev.sojourn.cloud.Asked;
import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.Instances;
import dev.sojourn.cloud.LaunchOrder;
import dev.sojourn.cloud.Refusal;
import dev.sojourn.cloud.RemoteShell;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.cloud.Volumes;
import dev.sojourn.handoff.Cloud;
import dev.sojourn.job.Job;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The cloud's ports: looks show a picture, and what is asked meets the fault that is chosen, if any. */
final class Ports implements Instances, RemoteShell {

    private final World world;
    private final World.Picture picture;
    private final Job job;
    private final Optional<Fault> fault;
    private boolean asked;

    Ports(World world, World.Picture picture, Job job, Optional<Fault> fault) {
        this.world = world;
        this.picture = picture;
        this.job = job;
        this.fault = fault;
    }

    Cloud cloud() {
        return new Cloud(new Disks(), this, this, (zone, types) -> CloudAnswer.accepted(Map.of()));
    }

    /** Whether something was asked that a fault could strike. */
    boolean wereAsked() {
        return asked;
    }

    @SuppressWarnings("unchecked")
    private <T> CloudAnswer<T> ask(Call call) {
        asked = true;
        Ec2 ec2 = new Ec2(world, job, false);
        if (fault.isEmpty()) {
            return (CloudAnswer<T>) ec2.take(call);
        }
        switch (fault.get()) {
            case REQUEST_LOST -> {
                return new CloudAnswer.Unclear<>("no answer");
            }
            case RESPONSE_LOST -> {
                ec2.take(call);
                return new CloudAnswer.Unclear<>("no answer");
            }
            case LATE -> {
                world.late.add(call);
                return new CloudAnswer.Unclear<>("no answer");
            }
            case TWICE -> {
                world.late.add(call);
                return (CloudAnswer<T>) ec2.take(call);
            }
            case THROTTLED -> {
                return Ec2.refused(Refusal.THROTTLED, "RequestLimitExceeded");
            }
            case REFUSED -> {
                return call instanceof Call.Launch
                        ? Ec2.refused(Refusal.NO_CAPACITY, "InsufficientInstanceCapacity")
                        : Ec2.refused(Refusal.OTHER, "InternalError");
            }
            default -> throw new IllegalStateException("not a fault of a call: " + fault.get());
        }
    }

    private Optional<Machine> shown(String id) {
        return picture.host().id().equals(id)
                ? Optional.of(picture.host())
                : picture.builders().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    private InstanceView view(Machine machine) {
        Set<String> devices = picture.spot()
                .filter(one -> one.machine().equals(machine.id()))
                .map(one -> Set.of("/dev/xvda", one.device()))
                .orElse(Set.of("/dev/xvda"));
        return new InstanceView(
                machine.id(),
                machine.state(),
                "c7i.16xlarge",
                "z",
                "ami-1",
                "subnet-1",
                Age.NOW,
                Map.of(),
                devices,
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public CloudAnswer<Map<String, InstanceView>> describe(Collection<String> ids) {
        Map<String, InstanceView> seen = new HashMap<>();
        ids.forEach(id -> shown(id).ifPresent(one -> seen.put(id, view(one))));
        return CloudAnswer.accepted(seen);
    }

    @Override
    public CloudAnswer<List<InstanceView>> findByTags(Map<String, String> tags) {
        return CloudAnswer.accepted(picture.builders().stream()
                .filter(one -> one.state() != InstanceView.State.TERMINATED)
                .map(this::view)
                .toList());
    }

    @Override
    public CloudAnswer<Map<String, Agent>> agents(Collection<String> instances) {
        Map<String, Agent> agents = new HashMap<>();
        for (String id : instances) {
            Machine machine = world.machine(id);
            if (machine != null) {
                agents.put(id, machine.answers() ? Agent.ONLINE : Agent.LOST);
            }
        }
        return CloudAnswer.accepted(agents);
    }

    @Override
    public CloudAnswer<List<Invocation>> invocations(String command) {
        for (Errand errand : world.errands) {
            if (Ec2.commandOf(errand.operation()).equals(command)) {
                return CloudAnswer.accepted(List.of(invocation(command, errand)));
            }
        }
        return CloudAnswer.accepted(List.of());
    }

    private static Invocation invocation(String command, Errand errand) {
        String id = Integer.toString(errand.operation());
        if (errand.outcome().equals(Errand.BROKEN)) {
            return new Invocation(command, errand.machine(), id, Invocation.Status.FAILED, "", "exit code 1");
        }
        boolean over = errand.hasRun() && !errand.outcome().equals(Errand.UNANSWERED);
        return new Invocation(
                command,
                errand.machine(),
                id,
                over ? Invocation.Status.SUCCEEDED : Invocation.Status.UNDERWAY,
                over ? errand.outcome() : "",
                "");
    }

    @Override
    public CloudAnswer<Optional<String>> find(String instance, String operation) {
        int number = Operations.number(operation);
        return CloudAnswer.accepted(world.errands.stream()
                .filter(one -> one.operation() == number && one.machine().equals(instance))
                .map(one -> Ec2.commandOf(number))
                .findFirst());
    }

    @Override
    public CloudAnswer<String> launch(LaunchOrder order) {
        return ask(new Call.Launch(
                order.clientToken(), Integer.parseInt(order.tags().get("sojourn:attempt"))));
    }

    @Override
    public CloudAnswer<Asked> terminate(String id) {
        return ask(new Call.Terminate(id));
    }

    @Override
    public CloudAnswer<String> send(Collection<String> instances, String operation, String script, int timeout) {
        String[] parts = script.split("\\|");
        return ask(new Call.Send(new Errand(
                Operations.number(operation),
                parts[0],
                instances.iterator().next(),
                Integer.parseInt(parts[1]),
                Operations.age(Instant.ofEpochSecond(Long.parseLong(parts[2]))),
                Boolean.parseBoolean(parts[3]),
                Boolean.parseBoolean(parts[4]),
                Integer.parseInt(parts[5]),
                "")));
    }

    @Override
    public CloudAnswer<Asked> keepOnTermination(String instance, String device) {
        throw new IllegalStateException("No attachment here is deleted on termination");
    }

    @Override
    public CloudAnswer<Set<String>> offered(String zone, Collection<String> types) {
        throw new IllegalStateException("A job under way asks for no offers");
    }

    @Override
    public CloudAnswer<Map<String, String>> spotStatus(Collection<String> requests) {
        throw new IllegalStateException("The search has no spot market");
    }

    @Override
    public CloudAnswer<List<Invocation>> invocationsSince(Instant since) {
        throw new IllegalStateException("Only the observer asks for that");
    }

    @Override
    public CloudAnswer<Invocation> invocation(String command, String instance) {
        throw new IllegalStateException("Only the log reader asks for that");
    }

    private final class Disks implements Volumes {

        @Override
        public CloudAnswer<Map<String, VolumeView>> describe(Collection<String> ids) {
            List<VolumeView.Attachment> attachments = picture.spot()
                    .map(one -> List.of(new VolumeView.Attachment(one.machine(), one.device(), one.state(), false)))
                    .orElse(List.of());
            String state = attachments.isEmpty() ? "available" : "in-use";
            return CloudAnswer.accepted(
                    Map.of(job.volume(), new VolumeView(job.volume(), state, "z", 100, attachments)));
        }

        @Override
        public CloudAnswer<Asked> attach(String volume, String instance, String device) {
            return ask(new Call.Attach(instance, device));
        }

        @Override
        public CloudAnswer<Asked> detach(String volume, String instance, String device) {
            return ask(new Call.Detach(instance, device));
        }
    }
}
