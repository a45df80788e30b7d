package dev.sojourn.search;

import dev.sojourn.cloud.Asked;
import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.InstanceView.State;
import dev.sojourn.cloud.Refusal;
import dev.sojourn.job.Job;
import java.util.Optional;

/** What a request does at the moment at which it takes effect, and what must not be so then. */
final class Ec2 {

    private final World world;
    private final Job job;
    private final boolean late;

    /**
     * @param late nobody waits for the answer any more
     */
    Ec2(World world, Job job, boolean late) {
        this.world = world;
        this.job = job;
        this.late = late;
    }

    CloudAnswer<?> take(Call call) {
        if (call instanceof Call.Launch launch) {
            return launch(launch);
        }
        if (call instanceof Call.Terminate terminate) {
            return terminate(terminate.machine());
        }
        if (call instanceof Call.Attach attach) {
            return attach(attach);
        }
        if (call instanceof Call.Detach detach) {
            return detach(detach);
        }
        return send(((Call.Send) call).errand());
    }

    private CloudAnswer<?> launch(Call.Launch order) {
        for (Machine known : world.builders) {
            if (known.token().equals(order.token())) {
                return known.state().isEnding()
                        ? refused(Refusal.TOKEN_SPENT, "IdempotentInstanceTerminated")
                        : CloudAnswer.accepted(known.id());
            }
        }
        Laws.launching(world, job, order);
        String id = "i-00000000000000b%02d".formatted(world.builders.size() + 1);
        world.put(Machine.launched(id, order.token(), order.attempt(), late));
        return CloudAnswer.accepted(id);
    }

    private CloudAnswer<?> terminate(String id) {
        Machine machine = world.machine(id);
        if (machine == null) {
            return refused(Refusal.NOT_FOUND, "InvalidInstanceID.NotFound");
        }
        Laws.terminating(machine);
        if (!machine.state().isEnding()) {
            world.put(machine.in(State.SHUTTING_DOWN).online(false));
        }
        return CloudAnswer.accepted(Asked.ASKED);
    }

    private CloudAnswer<?> attach(Call.Attach call) {
        Machine machine = world.machine(call.machine());
        if (machine == null) {
            return refused(Refusal.NOT_FOUND, "InvalidInstanceID.NotFound");
        }
        if (world.spot.isPresent() || (machine.state() != State.RUNNING && machine.state() != State.STOPPED)) {
            return refused(Refusal.WRONG_STATE, "IncorrectState");
        }
        world.spot = Optional.of(new Spot(machine.id(), call.device(), "attaching", false));
        return CloudAnswer.accepted(Asked.ASKED);
    }

    private CloudAnswer<?> detach(Call.Detach call) {
        Optional<Spot> found = world.spot
                .filter(one -> one.machine().equals(call.machine()))
                .filter(one -> one.device().equals(call.device()));
        if (found.isEmpty()) {
            return refused(Refusal.WRONG_STATE, "IncorrectState");
        }
        if (!found.get().isLeaving()) {
            Laws.detaching(world.machine(call.machine()));
            world.spot = Optional.of(found.get().becoming("detaching", false));
        }
        return CloudAnswer.accepted(Asked.ASKED);
    }

    private CloudAnswer<?> send(Errand errand) {
        Machine machine = world.machine(errand.machine());
        if (machine == null || machine.state() == State.TERMINATED) {
            return refused(Refusal.NOT_FOUND, "InvalidInstanceId");
        }
        world.errands.add(errand);
        return CloudAnswer.accepted(commandOf(errand.operation()));
    }

    static String commandOf(int operation) {
        return "c-" + operation;
    }

    static <T> CloudAnswer<T> refused(Refusal refusal, String code) {
        return new CloudAnswer.Refused<>(refusal, code, "no");
    }
}
