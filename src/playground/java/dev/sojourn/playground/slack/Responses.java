package dev.sojourn.playground.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sojourn.playground.slack.ResponseUrls.ResponseUrl;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** {@code /response/*}: what a bot says later to the one who acted. */
final class Responses {
    private static final Set<String> FIELDS = Set.of(
            "text",
            "blocks",
            "attachments",
            "response_type",
            "replace_original",
            "delete_original",
            "thread_ts",
            "metadata",
            "mrkdwn",
            "link_names",
            "parse",
            "unfurl_links",
            "unfurl_media");

    private final Workspace workspace;
    private final Exchange exchange;

    Responses(Workspace workspace, Exchange exchange) {
        this.workspace = workspace;
        this.exchange = exchange;
    }

    void install(Router router) {
        router.post("/response/:team/:secret").blockingHandler(this::serve, false);
    }

    private void serve(RoutingContext context) {
        ObjectNode said = read(context);
        exchange.serve(
                context,
                "response_url",
                said,
                () -> answer(context.pathParam("secret"), said),
                answer -> write(context, answer));
    }

    private static void write(RoutingContext context, Answer answer) {
        context.response()
                .setStatusCode(answer.status())
                .putHeader("content-type", answer.body().isTextual() ? "text/html" : "application/json; charset=utf-8")
                .end(
                        answer.body().isTextual()
                                ? answer.body().asText()
                                : answer.body().toString());
    }

    /** An empty object where it cannot be read: there is then nothing to say. */
    private ObjectNode read(RoutingContext context) {
        ObjectMapper json = workspace.json();
        String body = context.body().asString();
        try {
            return body != null && json.readTree(body) instanceof ObjectNode said ? said : json.createObjectNode();
        } catch (JsonProcessingException wrong) {
            return json.createObjectNode();
        }
    }

    private Answer answer(String secret, ObjectNode said) {
        try {
            apply(workspace.responseUrls().use(secret), said);
            return Answer.ok(TextNode.valueOf("ok"));
        } catch (SlackError refused) {
            boolean gone =
                    refused.code().equals("expired_url") || refused.code().equals("used_url");
            return new Answer(gone ? 404 : 400, refused.answer(workspace.json()), null);
        }
    }

    private void apply(ResponseUrl address, ObjectNode said) {
        said.properties().forEach(field -> {
            if (!FIELDS.contains(field.getKey())) {
                throw new SlackError("invalid_payload");
            }
        });
        String original = address.ts();
        if (original != null && said.path("delete_original").asBoolean()) {
            if (!workspace.messages().has(address.channel(), original)) {
                throw new SlackError("message_not_found");
            }
            workspace.messages().delete(address.channel(), original);
        } else if (original != null && said.path("replace_original").asBoolean()) {
            replace(address.channel(), original, said);
        } else {
            Said.post(workspace, address.person(), address.channel(), said, null);
        }
    }

    private void replace(String channel, String ts, ObjectNode said) {
        Draft draft = Draft.read(said, workspace.json(), Draft.LONGEST_UPDATE).needed();
        workspace
                .messages()
                .change(channel, ts, message -> {
                    draft.into(message);
                    message.putObject("edited").put("user", Team.BOT_USER).put("ts", Ids.timestamp());
                })
                .orElseThrow(() -> new SlackError("message_not_found"));
    }
}
