package dev.sojourn.playground.slack;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The tokens of an app with Socket Mode, and the one that may read its manifest. */
enum Token {
    BOT(Team.BOT_TOKEN, Team.BOT_SCOPES),
    APP(Team.APP_TOKEN, Team.APP_SCOPES),
    CONFIGURATION(Team.CONFIGURATION_TOKEN, List.of());

    private final String secret;
    private final List<String> scopes;

    Token(String secret, List<String> scopes) {
        this.secret = secret;
        this.scopes = scopes;
    }

    static Optional<Token> of(String secret) {
        return Arrays.stream(values())
                .filter(token -> secret.equals(token.secret))
                .findFirst();
    }

    List<String> scopes() {
        return scopes;
    }
}
