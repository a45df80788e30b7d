package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** All methods of the Web API that the playground has, behind what Slack checks before each. */
final class Methods {
    private final Workspace workspace;
    private final RateLimits limits = new RateLimits();
    private final Map<String, Method> methods = new HashMap<>();

    Methods(Workspace workspace, Sockets sockets) {
        this.workspace = workspace;
        Method openConnection = new Method(
                "apps.connections.open",
                Set.of(Token.APP),
                "connections:write",
                true,
                RateLimit.TIER_1,
                Set.of(),
                call -> call.ok().put("url", sockets.issueUrl()));
        Method test = new Method(
                "api.test", Set.of(Token.BOT, Token.APP), null, true, RateLimit.UNLIMITED, Set.of(), Call::ok);
        Method manifest = new Method(
                "apps.manifest.export",
                Set.of(Token.CONFIGURATION),
                null,
                true,
                RateLimit.TIER_3,
                Set.of("app_id"),
                AppManifest::export);
        Stream.of(
                        List.of(openConnection, test, manifest),
                        new ChatMethods(workspace).all(),
                        new ConversationMethods(workspace).all(),
                        new HistoryMethods(workspace).all(),
                        new UserMethods(workspace).all(),
                        new ViewMethods(workspace).all(),
                        new FileMethods(workspace).all(),
                        new ReactionMethods(workspace).all(),
                        new BlockMethods().all())
                .flatMap(List::stream)
                .forEach(method -> methods.put(method.name(), method));
    }

    Optional<Method> find(String name) {
        return Optional.ofNullable(methods.get(name));
    }

    /** Token, scope, rate and names of arguments first, then the method. */
    Answer answer(String name, String secret, ObjectNode arguments) {
        try {
            Method method = find(name).orElseThrow(() -> new SlackError("unknown_method"));
            Token token = token(method, secret);
            OptionalInt wait = refused(method, arguments);
            if (wait.isPresent()) {
                return Interference.throttled(workspace.json(), wait.getAsInt());
            }
            for (String argument :
                    arguments.properties().stream().map(Map.Entry::getKey).toList()) {
                if (!method.arguments().contains(argument)) {
                    throw SlackError.argument("unsupported argument: " + argument);
                }
            }
            return Answer.ok(method.body().apply(new Call(token, arguments, workspace.json())));
        } catch (SlackError refused) {
            return Answer.ok(refused.answer(workspace.json()));
        }
    }

    private static Token token(Method method, String secret) {
        if (secret.isEmpty()) {
            throw new SlackError("not_authed");
        }
        Token token = Token.of(secret).orElseThrow(() -> new SlackError("invalid_auth"));
        if (!method.tokens().contains(token)) {
            throw new SlackError("not_allowed_token_type");
        }
        if (method.scope() != null && !token.scopes().contains(method.scope())) {
            throw SlackError.missingScope(method.scope());
        }
        return token;
    }

    private OptionalInt refused(Method method, ObjectNode arguments) {
        if (method.limit() != RateLimit.POSTING) {
            return limits.refuses(method.name(), method.limit());
        }
        String given = arguments.path("channel").asText();
        String place = Person.byId(given).map(Channels::directId).orElse(given);
        OptionalInt channel = limits.refuses(method.name() + " " + place, RateLimit.POSTING);
        return channel.isPresent() ? channel : limits.refuses(method.name(), RateLimit.ALL_POSTING);
    }
}
