package dev.sojourn.handoff;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Operation.Script;
import dev.sojourn.job.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The volume comes home. */
final class HostArrive {

    private static final String MISS_THE_HOST = "miss the host";
    private static final int MISSES = 10;

    private HostArrive() {}

    static Decision attach(Scene scene) {
        String host = scene.job().host();
        Optional<VolumeView.Attachment> home = scene.on(host);
        if (home.isPresent()) {
            return arrived(scene, home.get());
        }
        int misses = scene.job().passage().timesAsked(MISS_THE_HOST);
        if (misses > 0 && scene.host().isPresent()) {
            return scene.settle(draft -> draft.passage = draft.passage.acting("see the host", scene.now()));
        }
        if (BuilderLeave.heldByBuilder(scene).isPresent()) {
            // An attach that was asked on the way out has landed late.
            return scene.goTo(Step.UNMOUNT_FROM_BUILDER, draft -> {});
        }
        Optional<VolumeView.Attachment> foreign = scene.foreignAttachment();
        if (foreign.isPresent()) {
            return Foreign.help(scene, foreign.get());
        }
        boolean hostEnded = scene.host().map(one -> one.state().isEnding()).orElse(false);
        if (hostEnded || (scene.host().isEmpty() && misses >= MISSES)) {
            return scene.callForNewHost(
                    "The host " + host + " is terminated. The volume "
                            + scene.job().volume() + " is `available`, with everything on it.",
                    "Press *Choose a new host* and name a running instance in the same zone; put that instance into the "
                            + "configuration as well.");
        }
        if (scene.host().isEmpty()) {
            // One look in which it is missing says little: it must be missing all the time, for minutes.
            Duration pause = scene.timing().goneLimit().dividedBy(MISSES);
            return scene.job().passage().mayAsk(MISS_THE_HOST, scene.now(), pause)
                    ? scene.settle(draft -> draft.passage = draft.passage.acting(MISS_THE_HOST, scene.now()))
                    : scene.waiting(pause, "EC2 does not show the host");
        }
        if (!scene.volumeIsAvailable()) {
            return scene.waiting(scene.timing().repeatAfter(), "waiting for the volume to be available");
        }
        Set<String> spent = new HashSet<>(scene.seen().hostDevices());
        spent.addAll(scene.job().passage().names().spent());
        return Attaching.ask(scene, host, spent, "attach to the host");
    }

    private static Decision arrived(Scene scene, VolumeView.Attachment home) {
        if (!home.isAttached()) {
            return Attaching.wait(scene, home);
        }
        if (!Attaching.isToStay(scene, home)) {
            return NotToStay.leave(scene, home);
        }
        if (home.deleteOnTermination()) {
            return scene.askUnlessJustAsked(
                    new Action.KeepOnTermination(home.instance(), home.device()),
                    "keep the volume on termination",
                    scene.timing().repeatAfter());
        }
        // Whatever was asked of the host before this attachment is of an older epoch than its mount.
        return scene.done(
                draft -> draft.passage = draft.passage.nextEpoch().naming(names -> names.using(home.device())));
    }

    static Decision mount(Scene scene) {
        String host = scene.job().host();
        if (scene.on(host).filter(one -> Attaching.isFit(scene, one)).isEmpty()) {
            // Somebody takes it away, or has, or an attachment of long ago has come in its place.
            return scene.goTo(Step.ATTACH_TO_HOST, draft -> draft.passage = draft.passage.uncleanly(true));
        }
        InstanceView.State state = scene.host().map(InstanceView::state).orElse(InstanceView.State.PENDING);
        switch (state) {
            case STOPPED, STOPPING -> {
                // It mounts when it starts; an unmount that is still on its way to it could undo that for as long as it
                // may begin.
                return scene.longerThan(scene.timing().notAfter())
                        ? scene.done(draft -> {}, new Fact.VolumeHome(false))
                        : scene.waiting(
                                scene.timing().repeatAfter(), "nothing that was asked of the host may come late");
            }
            case SHUTTING_DOWN, TERMINATED -> {
                return scene.waiting(scene.timing().repeatAfter(), "the host is ending and lets go of the volume");
            }
            case PENDING, RUNNING -> {
                return online(scene, host);
            }
        }
        throw new IllegalStateException("unreachable: " + state);
    }

    private static Decision online(Scene scene, String host) {
        if (!scene.seen().isOnline(host) && scene.longerThan(scene.timing().agentLimit())) {
            return scene.callForHelp(
                    "The volume is attached to its host " + host + ", but the SSM agent there does not answer.",
                    "Run `sudo systemctl start " + "$(systemd-escape -p --suffix=mount "
                            + scene.job().request().plan().volume().mount() + ")` on the host, or mend the agent.");
        }
        if (!scene.seen().isOnline(host)) {
            return scene.waiting(scene.timing().repeatAfter(), "waiting for the host's agent");
        }
        Map<String, String> values = new HashMap<>(Mounting.values(scene));
        values.put("ROLE", "host");
        // A job that gave up before it touched the mount finds no marker where none was ever written.
        values.put(
                "MARKER_REQUIRED", Boolean.toString(scene.job().buildStartedAt().isPresent()));
        values.put("CHECK_FS", Boolean.toString(scene.job().passage().unclean()));
        GuestCall call = new GuestCall(scene, Script.MOUNT, host);
        return call.then(
                values,
                told -> scene.done(
                        draft -> draft.passage = draft.passage.uncleanly(false).nextEpoch(), new Fact.VolumeHome(true)),
                no -> scene.job().problem().isPresent()
                        ? call.again(values)
                        : scene.callForHelp(
                                "The volume is attached to its host " + host + " but cannot be mounted: " + no.detail()
                                        + ".",
                                "Mend the cause; Sojourn tries again every few seconds."));
    }
}
