package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How the app appears in messages and lists. */
final class Bot {
    private Bot() {}

    /** An empty message of the bot's. */
    static ObjectNode message(ObjectMapper json) {
        ObjectNode message = json.createObjectNode()
                .put("type", "message")
                .put("user", Team.BOT_USER)
                .put("bot_id", Team.BOT)
                .put("app_id", Team.APP)
                .put("team", Team.ID)
                .put("text", "");
        message.set("bot_profile", profile(json));
        return message;
    }

    /** A message of Slack's own to one person. */
    static ObjectNode notice(ObjectMapper json, Person person, String text) {
        return json.createObjectNode()
                .put("type", "message")
                .put("subtype", "bot_message")
                .put("user", Team.SLACKBOT)
                .put("text", text)
                .put("ephemeral_to", person.id());
    }

    static ObjectNode user(ObjectMapper json) {
        ObjectNode user = json.createObjectNode()
                .put("id", Team.BOT_USER)
                .put("team_id", Team.ID)
                .put("name", Team.BOT_NAME)
                .put("real_name", "Sojourn")
                .put("deleted", false)
                .put("is_bot", true)
                .put("is_app_user", false);
        user.putObject("profile")
                .put("real_name", "Sojourn")
                .put("display_name", Team.BOT_NAME)
                .put("api_app_id", Team.APP)
                .put("bot_id", Team.BOT);
        return user;
    }

    static ObjectNode user(ObjectMapper json, Person person) {
        ObjectNode user = json.createObjectNode()
                .put("id", person.id())
                .put("team_id", Team.ID)
                .put("name", person.handle())
                .put("real_name", person.fullName())
                .put("deleted", false)
                .put("tz", "Etc/UTC")
                .put("tz_label", "Coordinated Universal Time")
                .put("tz_offset", 0)
                .put("is_admin", false)
                .put("is_owner", false)
                .put("is_restricted", false)
                .put("is_ultra_restricted", false)
                .put("is_bot", false)
                .put("is_app_user", false)
                .put("updated", 0);
        user.putObject("profile")
                .put("real_name", person.fullName())
                .put("display_name", person.handle())
                .put("team", Team.ID);
        return user;
    }

    private static ObjectNode profile(ObjectMapper json) {
        ObjectNode profile = json.createObjectNode()
                .put("id", Team.BOT)
                .put("app_id", Team.APP)
                .put("user_id", Team.BOT_USER)
                .put("name", Team.BOT_NAME)
                .put("deleted", false)
                .put("updated", 0)
                .put("team_id", Team.ID);
        profile.putObject("icons");
        return profile;
    }
}
