package dev.sojourn.playground.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON body of a call of the control API; unknown fields are refused. */
final class Request {
    private final ObjectNode fields;
    private final Workspace workspace;

    private Request(ObjectNode fields, Workspace workspace) {
        this.fields = fields;
        this.workspace = workspace;
    }

    static Request read(RoutingContext context, Workspace workspace, Set<String> known) {
        ObjectMapper json = workspace.json();
        String body = context.body().asString();
        try {
            if (body == null || !(json.readTree(body) instanceof ObjectNode fields)) {
                throw Refused.wrong("a JSON object is needed");
            }
            fields.properties().forEach(field -> {
                if (!known.contains(field.getKey())) {
                    throw Refused.wrong("no such field: " + field.getKey() + "; known are " + known);
                }
            });
            return new Request(fields, workspace);
        } catch (JsonProcessingException wrong) {
            throw Refused.wrong(wrong.getOriginalMessage());
        }
    }

    Person user() {
        String id = text("user");
        return Person.byId(id).orElseThrow(() -> Refused.notFound("no user " + id));
    }

    /** A channel, or direct messages that this person has with the bot. */
    Channel channel() {
        String id = text("channel");
        Channel channel = workspace.channels().find(id).orElseThrow(() -> Refused.notFound("no channel " + id));
        if (channel.isDirect() && channel.person() != user()) {
            throw Refused.notFound("no channel " + id + " for " + user().handle());
        }
        return channel;
    }

    /** Where people can type: not in direct messages, which the manifest has made read-only for them. */
    Channel typable() {
        Channel channel = channel();
        if (channel.isDirect()) {
            throw Refused.wrong("sending messages to this app has been turned off; its buttons work");
        }
        return channel;
    }

    String text(String name) {
        String value = optional(name);
        if (value == null) {
            throw Refused.wrong(name + " is missing");
        }
        return value;
    }

    @Nullable
    String optional(String name) {
        return fields.hasNonNull(name) ? fields.path(name).asText() : null;
    }

    @Nullable
    JsonNode node(String name) {
        return fields.hasNonNull(name) ? fields.path(name) : null;
    }
}
