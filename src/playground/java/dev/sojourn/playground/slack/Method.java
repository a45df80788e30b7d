package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A method of the Web API.
 *
 * @param scope that the token needs; null for none
 * @param acceptsJson whether arguments may come as JSON; else only as a form
 * @param arguments the names that it knows
 */
record Method(
        String name,
        Set<Token> tokens,
        @Nullable String scope,
        boolean acceptsJson,
        RateLimit limit,
        Set<String> arguments,
        Function<Call, ObjectNode> body) {
    /** A method of the bot token that takes forms only. */
    static Method form(
            String name,
            @Nullable String scope,
            RateLimit limit,
            Set<String> arguments,
            Function<Call, ObjectNode> body) {
        return new Method(name, Set.of(Token.BOT), scope, false, limit, arguments, body);
    }

    /** A method of the bot token that takes forms and JSON. */
    static Method json(
            String name,
            @Nullable String scope,
            RateLimit limit,
            Set<String> arguments,
            Function<Call, ObjectNode> body) {
        return new Method(name, Set.of(Token.BOT), scope, true, limit, arguments, body);
    }
}
