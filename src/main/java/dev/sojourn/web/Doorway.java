package dev.sojourn.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets requests in or not, and puts the security headers on every answer. */
final class Doorway {

    private static final String COOKIE = "sojourn-pass";
    private static final String PASS = "pass";

    private final Access access;
    private final Pages pages;
    private final InstantSource clock;

    Doorway(Access access, Pages pages, InstantSource clock) {
        this.access = access;
        this.pages = pages;
        this.clock = clock;
    }

    /** No script or style but our own files, no frame around us, nothing sent elsewhere. */
    static void secure(RoutingContext request) {
        request.response()
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                                + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Cache-Control", "no-store");
        request.next();
    }

    /** Goes on only for those who may look. */
    void guard(RoutingContext request) {
        Cookie kept = request.request().getCookie(COOKIE);
        Access.Brought brought = new Access.Brought(
                host(request),
                Objects.requireNonNullElse(request.request().getHeader("Authorization"), ""),
                kept == null ? "" : kept.getValue(),
                query(request, PASS).orElse(""));
        Access.Verdict verdict = access.of(brought, clock.instant());
        if (verdict instanceof Access.Verdict.Allowed) {
            request.next();
        } else if (verdict instanceof Access.Verdict.Welcome welcome) {
            keep(request, welcome);
            // Without the pass: it should stand in no history, no bookmark and no referrer.
            redirect(request.response(), request.request().path());
        } else if (verdict instanceof Access.Verdict.Unknown unknown) {
            answer(
                    request,
                    401,
                    "enter",
                    Map.of("words", unknown.words(), "to", request.request().path()));
        } else if (verdict instanceof Access.Verdict.Closed closed) {
            answer(request, 403, "closed", Map.of("words", closed.words()));
        }
    }

    /** Takes the token that somebody typed. */
    void enter(RoutingContext request) {
        @Nullable String typed = request.request().getFormAttribute("token");
        String to = local(request.request().getFormAttribute("to"));
        Optional<Access.Verdict.Welcome> welcome = access.enter(typed == null ? "" : typed, clock.instant());
        if (welcome.isPresent()) {
            keep(request, welcome.get());
            redirect(request.response(), to);
        } else {
            answer(request, 401, "enter", Map.of("words", "That is not the token.", "to", to));
        }
    }

    /** With HTTP/2 there is no header of that name. */
    private static String host(RoutingContext request) {
        HostAndPort authority = request.request().authority();
        return authority == null ? "" : authority.host();
    }

    private void answer(RoutingContext request, int status, String template, Map<String, Object> data) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .end(pages.render(template, "", data));
    }

    private void keep(RoutingContext request, Access.Verdict.Welcome welcome) {
        request.response()
                .addCookie(Cookie.cookie(COOKIE, welcome.pass())
                        .setHttpOnly(true)
                        .setSecure(access.isSecure())
                        // Lax: the first step from Slack to here must bring it along.
                        .setSameSite(CookieSameSite.LAX)
                        .setPath("/")
                        .setMaxAge(welcome.lasts().toSeconds()));
    }

    private static void redirect(HttpServerResponse response, String to) {
        response.setStatusCode(303).putHeader("Location", to).end();
    }

    /** Only ever back to a page of ours. */
    private static String local(@Nullable String to) {
        return to != null && to.matches("/[A-Za-z0-9/_-]*") && !to.startsWith("//") ? to : "/";
    }

    static Optional<String> query(RoutingContext request, String name) {
        return Optional.ofNullable(request.request().getParam(name)).filter(text -> !text.isBlank());
    }
}
