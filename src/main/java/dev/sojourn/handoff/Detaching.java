package dev.sojourn.handoff;

import dev.sojourn.cloud.VolumeView;

/** EBS is detaching: it cannot be cancelled or hurried, and never forced by us. */
final class Detaching {

    private Detaching() {}

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
