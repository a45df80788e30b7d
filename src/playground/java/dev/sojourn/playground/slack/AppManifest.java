package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** {@code apps.manifest.export}: the app as it was made from {@code manifest.yml}. */
final class AppManifest {
    private static final List<String> EVENTS = List.of("app_home_opened", "app_mention");

    private AppManifest() {}

    static ObjectNode export(Call call) {
        if (!call.required("app_id").equals(Team.APP)) {
            throw new SlackError("app_not_found");
        }
        ObjectNode answer = call.ok();
        ObjectNode manifest = answer.putObject("manifest");
        manifest.putObject("display_information").put("name", "Sojourn");
        ObjectNode features = manifest.putObject("features");
        features.putObject("app_home")
                .put("home_tab_enabled", true)
                .put("messages_tab_enabled", true)
                .put("messages_tab_read_only_enabled", true);
        features.putObject("bot_user").put("display_name", Team.BOT_NAME).put("always_online", true);
        features.putArray("slash_commands")
                .addObject()
                .put("command", Team.COMMAND)
                .put("description", "Build a ref on a big machine, and bring the volume home")
                .put("should_escape", false);
        add(manifest.putObject("oauth_config").putObject("scopes").putArray("bot"), Team.BOT_SCOPES);
        ObjectNode settings = manifest.putObject("settings");
        add(settings.putObject("event_subscriptions").putArray("bot_events"), EVENTS);
        settings.putObject("interactivity").put("is_enabled", true);
        settings.put("org_deploy_enabled", false)
                .put("socket_mode_enabled", true)
                .put("token_rotation_enabled", false);
        return answer;
    }

    private static void add(ArrayNode array, List<String> words) {
        words.forEach(array::add);
    }
}
