package dev.sojourn.handoff;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Operation.Script;
import dev.sojourn.job.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The volume leaves its host: as late as it can without the builder waiting for it. */
final class HostLeave {

    private static final int BOOTS_THAT_TELL = 3;

    private HostLeave() {}

    static Decision unmount(Scene scene) {
        if (scene.on(scene.job().host()).isEmpty()) {
            // Somebody has taken it away meanwhile, and perhaps from under a mount.
            return scene.done(draft -> draft.passage = draft.passage.nextEpoch().uncleanly(true));
        }
        if (!scene.seen().isOnline(scene.job().host())
                && scene.longerThan(scene.timing().agentLimit())) {
            // Nobody pays for a builder that waits for it.
            return scene.cannot(
                    "The host " + scene.job().host() + " has not answered for "
                            + scene.timing().agentLimit().toMinutes() + " min.",
                    "Start it, or mend its SSM agent, and ask again.");
        }
        Optional<Decision> stopping = StopHolders.pending(scene);
        if (stopping.isPresent()) {
            return stopping.get();
        }
        Optional<Decision> wait = notYet(scene);
        if (wait.isPresent()) {
            return wait.get();
        }
        GuestCall call = new GuestCall(scene, Script.UNMOUNT, scene.job().host());
        Map<String, String> values = Away.values(scene);
        return call.then(
                values,
                told -> scene.done(
                        draft -> {
                            draft.hold = Optional.empty();
                            draft.passage = draft.passage.nextEpoch();
                        },
                        Held.over(scene.job()).toArray(Fact[]::new)),
                no -> no.reason().equals("held")
                        ? Held.atUnmount(scene, call, values, no.told())
                        : scene.cannot("The volume cannot be unmounted from the host: " + no.sentence(), ""));
    }

    /**
     * Without a history of this image, and after a builder whose agent failed, the host keeps its volume until the builder's
     * agent is online. With one, the move begins when the boot time still to be expected is what the move itself takes.
     */
    private static Optional<Decision> notYet(Scene scene) {
        Attempt attempt = scene.attempt().orElseThrow();
        String builder = attempt.instance().orElseThrow();
        if (scene.seen().isOnline(builder) || scene.job().passage().operation().isPresent()) {
            return Optional.empty();
        }
        Instant running = attempt.runningAt().orElse(scene.now());
        Duration booting = Duration.between(running, scene.now());
        if (booting.compareTo(scene.timing().agentLimit()) > 0) {
            return Optional.of(BuilderArrive.agentNeverCame(scene));
        }
        List<Duration> past = scene.seen().bootTimes();
        if (past.size() < BOOTS_THAT_TELL || Losses.of(scene.job()) > 1) {
            return Optional.of(scene.waiting(
                    scene.timing().repeatAfter(), "the volume stays until the builder's agent is online"));
        }
        Duration expected = past.stream().sorted().toList().get(past.size() / 2);
        Duration left = expected.minus(scene.timing().handoffExpected()).minus(booting);
        return left.isNegative() || left.isZero()
                ? Optional.empty()
                : Optional.of(scene.waiting(left, "the volume stays until just before the builder is up"));
    }

    static Decision detach(Scene scene) {
        Optional<VolumeView.Attachment> home = scene.on(scene.job().host());
        if (home.isEmpty()) {
            return scene.done(Step.ATTACH_TO_BUILDER, draft -> {});
        }
        if (home.get().isDetaching()) {
            return Detaching.wait(scene, home.get());
        }
        if (scene.host()
                .map(InstanceView::state)
                .map(InstanceView.State::isEnding)
                .orElse(false)) {
            return scene.waiting(scene.timing().repeatAfter(), "the host is ending and lets go of the volume");
        }
        return Detaching.ask(scene, home.get(), "detach from the host", draft -> {});
    }
}
