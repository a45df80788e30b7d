package dev.sojourn.playground;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses what a foreign web page could send: other host names (DNS rebinding) and other origins. */
final class LocalOnly implements Handler<RoutingContext> {
    private final Set<String> hosts;

    LocalOnly(int port) {
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!hosts.contains(String.valueOf(request.getHeader("host"))) || !isOurs(request.getHeader("origin"))) {
            context.response().setStatusCode(403).end("only for this machine, as 127.0.0.1 or localhost\n");
            return;
        }
        context.next();
    }

    private boolean isOurs(@Nullable String origin) {
        return origin == null || (origin.startsWith("http://") && hosts.contains(origin.substring("http://".length())));
    }
}
