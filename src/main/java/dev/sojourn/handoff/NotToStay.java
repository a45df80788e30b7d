package dev.sojourn.handoff;

import dev.sojourn.cloud.VolumeView;
import dev.sojourn.job.Operation.Script;
import java.util.Map;

/**
 * The volume is at home under a name for which a detach may still land: an attach of long ago has come, and nobody knows when the
 * detach will that was asked after it. It is taken out of use, detached, and attached again under another name, so that
 * no detach ever finds it mounted.
 */
final class NotToStay {

    private NotToStay() {}

    static Decision leave(Scene scene, VolumeView.Attachment home) {
        String host = home.instance();
        boolean powerless = scene.host().map(one -> one.state().isPowerless()).orElse(false);
        if (powerless) {
            return Attaching.undo(scene, home);
        }
        if (Attaching.wasJustUndone(scene)) {
            return scene.waiting(scene.timing().repeatAfter(), "waiting for the old attachment to go");
        }
        if (!scene.seen().isOnline(host)) {
            return scene.longerThan(scene.timing().agentLimit())
                    ? scene.callForHelp(
                            what(scene, home) + ", and the SSM agent there does not answer.",
                            "Mend the agent: Sojourn then attaches the volume under another name.")
                    : scene.waiting(scene.timing().repeatAfter(), "waiting for the host's agent");
        }
        Map<String, String> values = Map.of("ROLE", "host");
        GuestCall call = new GuestCall(scene, Script.UNMOUNT, host);
        return call.then(
                values,
                told -> Attaching.undo(scene, home),
                no -> scene.isPersonCalled()
                        ? call.again(values)
                        : scene.callForHelp(
                                what(scene, home) + ", and it cannot be taken out of use there: " + no.detail() + ".",
                                "End or leave what holds it: Sojourn then attaches the volume under another name."));
    }

    private static String what(Scene scene, VolumeView.Attachment home) {
        return "The volume " + scene.job().volume() + " is on its host " + home.instance() + " as `" + home.device()
                + "`, and a detach of that name, asked for earlier, may still come";
    }
}
