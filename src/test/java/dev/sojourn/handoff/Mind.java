package dev.sojourn.handoff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.Operation;
import dev.sojourn.job.SpotWeather;
import dev.sojourn.plan.Caps;
import dev.sojourn.plan.SpotBreaker;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The core, one thought at a time: the real look, decision, act and aftermath, with a stop between any two of them. What
 * {@link Driver} does in one go, a search takes apart.
 */
public final class Mind {

    private static final String INSTALLATION = "test";

    private final Clock clock;
    private final Deciding deciding;

    public Mind(Clock clock, Optional<WrongDecision> wrong) {
        this.clock = clock;
        Deciding right = new Handoff(Timing.DEFAULT)::decide;
        this.deciding = wrong.map(one -> one.instead(right)).orElse(right);
    }

    /** An action that was decided on and written down, and not yet carried out. */
    public record Act(String words, Object action) {}

    /**
     * What comes of one look.
     *
     * @param job to be written down
     * @param act to be carried out then; empty: none
     * @param goesOn whether the next decision may rest on the same look
     */
    public record Thought(Job job, List<Fact> facts, Optional<Act> act, boolean goesOn) {}

    /** Looks and decides; empty: there is nothing to do before the world changes or time passes. */
    public Optional<Thought> think(Job job, Cloud cloud, JobStore store, Optional<JsonNode> progress) {
        LiveBuilds builds = new LiveBuilds();
        progress.ifPresent(told -> builds.heard(job, told, false, clock.instant()));
        Looking looking = new Looking(
                INSTALLATION,
                cloud,
                store,
                builds,
                number -> Optional.empty(),
                new SpotWeather(store, SpotBreaker.USUAL),
                Caps.NONE,
                clock);
        Observation seen = looking.look(job).ok().orElseThrow();
        Decision decision = deciding.decide(job, seen, clock.instant());
        if (decision instanceof Decision.Settle settle) {
            return Optional.of(new Thought(settle.job(), settle.facts(), Optional.empty(), goesOn(job, settle.job())));
        }
        if (decision instanceof Decision.Ask ask) {
            return Optional.of(
                    new Thought(ask.job(), ask.facts(), Optional.of(new Act(words(ask), ask.action())), false));
        }
        return Optional.empty();
    }

    /** As {@link Driver} has it. */
    private static boolean goesOn(Job before, Job after) {
        return before.state().holdsVolume() == after.state().holdsVolume()
                && before.passage().operation().equals(after.passage().operation())
                && before.commit().equals(after.commit())
                && before.attempts().equals(after.attempts());
    }

    private static String words(Decision.Ask ask) {
        return ask.job().passage().lastAct().map(act -> act.what()).orElse("act") + " " + brief(ask.action());
    }

    private static String brief(Action action) {
        if (action instanceof Action.Launch launch) {
            return "#" + launch.attempt().number() + " " + launch.attempt().clientToken();
        }
        if (action instanceof Action.Send send) {
            return "at " + send.operation().instance();
        }
        return action.toString();
    }

    /** Carries an act out; the answer is what is to be written down after it, if anything is. */
    public Optional<Job> act(Job job, Act act, Cloud cloud) {
        Action action = (Action) act.action();
        CloudAnswer<?> answer = new Acting(INSTALLATION, cloud, new Brief(), Timing.DEFAULT).perform(job, action);
        return Aftermath.of(job, action, answer, "z", clock.instant()).map(Decision.Settle::job);
    }

    /** The same act, with the numbers that its job has now. */
    public static Act renewed(Act act, Job job) {
        if (act.action() instanceof Action.Send send) {
            Operation operation = job.passage().operation().orElse(send.operation());
            return new Act(act.words(), new Action.Send(operation, send.values()));
        }
        if (act.action() instanceof Action.Launch launch) {
            Attempt attempt = job.attempts().stream()
                    .filter(one -> one.clientToken().equals(launch.attempt().clientToken()))
                    .findFirst()
                    .orElse(launch.attempt());
            return new Act(act.words(), new Action.Launch(attempt));
        }
        return act;
    }

    /** Of a script's values only those that a guest without a disk depends on. */
    private static final class Brief extends GuestScripts {

        @Override
        String compose(String file, Map<String, String> values) {
            return String.join(
                    "|",
                    file,
                    values.get("EPOCH"),
                    values.get("NOT_AFTER"),
                    values.getOrDefault("CHECK_FS", "false"),
                    values.getOrDefault("MARKER_REQUIRED", "false"),
                    values.getOrDefault("ATTEMPT", "0"));
        }

        @Override
        String composePacked(String file, Map<String, String> values) {
            return file;
        }
    }
}
