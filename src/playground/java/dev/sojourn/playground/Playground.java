package dev.sojourn.playground;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sojourn.playground.cloud.CloudSide;
import dev.sojourn.playground.slack.SlackSide;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The local Slack and the local AWS in one process, on one port of the loopback address. */
public final class Playground {
    private static final String ADDRESS = "127.0.0.1";
    private static final long LARGEST_BODY = 64L << 20;
    private static final int LARGEST_FRAME = 1 << 20;

    /** Calls that a fault holds keep their worker, so there are more of them than cores. */
    private static final int WORKERS = 128;

    private Playground() {}

    /** Starts, or repeats the lines of the playground that runs in this folder already. */
    public static void main(String[] args) {
        try {
            run(Settings.from(System.getenv()));
        } catch (IllegalArgumentException | IOException failed) {
            progress(String.valueOf(failed.getMessage()));
            System.exit(1);
        } catch (Exception failed) {
            // Threads of a half-started side would keep the process alive for ever.
            failed.printStackTrace();
            System.exit(1);
        }
    }

    private static void run(Settings settings) throws Exception {
        Announcement announcement = new Announcement(settings.folder());
        FolderLock lock = FolderLock.take(settings.folder()).orElse(null);
        if (lock == null) {
            progress("another playground has " + settings.folder() + "; asking it");
            if (!announcement.repeat()) {
                throw new IOException("the playground that has " + settings.folder() + " does not answer");
            }
            return;
        }
        int port = port(settings, announcement);
        String baseUrl = "http://" + ADDRESS + ":" + port;
        Kernel kernel = kernel(settings, baseUrl);
        List<Side> sides = List.of(new SlackSide(kernel), new CloudSide(kernel));
        // The hook also keeps the lock reachable: a lock whose channel is collected is a lock no more.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(kernel, sides, lock), "stop"));
        for (Side side : sides) {
            progress("starting " + side.getClass().getSimpleName());
            side.start();
        }
        listen(kernel, sides, port);
        announcement.say(environment(baseUrl, sides));
    }

    private static int port(Settings settings, Announcement announcement) throws IOException {
        if (settings.port() != 0) {
            if (!isFree(settings.port())) {
                throw new IOException("port " + settings.port() + " is taken; set SOJOURN_PLAYGROUND_PORT");
            }
            return settings.port();
        }
        OptionalInt last = announcement.lastPort();
        if (last.isPresent() && isFree(last.getAsInt())) {
            return last.getAsInt();
        }
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
            return any.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket tried = new ServerSocket()) {
            tried.setReuseAddress(true);
            tried.bind(new InetSocketAddress(ADDRESS, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static Kernel kernel(Settings settings, String baseUrl) throws IOException {
        Path folder = settings.folder();
        ObjectMapper json = new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(4);
        timer.setRemoveOnCancelPolicy(true);
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setWorkerPoolSize(WORKERS)
                .setMaxWorkerExecuteTime(1)
                .setMaxWorkerExecuteTimeUnit(TimeUnit.DAYS));
        Live live = new Live(timer);
        return new Kernel(
                vertx,
                folder,
                () -> baseUrl,
                settings.pace(),
                new Faults(live),
                new Traffic(folder, json, live),
                live,
                json,
                timer,
                settings.seed());
    }

    private static void listen(Kernel kernel, List<Side> sides, int port) throws Exception {
        Router router = Router.router(kernel.vertx());
        router.route().handler(new LocalOnly(port));
        router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        router.get("/playground/identity")
                .handler(context -> context.end(kernel.folder().toString()));
        kernel.faults().installRoutes(router);
        kernel.traffic().installRoutes(router);
        kernel.live().installRoutes(router);
        sides.forEach(side -> side.install(router));
        router.route().handler(StaticHandler.create("web").setCachingEnabled(false));
        HttpServer server = kernel.vertx()
                .createHttpServer(new HttpServerOptions()
                        .setHost(ADDRESS)
                        .setPort(port)
                        .setHttp2ClearTextEnabled(false)
                        // User data and describes of many ids are long forms; EC2 takes them, so this does.
                        .setMaxFormAttributeSize(-1)
                        .setMaxFormFields(-1)
                        .setMaxWebSocketFrameSize(LARGEST_FRAME)
                        .setMaxWebSocketMessageSize(LARGEST_FRAME))
                .requestHandler(router);
        try {
            server.listen().toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException taken) {
            throw new IOException("cannot listen on " + ADDRESS + ":" + port + ": " + taken.getCause(), taken);
        }
    }

    private static Map<String, String> environment(String baseUrl, List<Side> sides) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("SOJOURN_PLAYGROUND_URL", baseUrl);
        sides.forEach(side -> lines.putAll(side.environment()));
        return lines;
    }

    private static void stop(Kernel kernel, List<Side> sides, FolderLock lock) {
        for (Side side : sides) {
            try {
                side.stop();
            } catch (RuntimeException failed) {
                // The other side still has machines to end or messages to write.
                failed.printStackTrace();
            }
        }
        kernel.timer().shutdown();
        kernel.vertx().close();
        try {
            lock.close();
        } catch (IOException failed) {
            // It ends with the process anyway.
            failed.printStackTrace();
        }
    }

    private static void progress(String line) {
        System.err.println("playground: " + line);
    }
}
