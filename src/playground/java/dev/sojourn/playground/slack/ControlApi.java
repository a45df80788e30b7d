package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /playground/*}: people's hands and eyes, for the page, scripts and tests. */
final class ControlApi {
    private final Workspace workspace;
    private final Sockets sockets;
    private final Commands commands;
    private final Clicks clicks;
    private final Submissions submissions;
    private final Shortcuts shortcuts;
    private final Visits visits;
    private final Sights sights;

    ControlApi(Workspace workspace, Sockets sockets, Deliveries deliveries) {
        this.workspace = workspace;
        this.sockets = sockets;
        this.commands = new Commands(workspace, deliveries);
        this.clicks = new Clicks(workspace, deliveries);
        this.submissions = new Submissions(workspace, deliveries);
        this.shortcuts = new Shortcuts(workspace, deliveries);
        this.visits =
                new Visits(workspace, new Events(deliveries, workspace.kernel().timer()));
        this.sights = new Sights(workspace);
    }

    void install(Router router) {
        post(router, "/playground/commands", Set.of("user", "channel", "command", "text", "connection"), this::command);
        post(
                router,
                "/playground/mentions",
                Set.of("user", "channel", "thread_ts", "text"),
                request -> visits.mention(
                        request.user(), request.typable(), request.optional("thread_ts"), request.text("text")));
        post(
                router,
                "/playground/actions",
                Set.of("user", "channel", "message_ts", "view_id", "action_id", "value", "connection"),
                this::action);
        post(router, "/playground/views", Set.of("user", "view_id", "values", "action", "connection"), this::view);
        post(
                router,
                "/playground/shortcuts",
                Set.of("user", "callback_id", "connection"),
                request -> shortcuts.choose(request.user(), request.text("callback_id"), connection(request)));
        post(router, "/playground/home", Set.of("user"), request -> visits.home(request.user()));
        get(router, "/playground/messages", sights::messages);
        get(router, "/playground/views", sights::views);
        get(router, "/playground/users", context -> sights.users());
        get(router, "/playground/channels", context -> sights.channels());
        get(router, "/playground/connections", context -> connections());
        router.get("/playground/files/:id").handler(sights::file);
        router.get("/archives/:channel/:message").handler(sights::permalink);
    }

    private ObjectNode command(Request request) {
        String text = request.optional("text");
        return commands.type(
                request.user(),
                request.typable(),
                request.text("command"),
                text == null ? "" : text,
                connection(request));
    }

    private ObjectNode action(Request request) {
        String view = request.optional("view_id");
        String action = request.text("action_id");
        JsonNode value = request.node("value");
        return view != null
                ? clicks.inView(request.user(), view, action, value, connection(request))
                : clicks.inMessage(
                        request.user(),
                        request.channel(),
                        request.text("message_ts"),
                        action,
                        value,
                        connection(request));
    }

    private ObjectNode view(Request request) {
        String view = request.text("view_id");
        JsonNode values = request.node("values");
        return switch (request.text("action")) {
            case "submit" ->
                submissions.submit(
                        request.user(),
                        view,
                        values == null ? workspace.json().createObjectNode() : values,
                        connection(request));
            case "close" -> submissions.close(request.user(), view, connection(request));
            default -> throw Refused.wrong("action is submit or close");
        };
    }

    private @Nullable String connection(Request request) {
        String id = request.optional("connection");
        if (id != null && !sockets.isOpen(id)) {
            throw Refused.notFound("no open connection " + id);
        }
        return id;
    }

    private ArrayNode connections() {
        ArrayNode shown = workspace.json().createArrayNode();
        sockets.shown().forEach(shown::add);
        return shown;
    }

    private void post(Router router, String path, Set<String> known, Function<Request, ObjectNode> body) {
        router.post(path)
                .blockingHandler(
                        context -> answer(context, () -> body.apply(Request.read(context, workspace, known))), false);
    }

    private void get(Router router, String path, Function<RoutingContext, JsonNode> body) {
        router.get(path).blockingHandler(context -> answer(context, () -> body.apply(context)), false);
    }

    private void answer(RoutingContext context, Supplier<JsonNode> body) {
        JsonNode answer;
        try {
            answer = body.get();
        } catch (Refused refused) {
            context.response().setStatusCode(refused.status());
            answer = workspace.json().createObjectNode().put("error", refused.getMessage());
        }
        context.response().putHeader("content-type", "application/json").end(answer.toString());
    }
}
