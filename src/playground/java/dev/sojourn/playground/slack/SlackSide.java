package dev.sojourn.playground.slack;

import dev.sojourn.playground.Kernel;
import dev.sojourn.playground.Side;
import io.vertx.ext.web.Router;
import java.util.Map;

/** The local Slack. */
public final class SlackSide implements Side {
    private final Kernel kernel;

    /** Nothing runs yet. */
    public SlackSide(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public void install(Router router) {}

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public Map<String, String> environment() {
        return Map.of("SOJOURN_SLACK_API_URL", kernel.baseUrl().get() + "/api/");
    }
}
