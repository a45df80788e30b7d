package dev.sojourn.handoff;

import dev.sojourn.cloud.VolumeView;

/** Somebody attached the volume to a machine of their own: theirs to undo, never ours. */
final class Foreign {

    private Foreign() {}

    static Decision help(Scene scene, VolumeView.Attachment attachment) {
        if (!scene.longerThan(scene.timing().repeatAfter().multipliedBy(3))) {
            // EC2 may still show where the volume was for the job before.
            return scene.waiting(scene.timing().repeatAfter(), "waiting for EC2 to say where the volume is");
        }
        return scene.callForHelp(
                "The volume " + scene.job().volume() + " is attached to " + attachment.instance()
                        + ", which is neither its host nor a builder of this job.",
                "Unmount and detach it there, or attach it to " + scene.job().host()
                        + " yourself; Sojourn goes on as soon as it is available or home.");
    }
}
