package dev.sojourn.handoff;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.DeviceNames;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.Step;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Rung;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Gets a builder: rung by rung, each under a token of its own that is written down before EC2 is asked. */
final class Launch implements StepRule {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    @Override
    public Decision decide(Scene scene) {
        return scene.attempt().map(attempt -> pursue(scene, attempt)).orElseGet(() -> next(scene));
    }

    private static Decision pursue(Scene scene, Attempt attempt) {
        if (attempt.instance().isEmpty()) {
            if (scene.job().passage().timesAsked("launch") >= 3
                    && scene.job().passage().trouble().isPresent()) {
                return scene.cannot(
                        "The builder cannot be launched: "
                                + scene.job().passage().trouble().get() + ".",
                        "Mend the cause and ask again.");
            }
            return scene.askUnlessJustAsked(
                    new Action.Launch(attempt), "launch", scene.timing().settle());
        }
        Optional<InstanceView> builder = scene.builder();
        Duration since = Duration.between(attempt.launchedAt().orElse(attempt.askedAt()), scene.now());
        if (builder.isEmpty()) {
            boolean shownByItsTags = scene.seen().strays().stream()
                    .anyMatch(one -> attempt.instance().equals(Optional.of(one.id())));
            return !shownByItsTags && since.compareTo(scene.timing().goneLimit()) > 0
                    ? refused(
                            scene,
                            attempt,
                            "NotVisible",
                            "EC2 does not show " + attempt.instance().get())
                    : scene.waiting(scene.timing().repeatAfter(), "waiting for EC2 to show the builder");
        }
        InstanceView seen = builder.get();
        switch (seen.state()) {
            case PENDING -> {
                return since.compareTo(scene.timing().launchLimit()) > 0
                        ? scene.cannot(seen.id() + " has been pending for " + since.toMinutes() + " min.", "Ask again.")
                        : scene.waiting(scene.timing().repeatAfter(), "waiting for the builder to run");
            }
            case RUNNING -> {
                return scene.done(
                        Step.UNMOUNT_FROM_HOST,
                        draft -> {
                            draft.update(attempt.begun(seen.launchedAt()).running(scene.now()));
                            draft.passage = draft.passage.naming(DeviceNames::onFreshMachine);
                            draft.capacitySince = Optional.empty();
                        },
                        new Fact.BuilderRunning(attempt.number(), seen.id(), attempt.offer(), since));
            }
            case STOPPING, STOPPED, SHUTTING_DOWN, TERMINATED -> {
                return refused(
                        scene,
                        attempt.begun(seen.launchedAt()),
                        "Ended",
                        seen.stateReason().orElse("it ended while starting"));
            }
        }
        throw new IllegalStateException("unreachable: " + seen.state());
    }

    private static Decision refused(Scene scene, Attempt attempt, String code, String message) {
        return scene.settle(
                draft -> draft.update(attempt.ended(scene.now())),
                new Fact.RungRefused(attempt.number(), attempt.offer(), code, message));
    }

    private static Decision next(Scene scene) {
        Climb climb = Climb.of(scene);
        Optional<Integer> rung = climb.next();
        if (rung.isPresent()) {
            return attempt(scene, rung.get());
        }
        if (climb.isHopeless()) {
            return hopeless(scene, climb);
        }
        if (scene.seen().volume().isPresent() && scene.on(scene.job().host()).isEmpty()) {
            // The volume does not lie between two machines for as long as there may be no capacity.
            return scene.home(
                    Homeward.Reason.NO_SUCCESSOR,
                    "No other builder is to be had now. The volume goes home, and the job waits for one there.");
        }
        return later(scene, climb);
    }

