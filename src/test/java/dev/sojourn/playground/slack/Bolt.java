package dev.sojourn.playground.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.socket_mode.SocketModeApp;
import com.slack.api.methods.MethodsClient;
import com.slack.api.socket_mode.SocketModeClient;

/** The real Bolt, pointed at a local Slack. */
final class Bolt {
    private final SlackConfig config = new SlackConfig();
    private final Slack slack;
    private final App app;
    private final String botToken;
    private final SocketModeApp connection;

    Bolt(LocalSlack local) throws Exception {
        config.setMethodsEndpointUrlPrefix(local.variable("SOJOURN_SLACK_API_URL"));
        config.setProxyUrl(null);
        slack = Slack.getInstance(config);
        botToken = local.variable("SLACK_BOT_TOKEN");
        app = new App(AppConfig.builder()
                .slack(slack)
                .singleTeamBotToken(botToken)
                .authTestCacheEnabled(true)
                .build());
        connection = new SocketModeApp(local.variable("SLACK_APP_TOKEN"), app, SocketModeClient.Backend.Tyrus, 4);
    }

    App app() {
        return app;
    }

    MethodsClient methods() {
        return slack.methods(botToken);
    }

    void connect() throws Exception {
        connection.startAsync();
    }

    public void close() throws Exception {
        connection.getClient().setAutoReconnectEnabled(false);
        connection.stop();
        connection.close();
        app.executorService().shutdown();
        config.close();
        slack.close();
    }
}
