package dev.sojourn.handoff;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Operation.Script;
import dev.sojourn.job.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The volume arrives on the builder. */
final class BuilderArrive {

    private BuilderArrive() {}

    static Decision attach(Scene scene) {
        String builder = scene.job().builder().orElseThrow();
        Optional<VolumeView.Attachment> here = scene.on(builder);
        if (here.isPresent()) {
            return arrived(scene, here.get());
        }
        boolean home =
                scene.on(scene.job().host()).filter(one -> !one.isDetaching()).isPresent();
        if (home && scene.longerThan(scene.timing().repeatAfter().multipliedBy(2))) {
            // An attach of long ago has brought it home: it leaves once more, before the builder has cost its cap.
            return scene.goTo(Step.UNMOUNT_FROM_HOST, draft -> draft.passage = draft.passage.nextEpoch());
        }
        if (!scene.volumeIsAvailable()) {
            // An earlier builder that is ending still has it, or a detach is not over: both end by themselves.
            return scene.waiting(scene.timing().repeatAfter(), "waiting for the volume to be available");
        }
        return Attaching.ask(scene, builder, scene.job().passage().names().spent(), "attach to the builder");
    }

    private static Decision arrived(Scene scene, VolumeView.Attachment here) {
        if (!Attaching.isToStay(scene, here)) {
            return Attaching.wait(scene, here);
        }
        if (here.deleteOnTermination()) {
            return scene.askUnlessJustAsked(
                    new Action.KeepOnTermination(here.instance(), here.device()),
                    "keep the volume on termination",
                    scene.timing().repeatAfter());
        }
        return scene.done(draft -> draft.passage = draft.passage.naming(names -> names.using(here.device())));
    }

    static Decision awaitAgent(Scene scene) {
        Attempt attempt = scene.attempt().orElseThrow();
        if (scene.seen().isOnline(attempt.instance().orElseThrow())) {
            return scene.done(draft -> {});
        }
        Instant running = attempt.runningAt().orElse(scene.job().stepSince());
        if (Duration.between(running, scene.now()).compareTo(scene.timing().agentLimit()) > 0) {
            return agentNeverCame(scene);
        }
        return scene.waiting(scene.timing().repeatAfter(), "waiting for the builder's agent");
    }

    static Decision agentNeverCame(Scene scene) {
        return scene.home(
                Homeward.Reason.BUILDER_LOST,
                "The SSM agent on the builder did not come online within "
                        + scene.timing().agentLimit().toMinutes()
                        + " min. Check the builder's image, instance profile and route to SSM.");
    }

    static Decision mount(Scene scene) {
        Optional<VolumeView.Attachment> here = scene.on(scene.job().builder().orElseThrow());
        if (here.isPresent() && !Attaching.isFit(scene, here.get())) {
            // Another one has come in place of the one that was made.
            return scene.goTo(Step.ATTACH_TO_BUILDER, draft -> {});
        }
        if (!scene.seen().isOnline(scene.job().builder().orElseThrow())
                && scene.longerThan(scene.timing().agentLimit())) {
            return scene.home(
                    Homeward.Reason.BUILDER_LOST,
                    "The builder has not answered for "
                            + scene.timing().agentLimit().toMinutes() + " min.");
        }
        Map<String, String> values = new HashMap<>();
        values.put("ROLE", "builder");
        values.put("MARKER_REQUIRED", "true");
        values.put("CHECK_FS", Boolean.toString(scene.job().passage().unclean()));
        values.put("DIRTY_BYTES", Long.toString(512L * 1024 * 1024));
        values.putAll(Mounting.values(scene));
        return new GuestCall(scene, Script.MOUNT, scene.job().builder().orElseThrow())
                .then(
                        values,
                        told -> scene.done(draft -> draft.passage = draft.passage.uncleanly(false)),
                        no -> scene.cannot("The volume cannot be mounted on the builder: " + no.sentence(), ""));
    }

    /** Whether the machine that the job counts on has ended under it. */
    static boolean isLost(Scene scene) {
        Optional<String> id = scene.job().builder();
        if (id.isEmpty()) {
            return false;
        }
        Optional<InstanceView> builder = scene.builder();
        if (builder.isPresent()) {
            return builder.get().state() != InstanceView.State.RUNNING
                    && builder.get().state() != InstanceView.State.PENDING;
        }
        // Seen running once, so "not found" is no longer a young instance that EC2 does not show yet.
        boolean shownElsewhere = scene.on(id.get()).isPresent()
                || scene.seen().strays().stream().anyMatch(one -> one.id().equals(id.get()));
        return !shownElsewhere
                && scene.attempt().flatMap(Attempt::runningAt).isPresent()
                && scene.longerThan(scene.timing().goneLimit());
    }
}
