package dev.sojourn.playground.slack;

import java.util.List;
import java.util.Optional;

/** The two kinds of token of an app with Socket Mode. */
enum Token {
    BOT(Team.BOT_TOKEN, Team.BOT_SCOPES),
    APP(Team.APP_TOKEN, Team.APP_SCOPES);

    private final String secret;
    private final List<String> scopes;

    Token(String secret, List<String> scopes) {
        this.secret = secret;
        this.scopes = scopes;
    }

    static Optional<Token> of(String secret) {
        if (secret.equals(BOT.secret)) {
            return Optional.of(BOT);
        }
        return secret.equals(APP.secret) ? Optional.of(APP) : Optional.empty();
    }

    List<String> scopes() {
        return scopes;
    }
}
