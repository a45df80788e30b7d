package dev.sojourn.cloud;

import java.util.Collection;
import java.util.Map;

/** Volumes and where they are attached. */
public interface Volumes {

    /** Looks at the named volumes; one that EC2 does not know is absent from the answer. */
    CloudAnswer<Map<String, VolumeView>> describe(Collection<String> ids);

    /** Asks for an attachment. Accepted means asked, not attached. */
    CloudAnswer<Asked> attach(String volume, String instance, String device);

    /** Asks for a detach of exactly this attachment; never by force. Accepted means asked; EBS cannot cancel it. */
    CloudAnswer<Asked> detach(String volume, String instance, String device);
}
