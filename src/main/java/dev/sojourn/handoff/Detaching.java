package dev.sojourn.handoff;

import dev.sojourn.cloud.VolumeView;
import dev.sojourn.job.Draft;
import java.time.Duration;
import java.util.function.Consumer;

/** EBS is detaching: it cannot be cancelled or hurried, and never forced by us. */
final class Detaching {

    private Detaching() {}

    /**
     * Asks, unless it was asked a moment ago. Every detach is noted as one that may land late: the volume is not used under
     * that name on that machine before it cannot come any more.
     */
    static Decision ask(Scene scene, VolumeView.Attachment attachment, String what, Consumer<Draft> changes) {
        Duration pause = scene.timing().repeatAfter();
        if (!scene.job().passage().mayAsk(what, scene.now(), pause)) {
            return scene.waiting(pause, "asked to " + what + ", waiting for the effect");
        }
        String instance = attachment.instance();
        String device = attachment.device();
        return scene.ask(new Action.Detach(instance, device), what, draft -> {
            changes.accept(draft);
            draft.passage = draft.passage.naming(names -> names.departing(instance, device, scene.now()));
        });
    }

    static Decision wait(Scene scene, VolumeView.Attachment attachment) {
        if (scene.sinceAsked().compareTo(scene.timing().detachStuck()) > 0) {
            return scene.callForHelp(
                    "The volume " + scene.job().volume() + " has been " + attachment.state() + " from "
                            + attachment.instance() + " for "
                            + scene.sinceAsked().toMinutes() + " min.",
                    "Look at the attachment in the EC2 console; a reboot of that instance usually frees it. Sojourn goes on "
                            + "by itself as soon as the volume is available.");
        }
        return scene.waiting(scene.timing().repeatAfter(), "EBS is detaching the volume");
    }
}
