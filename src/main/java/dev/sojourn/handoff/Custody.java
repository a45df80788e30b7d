package dev.sojourn.handoff;

import dev.sojourn.cloud.VolumeView;

/** Where a volume is, as EC2 says: never from our database. */
final class Custody {

    private Custody() {}

    /** For people: {@code attached to i-0abc (detaching)}. */
    static String words(VolumeView volume) {
        if (volume.attachments().isEmpty()) {
            return "`" + volume.state() + "`, attached to nothing";
        }
        VolumeView.Attachment one = volume.attachments().get(0);
        return "attached to " + one.instance() + " as " + one.device() + " (" + one.state() + ")";
    }
}