    private static Decision later(Scene scene, Climb climb) {
        Job job = scene.job();
        Instant since = job.capacitySince().orElse(scene.now());
        Instant limit = since.plus(scene.timing().capacityLimit());
        if (scene.now().isAfter(limit)) {
            return scene.home(
                    Homeward.Reason.NO_BUILDER,
                    "No type of the ladder had capacity in this zone for "
                            + scene.timing().capacityLimit().toMinutes()
                            + " min. Ask again later, or name another type with `--on`.");
        }
        Instant again =
                job.attempt().flatMap(Attempt::endedAt).orElse(scene.now()).plus(pause(climb.rounds(), scene));
        Optional<Integer> first = climb.first();
        if (!scene.now().isBefore(again) && first.isPresent()) {
            return attempt(scene, first.get());
        }
        if (job.capacitySince().isEmpty()) {
            return scene.settle(draft -> draft.capacitySince = Optional.of(since), new Fact.NoCapacity(again, limit));
        }
        Instant wake = again.isAfter(scene.now()) ? again : limit;
        return scene.waiting(Duration.between(scene.now(), wake), "no capacity; next try at " + wake);
    }

    /** Where not one rung was refused for want of capacity, waiting will not help: a person must change something. */
    private static Decision hopeless(Scene scene, Climb climb) {
        String why = scene.job().passage().trouble().orElse("no reason given");
        if (climb.quotas().isEmpty()) {
            return scene.home(
                    Homeward.Reason.NO_BUILDER,
                    "EC2 refuses every type of the ladder: " + why + ". Mend the cause and ask again.");
        }
        String quotas = climb.quotas().stream()
                .map(quota -> quota.words() + ": " + quota.link())
                .collect(Collectors.joining(", and "));
        return scene.home(
                Homeward.Reason.NO_BUILDER,
                "This account may not have that many vCPUs running (" + why
                        + "). No type of the ladder helps, and neither"
                        + " does waiting, unless others end. Have the quota raised, and ask again: " + quotas);
    }

    /** Doubles from round to round: capacity comes back in minutes, and each try counts against the account's rate limit. */
    private static Duration pause(int rounds, Scene scene) {
        Duration pause = scene.timing().repeatAfter().multipliedBy(1L << (Math.min(10, Math.max(1, rounds)) - 1));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private static Decision attempt(Scene scene, int rung) {
        Rung offer = scene.job().request().plan().ladder().get(rung);
        Optional<Homeward> tooLittle = CapKeeping.tooLittleFor(scene, offer);
        if (tooLittle.isPresent()) {
            return scene.home(tooLittle.get());
        }
        int number = scene.job().attempts().size() + 1;
        Attempt attempt = Attempt.asked(number, rung, offer, token(scene.job(), number, offer), scene.now());
        List<Fact> facts = new ArrayList<>();
        spotLeftAlone(scene, offer).ifPresent(facts::add);
        facts.add(new Fact.BuilderAsked(number, offer));
        return scene.ask(new Action.Launch(attempt), "launch", draft -> draft.add(attempt), facts.toArray(Fact[]::new));
    }

    /** Told where it first makes a difference: this one would have been a spot builder. */
    private static Optional<Fact> spotLeftAlone(Scene scene, Rung offer) {
        Job job = scene.job();
        BuildPlan plan = job.request().plan();
        boolean spotWanted =
                job.request().options().market().orElse(plan.profile().market()) == Market.SPOT
                        || plan.ladder().stream().anyMatch(rung -> rung.market() == Market.SPOT);
        boolean news =
                job.attempt().map(last -> last.offer().market() == Market.SPOT).orElse(true);
        return spotWanted && news && offer.market() == Market.ON_DEMAND
                ? scene.seen().spotLeftAlone().map(Fact.SpotLeftAlone::new)
                : Optional.empty();
    }

    /** 64 characters at most; another attempt, type or market is another token. */
    private static String token(Job job, int number, Rung offer) {
        String text =
                job.number() + "\n" + job.createdAt() + "\n" + job.volume() + "\n" + number + "\n" + offer.label();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sojourn-" + HexFormat.of().formatHex(hash, 0, 20);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have", missing);
        }
    }
}
