package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** {@code /upload/*}: takes a file's raw bytes, once, of exactly the promised length. */
final class UploadAddress {
    private final Workspace workspace;
    private final Exchange exchange;

    UploadAddress(Workspace workspace, Exchange exchange) {
        this.workspace = workspace;
        this.exchange = exchange;
    }

    void install(Router router) {
        router.post("/upload/v1/:ticket").blockingHandler(this::serve, false);
    }

    private void serve(RoutingContext context) {
        Buffer body = context.body().buffer();
        byte[] content = body == null ? new byte[0] : body.getBytes();
        ObjectNode parameters = workspace.json().createObjectNode().put("length", content.length);
        exchange.serve(
                context,
                "upload",
                parameters,
                () -> receive(context.pathParam("ticket"), content),
                answer -> context.response()
                        .setStatusCode(answer.status())
                        .putHeader("content-type", "text/plain")
                        .end(answer.body().asText()));
    }

    private Answer receive(String ticket, byte[] content) {
        Optional<Upload> awaited = workspace.uploads().awaiting(ticket);
        if (awaited.isEmpty()) {
            return new Answer(404, TextNode.valueOf("no such upload, or it was received already"), null);
        }
        if (content.length != awaited.get().length()) {
            String problem = "promised were " + awaited.get().length() + " bytes, received " + content.length;
            return new Answer(400, TextNode.valueOf(problem), null);
        }
        try {
            workspace.uploads().receive(awaited.get(), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Answer.ok(TextNode.valueOf("OK - " + content.length));
    }
}
