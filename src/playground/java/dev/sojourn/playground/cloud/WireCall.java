package dev.sojourn.playground.cloud;

import dev.sojourn.playground.Fault;
import dev.sojourn.playground.TrafficEntry;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One call to an AWS service, from its arrival until it is answered and on record. */
final class WireCall {
    private static final int RECORDED_CHARACTERS = 6_000;

    private static final Pattern CALLER = Pattern.compile("exec-env/(\\S+)");

    private final RoutingContext context;
    private final String service;
    private final String action;
    private final Object parameters;
    private final Instant at = Instant.now();
    private final long started = System.nanoTime();
    private final String requestId = UUID.randomUUID().toString();

    WireCall(RoutingContext context, String service, String action, Object parameters) {
        this.context = context;
        this.service = service;
        this.action = action;
        this.parameters = parameters;
    }

    String requestId() {
        return requestId;
    }

    @Nullable
    String authorization() {
        return context.request().getHeader("authorization");
    }

    /** Sends the answer, or closes the connection where there is none; says what goes on record. */
    TrafficEntry end(Optional<Answer> answer, String contentType, @Nullable Fault fault) {
        if (answer.isPresent()) {
            HttpServerResponse response = context.response()
                    .setStatusCode(answer.get().status())
                    .putHeader("content-type", contentType)
                    .putHeader("x-amzn-requestid", requestId);
            answer.get().headers().forEach(response::putHeader);
            response.end(answer.get().body());
        } else {
            context.request().connection().close();
        }
        return new TrafficEntry(
                0,
                at,
                "in",
                service,
                action,
                parameters,
                answer.map(Answer::body).map(WireCall::recorded).orElse(null),
                answer.map(Answer::status).orElse(0),
                (System.nanoTime() - started) / 1e6,
                caller(),
                fault == null ? null : fault.id());
    }

    /** What AWS_EXECUTION_ENV calls the program, which SDKs pass on; else its address. */
    private String caller() {
        Matcher named = CALLER.matcher(String.valueOf(context.request().getHeader("user-agent")));
        return named.find() ? named.group(1) : String.valueOf(context.request().remoteAddress());
    }

    private static String recorded(String body) {
        return body.length() <= RECORDED_CHARACTERS ? body : body.substring(0, RECORDED_CHARACTERS) + "…";
    }
}
