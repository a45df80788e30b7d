package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** {@code reactions.*}. */
final class ReactionMethods {
    private final Workspace workspace;

    ReactionMethods(Workspace workspace) {
        this.workspace = workspace;
    }

    List<Method> all() {
        Set<String> arguments = Set.of("channel", "name", "timestamp");
        return List.of(
                Method.json("reactions.add", "reactions:write", RateLimit.TIER_3, arguments, this::add),
                Method.json("reactions.remove", "reactions:write", RateLimit.TIER_2, arguments, this::remove));
    }

    private ObjectNode add(Call call) {
        String name = name(call);
        change(call, message -> {
            ArrayNode reactions = message.withArray("reactions");
            if (index(reactions, name) >= 0) {
                throw new SlackError("already_reacted");
            }
            ObjectNode reaction = reactions.addObject().put("name", name).put("count", 1);
            reaction.putArray("users").add(Team.BOT_USER);
        });
        return call.ok();
    }

    private ObjectNode remove(Call call) {
        String name = name(call);
        change(call, message -> {
            int index = index(message.withArray("reactions"), name);
            if (index < 0) {
                throw new SlackError("no_reaction");
            }
            message.withArray("reactions").remove(index);
        });
        return call.ok();
    }

    private void change(Call call, Consumer<ObjectNode> change) {
        Channel channel = workspace.joined(call.required("channel"));
        String ts = call.required("timestamp");
        if (!Ids.isTimestamp(ts)) {
            throw new SlackError("bad_timestamp");
        }
        workspace.messages().find(channel.id(), ts).orElseThrow(() -> new SlackError("message_not_found"));
        workspace.messages().change(channel.id(), ts, change);
    }

    private static String name(Call call) {
        String name = call.required("name");
        if (!name.matches("[a-z0-9_+'-]+(::skin-tone-[2-6])?")) {
            throw new SlackError("invalid_name");
        }
        return name;
    }

    private static int index(ArrayNode reactions, String name) {
        int index = 0;
        for (JsonNode reaction : reactions) {
            if (reaction.path("name").asText().equals(name)) {
                return index;
            }
            index++;
        }
        return -1;
    }
}
