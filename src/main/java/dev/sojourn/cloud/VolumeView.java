package dev.sojourn.cloud;

import java.util.List;
import java.util.Optional;

/**
 * A volume as EC2 describes it.
 *
 * @param state creating, available, in-use, deleting, deleted, error: as EC2 says, letter for letter
 */
public record VolumeView(String id, String state, String zone, int sizeGib, List<Attachment> attachments) {

    public boolean isAvailable() {
        return state.equals("available") && attachments.isEmpty();
    }

    public Optional<Attachment> attachmentTo(String instance) {
        return attachments.stream()
                .filter(one -> one.instance().equals(instance))
                .findFirst();
    }

    /**
     * One attachment.
     *
     * @param state attaching, attached, detaching, busy: an ended attachment is not listed
     */
    public record Attachment(String instance, String device, String state, boolean deleteOnTermination) {

        public boolean isAttached() {
            return state.equals("attached");
        }

        public boolean isDetaching() {
            return state.equals("detaching") || state.equals("busy");
        }
    }
}
