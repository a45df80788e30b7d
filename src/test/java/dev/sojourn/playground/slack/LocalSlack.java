package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sojourn.playground.Faults;
import dev.sojourn.playground.Kernel;
import dev.sojourn.playground.Live;
import dev.sojourn.playground.Pace;
import dev.sojourn.playground.Traffic;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A local Slack on a free port with its state in a folder, and people's hands. */
final class LocalSlack {
    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Vertx vertx = Vertx.vertx();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final AtomicReference<String> url = new AtomicReference<>("");
    private final SlackSide side;
    private final HttpServer server;

    LocalSlack(Path folder) throws Exception {
        Live live = new Live(timer);
        Kernel kernel = new Kernel(
                vertx,
                folder,
                url::get,
                new Pace(1),
                new Faults(live),
                new Traffic(folder, json, live),
                live,
                json,
                timer,
                1);
        side = new SlackSide(kernel);
        side.start();
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false));
        kernel.faults().installRoutes(router);
        kernel.traffic().installRoutes(router);
        side.install(router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        url.set("http://127.0.0.1:" + server.actualPort());
    }

    String variable(String name) {
        return side.environment().get(name);
    }

    JsonNode get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url + path)).build(), 200);
    }

    /** What the control API answers; {@code body} with single quotes for double ones. */
    JsonNode post(String path, String body) throws Exception {
        return post(path, body, 200);
    }

    JsonNode post(String path, String body, int status) throws Exception {
        return send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                        .build(),
                status);
    }

    void delete(String path) throws Exception {
        send(HttpRequest.newBuilder(URI.create(url + path)).DELETE().build(), 200);
    }

    /** A method of the Web API with the bot's token and a form. */
    JsonNode call(String method, String form) throws Exception {
        return send(
                HttpRequest.newBuilder(URI.create(url + "/api/" + method))
                        .header("authorization", "Bearer " + variable("SLACK_BOT_TOKEN"))
                        .header("content-type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                200);
    }

    private JsonNode send(HttpRequest request, int status) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != status) {
            throw new AssertionError(request.uri() + " answered " + response.statusCode() + " " + response.body());
        }
        return json.readTree(response.body());
    }

    public void close() throws Exception {
        side.stop();
        timer.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
