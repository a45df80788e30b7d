package dev.sojourn.handoff;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.DeviceNames;
import dev.sojourn.job.Operation.Script;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The volume leaves the builder, whatever state build and builder are in. */
final class BuilderLeave {

    /** EC2 may show for some seconds where a volume was before. */
    private static final Duration BELIEVED = Duration.ofSeconds(20);

    private BuilderLeave() {}

    /** It was asked to be attached to a builder that runs, whatever EC2 shows of it now. */
    private static boolean mayBeHere(Scene scene) {
        boolean runs = scene.builder()
                .map(one -> one.state() == InstanceView.State.RUNNING)
                .orElse(true);
        return runs && scene.job().passage().names().current().isPresent();
    }

    static Decision stopBuild(Scene scene) {
        Optional<String> builder = aliveWithVolume(scene);
        if (builder.isEmpty() || scene.job().build().isPresent() || unreachable(scene, builder.get())) {
            return scene.done(draft -> {});
        }
        int attempt = scene.attempt().map(Attempt::number).orElse(0);
        Map<String, String> values = Map.of(
                "JOB", Long.toString(scene.job().number()),
                "ATTEMPT", Integer.toString(attempt));
        return new GuestCall(scene, Script.STOP_BUILD, builder.get())
                // A build that cannot be stopped is ended with all other holders at unmount.
                .then(values, told -> scene.done(draft -> {}), no -> scene.done(draft -> {}));
    }

    static Decision unmount(Scene scene) {
        Optional<String> builder = aliveWithVolume(scene);
        if (builder.isEmpty()) {
            if (mayBeHere(scene) && !scene.longerThan(BELIEVED)) {
                return scene.waiting(
                        scene.timing().repeatAfter(), "making sure that the builder has not got the volume");
            }
            // Not unmounted by us: its builder died, or somebody took it, or it never left. If it is to be mounted, it
            // is
            // checked before.
            return scene.done(draft -> draft.passage = draft.passage.nextEpoch().uncleanly(true));
        }
        if (unreachable(scene, builder.get())) {
            // Its own shutdown stops the build, syncs and unmounts: the only orderly way that is left.
            return scene.done(draft -> draft.passage = draft.passage.nextEpoch().uncleanly(true));
        }
        boolean again = scene.job().passage().timesAsked("run unmount") > 1;
        Map<String, String> values = new HashMap<>(Mounting.values(scene));
        values.put("ROLE", "builder");
        values.put("END_HOLDERS", "true");
        GuestCall call = new GuestCall(scene, Script.UNMOUNT, builder.get());
        return call.then(
                values,
                told -> scene.done(draft -> draft.passage = draft.passage.nextEpoch()),
                no -> again && scene.longerThan(scene.timing().unreachableLimit())
                        ? scene.done(draft ->
                                draft.passage = draft.passage.nextEpoch().uncleanly(true))
                        : call.again(values));
    }

    static Decision detach(Scene scene) {
        Optional<VolumeView.Attachment> held = heldByBuilder(scene);
        if (held.isEmpty()) {
            return settledElsewhere(scene);
        }
        VolumeView.Attachment attachment = held.get();
        Optional<InstanceView> builder = scene.seen().instance(attachment.instance());
        boolean powerless = builder.map(one -> one.state().isPowerless()).orElse(false);
        if (scene.job().passage().unclean() && !powerless) {
            // Never a detach under a machine that may still write: first its end, then the volume.
            return scene.askUnlessJustAsked(
                    new Action.Terminate(attachment.instance()),
                    "terminate the builder",
                    scene.timing().repeatAfter().multipliedBy(3));
        }
        if (attachment.isDetaching()) {
            return Detaching.wait(scene, attachment);
        }
        return Detaching.ask(scene, attachment, "detach from the builder", draft -> {});
    }

    private static Decision settledElsewhere(Scene scene) {
        if (scene.volumeIsAvailable() || scene.on(scene.job().host()).isPresent()) {
            return scene.done(draft -> draft.passage = draft.passage.naming(DeviceNames::withoutCurrent));
        }
        Optional<VolumeView.Attachment> foreign = scene.foreignAttachment();
        if (foreign.isPresent()) {
            return Foreign.help(scene, foreign.get());
        }
        if (scene.seen().volume().isEmpty() && scene.longerThan(scene.timing().goneLimit())) {
            return scene.callForHelp(
                    "EC2 does not know the volume " + scene.job().volume() + " any more.",
                    "Look for it in the console and in CloudTrail; Sojourn never deletes volumes and has no right to.");
        }
        return scene.waiting(scene.timing().repeatAfter(), "waiting for EC2 to say where the volume is");
    }

    /** The volume's attachment to any builder of this job, current or earlier. */
    static Optional<VolumeView.Attachment> heldByBuilder(Scene scene) {
        return scene.job().attempts().stream()
                .flatMap(attempt -> attempt.instance().stream())
                .flatMap(id -> scene.on(id).stream())
                .findFirst();
    }

    /** A builder that can still act and has the volume, or may have it mounted. One that EC2 does not show just now is there. */
    private static Optional<String> aliveWithVolume(Scene scene) {
        return heldByBuilder(scene)
                .map(VolumeView.Attachment::instance)
                .filter(id -> scene.seen()
                        .instance(id)
                        .map(one -> one.state() == InstanceView.State.RUNNING)
                        .orElse(true));
    }

    /** Neither its agent nor the last command answers, for longer than a busy machine would need. */
    private static boolean unreachable(Scene scene, String builder) {
        return scene.longerThan(scene.timing().unreachableLimit())
                && (isSilent(scene, builder)
                        || GuestCall.unansweredFor(scene, scene.timing().unreachableLimit()));
    }

    /** Of a machine that EC2 does not show just now, nobody knows whether its agent answers. */
    private static boolean isSilent(Scene scene, String builder) {
        return scene.seen().instance(builder).isPresent() && !scene.seen().isOnline(builder);
    }
}
