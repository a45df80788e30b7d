package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Reading messages back. */
final class HistoryMethods {
    private final Workspace workspace;

    HistoryMethods(Workspace workspace) {
        this.workspace = workspace;
    }

    List<Method> all() {
        return List.of(
                Method.form(
                        "conversations.history",
                        null,
                        RateLimit.TIER_3,
                        Set.of("channel", "cursor", "limit", "oldest", "latest", "inclusive", "include_all_metadata"),
                        this::history),
                Method.form(
                        "conversations.replies",
                        null,
                        RateLimit.TIER_3,
                        Set.of(
                                "channel",
                                "ts",
                                "cursor",
                                "limit",
                                "oldest",
                                "latest",
                                "inclusive",
                                "include_all_metadata"),
                        this::replies));
    }

    /** Newest first, without replies that were not broadcast. */
    private ObjectNode history(Call call) {
        Channel channel = readable(call);
        List<ObjectNode> found = select(
                call,
                channel,
                message -> !Replies.isReply(message)
                        || message.path("subtype").asText().equals("thread_broadcast"));
        Collections.reverse(found);
        Page page = Page.of(found, call, 100, 999);
        return page.into(call.ok(), "messages").put("has_more", !page.isLast()).put("pin_count", 0);
    }

    /** The parent and its replies, oldest first. */
    private ObjectNode replies(Call call) {
        Channel channel = readable(call);
        String ts = call.required("ts");
        if (workspace.messages().find(channel.id(), ts).isEmpty()) {
            throw new SlackError("thread_not_found");
        }
        List<ObjectNode> found = select(
                call,
                channel,
                message -> message.path("ts").asText().equals(ts)
                        || message.path("thread_ts").asText().equals(ts));
        Page page = Page.of(found, call, 1000, 1000);
        return page.into(call.ok(), "messages").put("has_more", !page.isLast());
    }

    /** Which scope is needed depends on the kind of conversation. */
    private Channel readable(Call call) {
        Channel channel = workspace.channel(call.required("channel"));
        String scope = channel.isDirect() ? "im:history" : "channels:history";
        if (!call.token().scopes().contains(scope)) {
            throw SlackError.missingScope(scope);
        }
        return workspace.joined(channel.id());
    }

    private List<ObjectNode> select(Call call, Channel channel, Predicate<ObjectNode> wanted) {
        boolean metadata = call.flag("include_all_metadata");
        boolean inclusive = call.flag("inclusive");
        String oldest = bound(call, "oldest");
        String latest = bound(call, "latest");
        List<ObjectNode> found = new ArrayList<>();
        for (ObjectNode message : workspace.messages().all(channel.id())) {
            String ts = message.path("ts").asText();
            boolean within = isBetween(oldest, ts, inclusive) && isBetween(ts, latest, inclusive);
            if (within && !message.has("ephemeral_to") && wanted.test(message)) {
                found.add(metadata ? message : message.deepCopy().without("metadata"));
            }
        }
        return found;
    }

    private static String bound(Call call, String name) {
        String text = call.text(name);
        if (text.isEmpty() || text.equals("0") || text.equals("now")) {
            return "";
        }
        if (!text.matches("\\d{1,10}(\\.\\d{1,6})?")) {
            throw new SlackError(name.equals("oldest") ? "invalid_ts_oldest" : "invalid_ts_latest");
        }
        return Ids.isTimestamp(text) ? text : String.format("%.6f", Double.parseDouble(text));
    }

    /** An empty bound is none. Timestamps have one length, so their order is that of texts. */
    private static boolean isBetween(String earlier, String later, boolean inclusive) {
        if (earlier.isEmpty() || later.isEmpty()) {
            return true;
        }
        int order = earlier.compareTo(later);
        return inclusive ? order <= 0 : order < 0;
    }
}
