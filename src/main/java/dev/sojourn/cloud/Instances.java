package dev.sojourn.cloud;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Instances: launched, looked at, ended. */
public interface Instances {

    /** Looks at the named instances; one that EC2 does not know (yet, or any more) is absent from the answer. */
    CloudAnswer<Map<String, InstanceView>> describe(Collection<String> ids);

    /** All instances that carry every one of these tags and are not terminated. */
    CloudAnswer<List<InstanceView>> findByTags(Map<String, String> tags);

    /** Launches one instance with shutdown behaviour {@code terminate}; the answer is its id. */
    CloudAnswer<String> launch(LaunchOrder order);

    /** Asks for the end of an instance, with an orderly shutdown of its system. Repeating is harmless. */
    CloudAnswer<Asked> terminate(String instance);

    /** Sets {@code deleteOnTermination} of an attached device to false. */
    CloudAnswer<Asked> keepOnTermination(String instance, String device);

    /** Those of the named types that the zone offers. */
    CloudAnswer<Set<String>> offered(String zone, Collection<String> types);

    /**
     * Status codes of spot requests by id, for example {@code fulfilled} or {@code instance-terminated-no-capacity}: they
     * change two minutes before the instance does.
     */
    CloudAnswer<Map<String, String>> spotStatus(Collection<String> requests);
}
