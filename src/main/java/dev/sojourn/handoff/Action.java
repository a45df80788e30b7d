package dev.sojourn.handoff;

import dev.sojourn.job.Attempt;
import dev.sojourn.job.Operation;
import java.util.Map;

/** One thing to ask of the cloud. Always written down before it is asked, and harmless to ask again. */
sealed interface Action {

    record Launch(Attempt attempt) implements Action {}

    record Terminate(String instance) implements Action {}

    record Attach(String instance, String device) implements Action {}

    record Detach(String instance, String device) implements Action {}

    record KeepOnTermination(String instance, String device) implements Action {}

    /**
     * @param values what the script needs beyond operation, volume and mount point
     */
    record Send(Operation operation, Map<String, String> values) implements Action {}
}
