package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What a bot says outside the Web API: with an acknowledgement, or to a response_url. */
final class Said {
    private Said() {}

    /** Whether there is anything to show. */
    static boolean isMessage(JsonNode said) {
        return said.hasNonNull("text") || said.hasNonNull("blocks");
    }

    /** Posts it for the person alone or, where it says {@code in_channel}, for all; throws {@link SlackError}. */
    static ObjectNode post(Workspace workspace, Person person, String channel, JsonNode said, @Nullable String thread) {
        ObjectNode message = Bot.message(workspace.json());
        Draft.read(said, workspace.json(), Draft.LONGEST_POST).needed().into(message);
        switch (said.path("response_type").asText("ephemeral")) {
            case "ephemeral" -> message.put("ephemeral_to", person.id());
            case "in_channel" -> {}
            default -> throw new SlackError("invalid_payload");
        }
        String wanted = said.path("thread_ts").asText(thread == null ? "" : thread);
        if (!wanted.isEmpty()) {
            Replies.refuseUnlessParent(workspace.messages().find(channel, wanted));
            message.put("thread_ts", wanted);
        }
        return workspace.messages().post(channel, message);
    }
}
