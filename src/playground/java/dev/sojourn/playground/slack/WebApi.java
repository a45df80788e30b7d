package dev.sojourn.playground.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** {@code /api/*}: reads requests as Slack does and writes answers with its headers. */
final class WebApi {
    private final ObjectMapper json;
    private final Methods methods;
    private final Exchange exchange;

    WebApi(ObjectMapper json, Methods methods, Exchange exchange) {
        this.json = json;
        this.methods = methods;
        this.exchange = exchange;
    }

    void install(Router router) {
        router.route("/api/:method").blockingHandler(this::serve, false);
    }

    private void serve(RoutingContext context) {
        String name = context.pathParam("method");
        try {
            ObjectNode arguments = arguments(context, name);
            String secret = secret(context.request(), arguments, name);
            exchange.serve(
                    context,
                    name,
                    arguments,
                    () -> methods.answer(name, secret, arguments.deepCopy()),
                    answer -> write(context, name, answer));
        } catch (SlackError refused) {
            Answer answer = Answer.ok(refused.answer(json));
            exchange.serve(context, name, json.createObjectNode(), () -> answer, given -> write(context, name, given));
        }
    }

    private void write(RoutingContext context, String name, Answer answer) {
        context.response()
                .setStatusCode(answer.status())
                .putHeader("content-type", "application/json; charset=utf-8")
                .putHeader("x-slack-req-id", Ids.letters(32))
                .putHeader("x-oauth-scopes", String.join(",", Team.BOT_SCOPES));
        methods.find(name)
                .flatMap(method -> Optional.ofNullable(method.scope()))
                .ifPresent(scope -> context.response().putHeader("x-accepted-oauth-scopes", scope));
        if (answer.retryAfter() != null) {
            context.response().putHeader("retry-after", answer.retryAfter().toString());
        }
        context.response().end(answer.body().toString());
    }

    /** Of a JSON body where the method takes one; else of the form and the query. */
    private ObjectNode arguments(RoutingContext context, String name) {
        ObjectNode arguments = json.createObjectNode();
        String type = String.valueOf(context.request().getHeader("content-type"));
        context.queryParams().forEach(entry -> arguments.put(entry.getKey(), entry.getValue()));
        if (type.startsWith("application/json")) {
            boolean accepted = methods.find(name).map(Method::acceptsJson).orElse(false);
            return accepted ? body(context) : arguments;
        }
        context.request().formAttributes().forEach(entry -> arguments.put(entry.getKey(), entry.getValue()));
        boolean hasBody = context.body().length() > 0;
        if (hasBody
                && !type.startsWith("application/x-www-form-urlencoded")
                && !type.startsWith("multipart/form-data")) {
            throw new SlackError(type.equals("null") ? "missing_post_type" : "invalid_post_type");
        }
        return arguments;
    }

    private ObjectNode body(RoutingContext context) {
        try {
            String body = context.body().asString();
            if (body != null && json.readTree(body) instanceof ObjectNode arguments) {
                return arguments;
            }
        } catch (JsonProcessingException wrong) {
            throw new SlackError("invalid_json");
        }
        throw new SlackError("json_not_object");
    }

    /** The app-level token is taken from the header only. */
    private static String secret(HttpServerRequest request, ObjectNode arguments, String name) {
        String header = request.getHeader("authorization");
        boolean headerOnly = name.equals("apps.connections.open")
                || String.valueOf(request.getHeader("content-type")).startsWith("application/json");
        String argument = arguments.path("token").asText();
        arguments.remove("token");
        if (header != null && header.startsWith("Bearer ")) {
            return header.substring("Bearer ".length()).strip();
        }
        return headerOnly || request.query() != null && request.query().contains("token=") ? "" : argument;
    }
}
