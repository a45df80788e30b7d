package dev.sojourn.handoff;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.Move;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Market;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * EC2 takes a spot builder back: two minutes, in which the build is stopped and the volume unmounted and detached, by the steps of
 * every way home; and from where it is free, on to the next builder in place of home.
 */
final class Reclaim {

    /** A builder and three in its place: after that spot is no way to build this. */
    private static final int MOST_BUILDERS = 3;

    private static final String TERMINATION = "SpotInstanceTermination";

    private Reclaim() {}

    /**
     * Whether a spot request's status says that its instance is about to be taken, or was.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-request-status.html">Spot request status codes</a>
     */
    static boolean isSign(String code) {
        return switch (code) {
            case "marked-for-termination",
                    "marked-for-stop",
                    "instance-terminated-by-price",
                    "instance-terminated-by-service",
                    "instance-terminated-no-capacity",
                    "instance-terminated-capacity-oversubscribed",
                    "instance-terminated-launch-group-constraint" -> true;
            default -> false;
        };
    }

    /** What says so: the status of the spot request, or the notice that the builder itself has read; empty: nothing does. */
    static Optional<String> sign(Scene scene) {
        Optional<String> status = scene.seen().reclaim();
        boolean told = scene.seen()
                .report()
                .filter(report ->
                        report.attempt() == scene.attempt().map(Attempt::number).orElse(0))
                .filter(BuildReport::reclaimed)
                .isPresent();
        return status.or(() -> told ? Optional.of("spot/instance-action") : Optional.empty());
    }

    /** The builder must let go of the volume now. */
    static Decision noticed(Scene scene, String sign) {
        Attempt attempt = scene.attempt().orElseThrow();
        Fact fact = new Fact.ReclaimNoticed(attempt.number(), attempt.instance().orElse("?"), sign);
        Scene after = new Scene(
                scene.job().with(draft -> draft.update(attempt.reclaimed(scene.now()))),
                scene.seen(),
                scene.now(),
                scene.timing());
        return Losses.of(scene.job()) > MOST_BUILDERS
                ? after.home(
                        Homeward.Reason.BUILDER_LOST,
                        "EC2 has taken four builders back. Ask again with `--on-demand`; what was built so far is on the"
                                + " volume.",
                        fact)
                : after.home(
                        Homeward.Reason.RECLAIMED,
                        "EC2 takes the builder back. The build is stopped, and another builder goes on from what it has"
                                + " built.",
                        fact);
    }

    /** The same attempt, lost; a word of EC2's that it was taken back is kept for all that look at spot builders. */
    static Attempt ended(Attempt attempt, String why, Instant now) {
        boolean taken = attempt.offer().market() == Market.SPOT && why.contains(TERMINATION);
        return taken ? attempt.reclaimed(now).ended(now) : attempt.ended(now);
    }

    /** Whether this way home may end at the next builder instead. */
    static boolean isUnderWay(Scene scene) {
        return scene.job()
                        .homeward()
                        .filter(why -> why.reason() == Homeward.Reason.RECLAIMED)
                        .isPresent()
                && scene.job().state().holdsVolume()
                && !scene.isPersonCalled()
                && scene.job().cancelAskedBy().isEmpty()
                && scene.job().builder().isPresent()
                && scene.volumeIsAvailable();
    }

    /** On to the next builder: the volume is free, and the one before is seen to end. Empty: home after all. */
    static Optional<Decision> onward(Scene scene) {
        Optional<InstanceView> builder = scene.builder();
        boolean ends = builder.map(one -> one.state().isEnding()).orElse(false);
        if (builder.isEmpty() || !ends) {
            // Without having seen its end there is no other; and nobody waits for that for long with the volume
            // nowhere.
            return scene.longerThan(scene.timing().repeatAfter().multipliedBy(3))
                    ? Optional.empty()
                    : Optional.of(scene.waiting(
                            scene.timing().repeatAfter(), "waiting for the builder that is taken back to end"));
        }
        Attempt attempt = scene.attempt().orElseThrow();
        Attempt ended = attempt.ended(scene.now());
        Instant noticed = attempt.life().reclaimed().orElse(scene.now());
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.VolumeSaved(
                attempt.number(), !scene.job().passage().unclean(), Duration.between(noticed, scene.now())));
        facts.add(new Fact.BuilderGone(
                attempt.number(),
                builder.get().id(),
                Duration.between(attempt.launchedAt().orElse(attempt.askedAt()), scene.now()),
                scene.job().costOf(ended, scene.now())));
        return Optional.of(scene.goTo(
                Step.LAUNCH_BUILDER,
                draft -> {
                    draft.move(Move.GO_OUT_AGAIN, scene.now());
                    draft.homeward = Optional.empty();
                    draft.buildStartedAt = Optional.empty();
                    draft.update(ended);
                },
                facts.toArray(Fact[]::new)));
    }

    /** Whether the job goes out once more when the volume is home and no builder is left. */
    static boolean goesOutAgain(Job job) {
        return Losses.of(job) <= MOST_BUILDERS;
    }
}
