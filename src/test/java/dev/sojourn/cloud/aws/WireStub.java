package dev.sojourn.cloud.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** EC2 and SSM on a loopback port: gives the replies that a test lined up for an action, keeps what it was asked. */
final class WireStub implements AutoCloseable {

    static final CallLimits SHORT = waiting(Duration.ofMillis(1));

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Queue<WireReply>> replies = new ConcurrentHashMap<>();
    private final List<WireRequest> requests = new CopyOnWriteArrayList<>();

    WireStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Lines up replies for the next calls of an action; a call beyond them gets the last one again. */
    WireStub on(String action, WireReply... next) {
        replies.put(action, new ArrayDeque<>(List.of(next)));
        return this;
    }

    /** Limits under which a describe waits so long for others. */
    static CallLimits waiting(Duration company) {
        return new CallLimits(
                Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(5), company);
    }

    AwsCloud cloud() {
        return cloud((service, action, took, errorCode) -> {});
    }

    AwsCloud cloud(ApiCalls calls) {
        return cloud(calls, SHORT);
    }

    AwsCloud cloud(ApiCalls calls, CallLimits limits) {
        return AwsCloud.at(
                endpoints(),
                calls,
                limits,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")));
    }

    AwsEndpoints endpoints() {
        return new AwsEndpoints(Optional.of(address("/aws/ec2")), Optional.of(address("/aws/ssm")), "us-east-1");
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    List<WireRequest> requests(String action) {
        return requests.stream().filter(one -> one.action().equals(action)).toList();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int port = exchange.getRemoteAddress().getPort();
        String path = exchange.getRequestURI().getRawPath();
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String action = target == null
                ? new WireRequest(port, path, "", body).fields().get("Action")
                : target.replace("AmazonSSM.", "");
        requests.add(new WireRequest(port, path, action, body));
        WireReply reply = next(action);
        if (reply instanceof WireReply.Answer answer) {
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .add("Content-Type", target == null ? "text/xml;charset=UTF-8" : "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        } else if (reply instanceof WireReply.Silence) {
            waitForTheEnd();
        }
        exchange.close();
    }

    private WireReply next(String action) {
        Queue<WireReply> queue = replies.get(action);
        if (queue == null) {
            return WireReply.ec2Error(400, "InvalidAction", "no reply was lined up for " + action);
        }
        synchronized (queue) {
            return queue.size() > 1 ? queue.remove() : queue.element();
        }
    }

    private void waitForTheEnd() {
        try {
            closing.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
