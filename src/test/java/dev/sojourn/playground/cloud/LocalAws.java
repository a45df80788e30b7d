package dev.sojourn.playground.cloud;

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
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** A local AWS on a free port, fast, with a world of its own, and the real SDK's clients for it. */
final class LocalAws implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final double scale;
    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private final HttpClient http = HttpClient.newHttpClient();
    private Vertx vertx;
    private ScheduledExecutorService timer;
    private HttpServer server;
    private CloudSide side;
    private String url = "";

    private LocalAws(Path folder, double scale) throws Exception {
        this.folder = folder;
        this.scale = scale;
        open(0);
    }

    static LocalAws start() throws Exception {
        return start(20);
    }

    static LocalAws start(double scale) throws Exception {
        Path folder = Files.createTempDirectory("sojourn-local-aws");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        upstream(folder.resolve("upstream"));
        Files.createDirectories(folder.resolve("tools"));
        Files.writeString(folder.resolve("tools/sojourn"), "#!/bin/sh\necho \"$1: home\"\n");
        return new LocalAws(folder.resolve("playground"), scale);
    }

    private static void upstream(Path repository) throws Exception {
        Files.createDirectories(repository);
        Files.writeString(repository.resolve("hello.cpp"), "int main() { return 0; }\n");
        for (List<String> words : List.of(
                List.of("git", "init", "-q", "-b", "main"),
                List.of("git", "add", "-A"),
                List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "one"))) {
            new ProcessBuilder(words)
                    .directory(repository.toFile())
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }

    private void open(int port) throws Exception {
        Files.createDirectories(folder);
        vertx = Vertx.vertx();
        timer = Executors.newScheduledThreadPool(4);
        Live live = new Live(timer);
        Faults faults = new Faults(live);
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false));
        faults.installRoutes(router);
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setMaxFormAttributeSize(-1)
                .setMaxFormFields(-1);
        server = vertx.createHttpServer(options)
                .requestHandler(router)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        url = "http://127.0.0.1:" + server.actualPort();
        Kernel kernel = new Kernel(
                vertx,
                folder,
                () -> url,
                new Pace(scale),
                faults,
                new Traffic(folder, json, live),
                live,
                json,
                timer,
                7);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put(
                "SOJOURN_PLAYGROUND_REPO", folder.resolveSibling("upstream").toString());
        environment.put(
                "SOJOURN_PLAYGROUND_HOST_TOOLS", folder.resolveSibling("tools").toString());
        side = new CloudSide(kernel, environment);
        side.start();
        side.install(router);
    }

    /** As a kill -9 and a new start: nothing is told to stop, the machines live on. */
    void crashAndRestart() throws Exception {
        int port = server.actualPort();
        timer.shutdownNow();
        timer.awaitTermination(10, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get();
        open(port);
    }

    Ec2Client ec2() {
        return built(Ec2Client.builder(), Wiring.EC2);
    }

    SsmClient ssm() {
        return built(SsmClient.builder(), Wiring.SSM);
    }

    private <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C built(B builder, String path) {
        return builder.endpointOverride(URI.create(url + path))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(Credentials.ACCESS_KEY, Credentials.SECRET_KEY)))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .apiCallTimeout(Duration.ofSeconds(20)))
                .build();
    }

    JsonNode get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url + path)).GET());
    }

    JsonNode post(String path, Map<String, Object> body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    void delete(String path) throws Exception {
        send(HttpRequest.newBuilder(URI.create(url + path)).DELETE());
    }

    private JsonNode send(HttpRequest.Builder request) throws Exception {
        return json.readTree(
                http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    }

    /** Adds a rule that strikes once. */
    String fault(String service, String action, String mode, Map<String, Object> more) throws Exception {
        Map<String, Object> rule = new HashMap<>(Map.of("service", service, "action", action, "mode", mode));
        rule.putAll(more);
        return post("/playground/faults", rule).path("id").asText();
    }

    /** What a person at that machine would see. */
    String exec(String instance, String user, String script) throws Exception {
        JsonNode answer = post("/playground/exec", Map.of("instance", instance, "user", user, "script", script));
        return answer.path("stdout").asText() + answer.path("stderr").asText();
    }

    List<String> violations() throws Exception {
        return SsmAction.strings(get("/playground/invariants").path("violations"));
    }

    static Duration patience() {
        return PATIENCE;
    }

    @Override
    public void close() throws IOException {
        side.stop();
        timer.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        try (Stream<Path> all = Files.walk(Objects.requireNonNull(folder.getParent()))) {
            all.sorted(java.util.Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
    }
}
