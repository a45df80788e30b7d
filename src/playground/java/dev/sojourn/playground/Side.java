package dev.sojourn.playground;

import io.vertx.ext.web.Router;
import java.util.Map;

/** One half of the playground: the local Slack or the local AWS. */
public interface Side {
    /** Adds this side's routes; bodies are already read, foreign hosts already refused. */
    void install(Router router);

    /** Takes up the state on disk. Blocking; called before the port opens. */
    void start() throws Exception;

    /** Writes what is not yet on disk and lets go of everything; called once. */
    void stop();

    /** The NAME=value lines that a bot needs to find this side. */
    Map<String, String> environment();
}
