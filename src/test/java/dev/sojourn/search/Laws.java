package dev.sojourn.search;

import dev.sojourn.cloud.InstanceView.State;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import java.util.List;

/** What must be so at every moment: the sentences of the simulator's invariants, for one job. */
final class Laws {

    private Laws() {}

    private static void require(boolean so, String sentence, Object how) {
        if (!so) {
            throw new Broken(sentence, how.toString());
        }
    }

    /** Of the world in any state. */
    static void always(World world) {
        int writers = world.host.mayWrite() ? 1 : 0;
        for (Machine builder : world.builders) {
            writers += builder.mayWrite() ? 1 : 0;
            require(!builder.mayWrite() || world.isOn(builder), "what is mounted is attached", builder);
        }
        require(!world.host.mayWrite() || world.isOn(world.host), "what is mounted is attached", world.host);
        require(writers <= 1, "no two machines have it mounted", writers);
    }

    static void launching(World world, Job job, Call.Launch order) {
        boolean approved = job.approval()
                .filter(yes -> yes.planDigest().equals(job.request().plan().digest()))
                .isPresent();
        require(approved || job.request().approvalReasons().isEmpty(), "no launch without its approval", order);
        for (Machine other : world.builders) {
            require(other.attempt() != order.attempt(), "no attempt has two builders", order);
        }
    }

    /** But for a machine that does not answer, or did not a while ago: its shutdown is the only orderly way that is left. */
    static void terminating(Machine machine) {
        require(!machine.isHost(), "the host is never terminated by us", machine);
        boolean writes = machine.state() == State.RUNNING && machine.mounted() && machine.online();
        require(!writes || machine.hung() || machine.doubtful(), "no terminate under a writer", machine);
    }

    static void detaching(Machine machine) {
        require(!machine.mayWrite(), "no detach under a writer", machine);
    }

    static void obeying(World world, Errand errand) {
        boolean bringsIn = errand.script().equals("mount") || errand.script().equals("start-build");
        require(
                !bringsIn || errand.epoch() > world.moved,
                "no guest obeys an older epoch",
                errand.script() + " on " + world.machine(errand.machine()) + ": the volume has moved since");
    }

    static void mounting(World world, Machine machine, boolean checked) {
        require(world.clean || checked, "a filesystem left uncleanly is checked before its mount", machine);
        for (Machine other : world.builders) {
            require(!other.mayWrite(), "no two machines have it mounted", machine + " and " + other);
        }
        require(!world.host.mayWrite(), "no two machines have it mounted", machine + " and host");
    }

    static void saved(World world, Job before, Job after, List<Fact> facts) {
        if (after.attempts().size() > before.attempts().size()) {
            another(world, before);
        }
        for (Attempt one : before.attempts()) {
            boolean known = one.launchedAt().isEmpty()
                    || after.attempts().get(one.number() - 1).launchedAt().isPresent();
            require(known, "what was launched is paid for", one.clientToken());
        }
        if (after.step() != before.step()) {
            boolean told = facts.contains(new Fact.StepStarted(after.step()))
                    || facts.stream().anyMatch(Fact.AttentionNeeded.class::isInstance);
            require(told, "every step is told", after.step());
        }
        for (Fact fact : facts) {
            if (fact instanceof Fact.VolumeHome) {
                require(isHome(world), "a volume told home is home", where(world));
            }
        }
        if (after.state() == JobState.SUCCEEDED) {
            boolean built = after.attempts().stream().anyMatch(one -> one.number() == world.builtBy);
            require(built && world.passed, "a build told passed has passed", after.label());
        }
        if (after.state().isTerminal()) {
            ended(world);
        }
    }

    private static void another(World world, Job before) {
        for (Attempt attempt : before.attempts()) {
            Machine machine = attempt.instance().map(world::machine).orElse(null);
            require(
                    machine == null || machine.state().isEnding(),
                    "only one builder can hold the volume",
                    "another is asked for while " + machine + " is there");
        }
    }

    private static void ended(World world) {
        for (Machine builder : world.builders) {
            require(builder.state().isEnding() || builder.straggler(), "no builder outlives its job", builder);
        }
        require(isHome(world), "when all is over the volume is home", where(world));
    }

    static boolean isHome(World world) {
        boolean attached =
                world.isOn(world.host) && world.spot.orElseThrow().state().equals("attached");
        return attached && (world.host.mounted() || world.host.state() != State.RUNNING);
    }

    private static String where(World world) {
        return world.spot.map(Spot::toString).orElse("attached to nothing") + ", mounted on the host: "
                + world.host.mounted();
    }
}
