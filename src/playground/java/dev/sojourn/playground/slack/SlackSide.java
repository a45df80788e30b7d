package dev.sojourn.playground.slack;

import dev.sojourn.playground.Kernel;
import dev.sojourn.playground.Side;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The local Slack: one workspace with one app in it, over the Web API and Socket Mode. */
public final class SlackSide implements Side {
    private final Kernel kernel;
    private final Workspace workspace;
    private final Sockets sockets;

    /** Nothing is read or opened before {@link #start}. */
    public SlackSide(Kernel kernel) {
        this.kernel = kernel;
        this.workspace = Workspace.in(kernel);
        this.sockets = new Sockets(kernel);
    }

    @Override
    public void install(Router router) {
        Exchange exchange = new Exchange(kernel);
        new WebApi(kernel.json(), new Methods(workspace, sockets), exchange).install(router);
        new UploadAddress(workspace, exchange).install(router);
        new Responses(workspace, exchange).install(router);
        new ControlApi(workspace, sockets, new Deliveries(kernel, sockets)).install(router);
        sockets.install(router);
    }

    @Override
    public void start() throws IOException {
        workspace.open();
    }

    @Override
    public void stop() {
        sockets.closeAll();
        try {
            workspace.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("SOJOURN_SLACK_API_URL", kernel.baseUrl().get() + "/api/");
        lines.put("SLACK_BOT_TOKEN", Team.BOT_TOKEN);
        lines.put("SLACK_APP_TOKEN", Team.APP_TOKEN);
        lines.put("SLACK_CONFIG_TOKEN", Team.CONFIGURATION_TOKEN);
        return lines;
    }
}
