package dev.sojourn.web;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who may look. Without a token: whoever is on this machine, and nobody else. With one: whoever brings it, or a pass that was
 * signed with it.
 */
final class Access {

    static final Duration SESSION = Duration.ofHours(12);

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final WebSettings settings;
    private final Optional<Passes> passes;

    Access(WebSettings settings) {
        this.settings = settings;
        this.passes = settings.token().map(Passes::new);
    }

    /**
     * What a request brings. Each may be empty.
     *
     * @param host the name that the browser asked for, without a port
     */
    record Brought(String host, String authorization, String cookie, String pass) {}

    /** An answer to a request. */
    sealed interface Verdict {

        record Allowed() implements Verdict {}

        /** Come in: a pass for the browser to keep, and for how long. */
        record Welcome(String pass, Duration lasts) implements Verdict {}

        /** Says who you are first. */
        record Unknown(String words) implements Verdict {}

        record Closed(String words) implements Verdict {}
    }

    Verdict of(Brought brought, Instant now) {
        if (passes.isEmpty()) {
            return withoutToken(brought);
        }
        if (brought.authorization().startsWith("Bearer ")
                && isToken(brought.authorization().substring("Bearer ".length()))) {
            return new Verdict.Allowed();
        }
        if (!brought.pass().isEmpty()) {
            return passes.get()
                    .good(brought.pass(), now)
                    .<Verdict>map(lasts -> new Verdict.Welcome(brought.pass(), lasts))
                    .orElseGet(() -> new Verdict.Unknown(
                            "This link has expired. Ask for a new one in Slack, or bring the token."));
        }
        if (!brought.cookie().isEmpty()
                && passes.get().good(brought.cookie(), now).isPresent()) {
            return new Verdict.Allowed();
        }
        return new Verdict.Unknown("");
    }

    /** A page of another site that has this machine's address for its own name must not read these. */
    private Verdict withoutToken(Brought brought) {
        if (!settings.loopback()) {
            return new Verdict.Closed("These pages are open to other machines only with a token: set web.token.");
        }
        return THIS_MACHINE.contains(brought.host().toLowerCase(Locale.ROOT))
                ? new Verdict.Allowed()
                : new Verdict.Closed(
                        "These pages are for this machine alone: open them at 127.0.0.1, or set web.token.");
    }

    /** Whoever types the token gets a pass in place of it: the token itself is kept nowhere. */
    Optional<Verdict.Welcome> enter(String typed, Instant now) {
        return passes.filter(one -> isToken(typed))
                .map(one -> new Verdict.Welcome(one.until(now.plus(SESSION)), SESSION));
    }

    boolean isSecure() {
        return settings.url().map(URI::getScheme).filter("https"::equals).isPresent();
    }

    private boolean isToken(String word) {
        return settings.token().filter(token -> Passes.isSame(token, word)).isPresent();
    }
}
