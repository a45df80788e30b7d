package dev.sojourn.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sojourn.handoff.Mind;
import dev.sojourn.handoff.WrongDecision;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the bot does: it looks and decides, and writes that down; or it asks what is written down. A write changes nothing that the
 * world could see, so "looked, then the world moved, then written" is the same as "looked, written, then the world moved".
 */
final class BotMoves {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<Fault> OF_CALLS =
            List.of(Fault.REQUEST_LOST, Fault.RESPONSE_LOST, Fault.LATE, Fault.TWICE, Fault.THROTTLED, Fault.REFUSED);

    private final Mind mind;
    private final boolean knowsBoots;

    BotMoves(Optional<WrongDecision> wrong, boolean knowsBoots) {
        this.mind = new Mind(Age.CLOCK, wrong);
        this.knowsBoots = knowsBoots;
    }

    /** Whether nothing is to be done before the world changes or time passes. */
    boolean free(Fork fork) {
        State state = fork.from;
        if (state.job().state().isTerminal()) {
            return true;
        }
        if (state.act().isPresent()) {
            Mind.Act act = state.act().get();
            fork.move("bot: " + act.words(), from -> acted(from, act, Optional.empty()));
            return false;
        }
        boolean stale = state.staleLook();
        Optional<Mind.Thought> thought;
        try {
            thought = thought(state, stale);
        } catch (RuntimeException thrown) {
            fork.move("bot: decides", from -> {
                throw thrown;
            });
            return false;
        }
        if (thought.isPresent()) {
            fork.move(words(state.job(), thought.get()), from -> saved(from, thought.get(), stale));
        } else if (stale) {
            fork.move("bot: looks afresh", from -> looking(from, false));
        }
        return thought.isEmpty() && !stale;
    }

    void faults(Fork fork) {
        State state = fork.from;
        if (state.job().state().isTerminal()) {
            return;
        }
        if (state.act().isPresent()) {
            faultsOf(fork, state.act().get());
        } else if (fork.allows(Fault.STALE_READ) && state.world().before.isPresent() && !state.staleLook()) {
            fork.fault(
                    Fault.STALE_READ,
                    "decides on it",
                    from -> thought(from, true)
                            .map(thought -> saved(from, thought, true))
                            .orElse(from));
        }
    }

    private void faultsOf(Fork fork, Mind.Act act) {
        fork.fault(Fault.CRASH, "before the call", from -> without(from.job(), from, from.world()));
        World world = new World(fork.from.world());
        Ports ports = new Ports(world, world.picture(), fork.from.job(), Optional.of(Fault.REQUEST_LOST));
        mind.act(fork.from.job(), act, ports.cloud());
        if (!ports.wereAsked()) {
            return;
        }
        fork.fault(Fault.CRASH, "after " + act.words(), from -> {
            State after = acted(from, act, Optional.empty());
            return without(from.job(), after, after.world());
        });
        for (Fault fault : OF_CALLS) {
            fork.fault(fault, act.words(), from -> acted(from, act, Optional.of(fault)));
        }
    }

    private static State without(Job job, State state, World world) {
        return new State(job, world, Optional.empty(), true, false, state.faults());
    }

    private static State looking(State state, boolean stale) {
        return new State(state.job(), state.world(), state.act(), state.current(), stale, state.faults());
    }

    private State acted(State from, Mind.Act act, Optional<Fault> fault) {
        World world = new World(from.world());
        Ports ports = new Ports(world, world.picture(), from.job(), fault);
        Optional<Job> after = mind.act(from.job(), act, ports.cloud()).filter(job -> from.current());
        after.ifPresent(job -> Laws.saved(world, from.job(), job, List.of()));
        return without(after.orElse(from.job()), from, world);
    }

    private Optional<Mind.Thought> thought(State state, boolean stale) {
        World world = state.world();
        World.Picture picture = stale ? world.before.orElseThrow() : world.picture();
        Ports ports = new Ports(world, picture, state.job(), Optional.empty());
        JobStore store = OneJob.store(state.job(), world.hostNames, knowsBoots);
        return mind.think(state.job(), ports.cloud(), store, progress(state));
    }

    private static State saved(State from, Mind.Thought thought, boolean stale) {
        World world = from.world();
        Laws.saved(world, from.job(), thought.job(), thought.facts());
        if (thought.facts().stream().anyMatch(BotMoves::isAboutTheHost)) {
            world = new World(world);
            Set<String> names = new HashSet<>(world.hostNames);
            names.addAll(thought.job().passage().names().spent());
            world.hostNames = names;
        }
        boolean looksOn = stale && thought.goesOn() && !thought.job().state().isTerminal();
        return new State(thought.job(), world, thought.act(), true, looksOn, from.faults());
    }

    private static boolean isAboutTheHost(Fact fact) {
        return fact instanceof Fact.StepDone done
                && (done.step() == Step.DETACH_FROM_HOST || done.step() == Step.ATTACH_TO_HOST);
    }

    private static String words(Job before, Mind.Thought thought) {
        Job after = thought.job();
        String where = before.state() == after.state() && before.step() == after.step()
                ? after.step().toString()
                : before.step() + " -> " + after.step() + " " + after.state();
        return "bot: " + where
                + thought.act().map(act -> ", is to " + act.words()).orElse("");
    }

    /** What the builder's progress script would say: as fresh as the look. */
    private static Optional<JsonNode> progress(State state) {
        Job job = state.job();
        if (job.step() != Step.RUN_BUILD || job.buildStartedAt().isEmpty()) {
            return Optional.empty();
        }
        World world = state.world();
        return job.builder()
                .map(world::machine)
                .filter(machine -> machine.answers() && machine.build() > 0)
                .map(machine -> report(world, machine));
    }

    private static JsonNode report(World world, Machine machine) {
        String status = machine.mounted() && world.builtBy > 0
                ? "{\"job\":1,\"attempt\":" + world.builtBy + ",\"exit\":" + (world.passed ? 0 : 1)
                        + ",\"phase\":\"build\",\"started\":0,\"ended\":60,\"compiled\":1}"
                : "null";
        try {
            return JSON.readTree("{\"attempt\":" + machine.build() + ",\"active\":" + machine.active() + ",\"status\":"
                    + status + "}");
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
