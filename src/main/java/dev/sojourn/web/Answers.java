package dev.sojourn.web;

import dev.sojourn.job.Job;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;

/** What goes back to the browser. */
final class Answers {

    private Answers() {}

    static void html(RoutingContext request, String page) {
        request.response().putHeader("Content-Type", "text/html; charset=utf-8").end(page);
    }

    static void missing(RoutingContext request, Pages pages) {
        request.response().setStatusCode(404);
        html(request, pages.render("closed", "", Map.of("words", "There is nothing here of that name.")));
    }

    /** A log is text, whatever it says that it is: no browser makes a page of it. */
    static void log(RoutingContext request, Job job, Optional<byte[]> text) {
        request.response()
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .putHeader("Content-Security-Policy", "default-src 'none'; sandbox")
                .putHeader("Content-Disposition", "inline; filename=\"build-" + job.number() + ".log\"");
        if (text.isPresent()) {
            request.response().end(Buffer.buffer(text.get()));
        } else {
            request.response()
                    .setStatusCode(404)
                    .end("The log of job " + job.label()
                            + " cannot be read now: there is none yet, or the volume is on its way, or its machine does"
                            + " not answer.\n");
        }
    }

    static void asset(RoutingContext request, Assets assets) {
        Optional<Assets.Asset> asset = assets.find(String.valueOf(request.pathParam("name")));
        if (asset.isEmpty()) {
            request.response().setStatusCode(404).end();
            return;
        }
        // The name holds the digest: other bytes have another name.
        request.response()
                .putHeader("Content-Type", asset.get().type())
                .putHeader("Cache-Control", "public, max-age=31536000, immutable")
                .end(Buffer.buffer(asset.get().bytes()));
    }
}
