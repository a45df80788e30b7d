package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What a thread does to its first message. */
final class Replies {
    private Replies() {}

    static void count(ObjectNode parent, ObjectNode reply) {
        ArrayNode users = parent.withArray("reply_users");
        boolean known = false;
        for (JsonNode user : users) {
            known |= user.equals(reply.path("user"));
        }
        if (!known) {
            users.add(reply.path("user"));
        }
        parent.put("thread_ts", parent.path("ts").asText())
                .put("reply_count", parent.path("reply_count").asInt() + 1)
                .put("reply_users_count", users.size())
                .put("latest_reply", reply.path("ts").asText());
    }

    static boolean isReply(ObjectNode message) {
        String ts = message.path("ts").asText();
        return !message.path("thread_ts").asText(ts).equals(ts);
    }

    /** Throws what Slack says of a thread that cannot be. */
    static void refuseUnlessParent(Optional<ObjectNode> message) {
        ObjectNode parent = message.orElseThrow(() -> new SlackError("thread_not_found"));
        if (isReply(parent)) {
            throw new SlackError("cannot_reply_to_message");
        }
    }

    /** As {@link #refuseUnlessParent}; an empty timestamp is no thread. */
    static void refuseUnknown(Workspace workspace, Channel channel, String thread) {
        if (!thread.isEmpty()) {
            refuseUnlessParent(workspace.messages().find(channel.id(), thread));
        }
    }

    /** What stays of a deleted message that has replies. */
    static void bury(ObjectNode parent) {
        parent.remove(List.of("blocks", "metadata", "files", "bot_id", "app_id", "bot_profile"));
        parent.put("subtype", "tombstone")
                .put("text", "This message was deleted.")
                .put("user", Team.SLACKBOT)
                .put("hidden", true);
    }
}
