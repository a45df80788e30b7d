package dev.sojourn.slack;

import com.slack.api.methods.response.apps.manifest.AppsManifestExportResponse;
import com.slack.api.model.manifest.AppManifest;
import dev.sojourn.doctor.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the app in the workspace differs from {@code manifest.yml}. Slack tells that to an app configuration token only, and
 * such a token ends after twelve hours: without one this is said, and nothing else.
 *
 * @see <a href="https://docs.slack.dev/app-manifests/configuring-apps-with-app-manifests">App manifests</a>
 */
final class AppManifestLines {

    /** Those of {@code manifest.yml}; a test compares the two. */
    static final List<String> SCOPES = List.of(
            "commands",
            "chat:write",
            "files:write",
            "app_mentions:read",
            "usergroups:read",
            "im:write",
            "channels:history",
            "groups:history",
            "im:history");

    /** Those of {@code manifest.yml}; a test compares the two. */
    static final List<String> EVENTS = List.of("app_home_opened", "app_mention");

    private static final String SUBJECT = "app manifest";

    private final String command;
    private final Optional<String> configurationToken;

    AppManifestLines(String command, Optional<String> configurationToken) {
        this.command = command;
        this.configurationToken = configurationToken;
    }

    void add(Lines lines, SlackQuestions slack, String appToken) {
        String[] parts = appToken.split("-");
        if (configurationToken.isEmpty() || parts.length < 3) {
            lines.unchecked(
                    SUBJECT,
                    "Slack tells it to an app configuration token only: make one at https://api.slack.com/apps and set"
                            + " SLACK_CONFIG_TOKEN");
            return;
        }
        SlackQuestions.Answer<AppsManifestExportResponse> answer = slack.manifest(configurationToken.get(), parts[2]);
        if (answer.response().isEmpty()) {
            lines.unchecked(SUBJECT, "Slack does not tell it: " + answer.problem());
            return;
        }
        List<String> drift = drift(answer.response().get().getManifest());
        if (drift.isEmpty()) {
            lines.fine(SUBJECT, "as manifest.yml");
        } else {
            lines.wrong(
                    SUBJECT,
                    String.join("; ", drift),
                    "at https://api.slack.com/apps: App Manifest, paste manifest.yml, save, reinstall");
        }
    }

    private List<String> drift(@Nullable AppManifest manifest) {
        List<String> drift = new ArrayList<>();
        Optional<AppManifest> app = Optional.ofNullable(manifest);
        Optional<AppManifest.Settings> settings = app.map(AppManifest::getSettings);
        Optional<AppManifest.Features> features = app.map(AppManifest::getFeatures);
        List<String> commands = features.map(AppManifest.Features::getSlashCommands).orElse(List.of()).stream()
                .map(AppManifest.SlashCommand::getCommand)
                .toList();
        if (!commands.contains(command)) {
            drift.add("it has no command " + command + ", only " + String.join(", ", commands));
        }
        compare(
                "scope",
                SCOPES,
                app.map(AppManifest::getOauthConfig)
                        .map(AppManifest.OAuthConfig::getScopes)
                        .map(AppManifest.Scopes::getBot)
                        .orElse(List.of()),
                drift);
        compare(
                "event",
                EVENTS,
                settings.map(AppManifest.Settings::getEventSubscriptions)
                        .map(AppManifest.EventSubscriptions::getBotEvents)
                        .orElse(List.of()),
                drift);
        on(settings, AppManifest.Settings::getSocketModeEnabled, "Socket Mode is off", drift);
        on(
                settings.map(AppManifest.Settings::getInteractivity),
                AppManifest.Interactivity::getIsEnabled,
                "interactivity is off: buttons do nothing",
                drift);
        Optional<AppManifest.AppHome> home = features.map(AppManifest.Features::getAppHome);
        on(home, AppManifest.AppHome::getHomeTabEnabled, "the Home tab is off", drift);
        on(home, AppManifest.AppHome::getMessagesTabEnabled, "the Messages tab is off: no direct messages", drift);
        return drift;
    }

    private static void compare(String what, List<String> wanted, List<String> there, List<String> drift) {
        wanted.stream()
                .filter(one -> !there.contains(one))
                .forEach(one -> drift.add("the " + what + " " + one + " is missing"));
        there.stream()
                .filter(one -> !wanted.contains(one))
                .forEach(one -> drift.add("the " + what + " " + one + " is more than it needs"));
    }

    private static <T> void on(Optional<T> part, Function<T, @Nullable Boolean> flag, String off, List<String> drift) {
        if (!part.map(flag::apply).orElse(false)) {
            drift.add(off);
        }
    }
}
