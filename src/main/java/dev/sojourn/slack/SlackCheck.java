package dev.sojourn.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.response.apps.connections.AppsConnectionsOpenResponse;
import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.methods.response.usergroups.users.UsergroupsUsersListResponse;
import dev.sojourn.doctor.Check;
import dev.sojourn.doctor.Finding;
import dev.sojourn.doctor.Line;
import dev.sojourn.doctor.Lines;
import dev.sojourn.slack.workspace.ConnectionState;
import dev.sojourn.slack.workspace.SlackSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Slack answers, knows the app, lets it do what it has to, and has it in its channels. Nothing is posted. */
public final class SlackCheck implements Check {

    private static final Logger LOG = LoggerFactory.getLogger(SlackCheck.class);
    private static final String REINSTALL =
            "at https://api.slack.com/apps: App Manifest, paste manifest.yml, save, Install App > Reinstall";

    private final SlackSettings settings;
    private final Collection<String> channels;
    private final List<String> groups;
    private final Optional<String> configurationToken;
    private final Supplier<Optional<ConnectionState>> connection;

    /**
     * @param channels in which builds may be asked for
     * @param groups that lists of people name
     * @param configurationToken {@code xoxe.xoxp-…}, which alone may read an app's manifest
     * @param connection that of a bot which runs in this process
     */
    public SlackCheck(
            SlackSettings settings,
            Collection<String> channels,
            Collection<String> groups,
            Optional<String> configurationToken,
            Supplier<Optional<ConnectionState>> connection) {
        this.settings = settings;
        this.channels = channels.stream().sorted().toList();
        this.groups = groups.stream().sorted().toList();
        this.configurationToken = configurationToken;
        this.connection = connection;
    }

    @Override
    public List<Line> look() {
        if (!settings.problems().isEmpty()) {
            return new Lines("Slack")
                    .wrong("settings", String.join("; ", settings.problems()), "set them where the bot starts")
                    .all();
        }
        SlackConfig config = SlackBot.config(settings);
        Slack slack = Slack.getInstance(config, SlackBot.client(config));
        List<Line> lines = look(new SlackQuestions(slack));
        close(slack, config);
        return lines;
    }

    /** Slack's SDK throws what it likes on closing; what was found stays found. */
    private static void close(Slack slack, SlackConfig config) {
        try {
            slack.close();
            config.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception notClosed) {
            LOG.warn("The doctor's connection to Slack did not end cleanly", notClosed);
        }
    }

    private List<Line> look(SlackQuestions slack) {
        Lines lines = new Lines("Slack");
        SlackQuestions.Answer<AuthTestResponse> bot = slack.botTest(settings.botToken());
        token(lines, bot);
        lines.add("scopes", scopes(bot));
        appToken(lines, slack);
        new AppManifestLines(settings.commandName(), configurationToken).add(lines, slack, settings.appToken());
        channels.forEach(channel -> channel(lines, channel, slack.history(settings.botToken(), channel)));
        groups.forEach(group -> group(lines, group, slack.members(settings.botToken(), group)));
        return lines.all();
    }

    /** An unknown group has nobody in it: a list that names no other has nobody either. */
    private static void group(Lines lines, String group, SlackQuestions.Answer<UsergroupsUsersListResponse> members) {
        String subject = "user group " + group;
        if (members.response().isPresent()) {
            lines.fine(subject, members.response().get().getUsers().size() + " people");
        } else if (members.isRefusal() && !members.isLimit()) {
            lines.wrong(
                    subject,
                    "Slack says " + members.problem() + ": nobody has the rights that are given to it",
                    "correct its id under policy:, profiles: or volumes: (People > User groups > Copy group ID)");
        } else {
            lines.unchecked(subject, "Slack does not say: " + members.problem());
        }
    }

    private void token(Lines lines, SlackQuestions.Answer<AuthTestResponse> bot) {
        if (bot.response().isPresent()) {
            AuthTestResponse who = bot.response().get();
            lines.fine("bot token", "workspace " + who.getTeam() + ", as " + who.getUser());
        } else if (bot.isRefusal()) {
            lines.wrong(
                    "bot token",
                    "Slack says " + bot.problem(),
                    "at https://api.slack.com/apps: OAuth & Permissions, copy the Bot User OAuth Token into"
                            + " SLACK_BOT_TOKEN");
        } else {
            lines.wrong(
                    "bot token",
                    "Slack does not answer: " + bot.problem(),
                    "curl -sS https://slack.com/api/api.test must answer; open port 443, also for wss");
        }
    }

    private static Finding scopes(SlackQuestions.Answer<AuthTestResponse> bot) {
        Optional<List<String>> granted = bot.response()
                .map(AuthTestResponse::getHttpResponseHeaders)
                .map(headers -> headers.get("x-oauth-scopes"))
                .map(values -> Arrays.asList(String.join(",", values).split(" *, *")));
        if (granted.isEmpty()) {
            return new Finding.Unchecked("Slack did not say which it has");
        }
        List<String> missing = new ArrayList<>(AppManifestLines.SCOPES);
        missing.removeAll(granted.get());
        return missing.isEmpty()
                ? new Finding.Fine("all " + AppManifestLines.SCOPES.size() + " of manifest.yml")
                : new Finding.Wrong("missing: " + String.join(", ", missing), REINSTALL);
    }

    private void appToken(Lines lines, SlackQuestions slack) {
        Optional<ConnectionState> open = connection.get().filter(ConnectionState::isConnected);
        if (open.isPresent()) {
            lines.fine(
                    "app token",
                    "connected since " + open.get().connectedSince().orElseThrow());
            return;
        }
        SlackQuestions.Answer<AppsConnectionsOpenResponse> opened = slack.open(settings.appToken());
        if (opened.response().isPresent()) {
            lines.fine("app token", "Slack offers a connection");
        } else if (opened.isRefusal() && !opened.isLimit()) {
            lines.wrong(
                    "app token",
                    "Slack says " + opened.problem(),
                    "at https://api.slack.com/apps: Basic Information > App-Level Tokens, one with connections:write, into"
                            + " SLACK_APP_TOKEN; and Socket Mode switched on");
        } else {
            lines.unchecked("app token", "Slack does not say: " + opened.problem());
        }
    }

    private void channel(Lines lines, String channel, SlackQuestions.Answer<ConversationsHistoryResponse> history) {
        String subject = "channel " + channel;
        if (history.response().isPresent()) {
            lines.fine(subject, "the bot is in it");
            return;
        }
        switch (history.problem().replaceFirst(",.*", "")) {
            case "not_in_channel" ->
                lines.wrong(
                        subject,
                        "the bot is not in it: no card could be posted",
                        "in that channel: /invite @" + settings.botName());
            case "channel_not_found" ->
                lines.wrong(
                        subject,
                        "Slack knows no such channel, or it is private and the bot is not in it",
                        "correct policy: channels (channel details, at the bottom), or in it: /invite @"
                                + settings.botName());
            default -> lines.unchecked(subject, "Slack does not say: " + history.problem());
        }
    }
}
