package dev.sojourn.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Addresses and who answers at them. */
public final class Site {

    private static final Logger LOG = LoggerFactory.getLogger(Site.class);
    private static final long MOST_TYPED = 4096;

    private final Assets assets = new Assets();
    private final Pages pages;
    private final Doorway doorway;
    private final Dashboard dashboard;
    private final HistoryPages history;

    public Site(String installation, WebSettings settings, Dashboard.Sources sources, InstantSource clock) {
        this.pages = new Pages(installation, assets);
        this.doorway = new Doorway(new Access(settings), pages, clock);
        this.dashboard = new Dashboard(sources, pages, clock);
        this.history = new HistoryPages(
                sources.past(), new Choices(sources.past(), clock), pages, Names.of(sources.volumes()));
    }

    /** Adds the pages to a router. Everything but health is behind the door. */
    public void open(Router router) {
        router.get("/assets/:name").handler(Doorway::secure).handler(request -> Answers.asset(request, assets));
        router.post("/enter")
                .handler(BodyHandler.create(false).setBodyLimit(MOST_TYPED))
                .handler(Doorway::secure)
                .handler(doorway::enter);
        page(router, "/", dashboard::now);
        page(router, "/live", dashboard::nowLive);
        page(router, "/jobs/:number", dashboard::job);
        page(router, "/jobs/:number/live", dashboard::jobLive);
        page(router, "/jobs/:number/log", dashboard::log);
        page(router, "/history", history::page);
        page(router, "/history.json", history::points);
        page(router, "/history.csv", history::csv);
        page(router, "/health", dashboard::health);
        page(router, "/health/live", dashboard::healthLive);
        page(router, "/metrics", dashboard::metrics);
    }

    /** Reads databases and asks machines: never on the threads that serve the network. */
    private void page(Router router, String path, Handler<RoutingContext> answer) {
        router.get(path)
                .handler(Doorway::secure)
                .handler(doorway::guard)
                .blockingHandler(answer, false)
                .failureHandler(this::failed);
    }

    private void failed(RoutingContext request) {
        LOG.warn("The page {} cannot be shown", request.request().path(), request.failure());
        if (!request.response().headWritten()) {
            request.response().setStatusCode(request.statusCode() >= 400 ? request.statusCode() : 500);
            Answers.html(
                    request,
                    pages.render(
                            "closed",
                            "",
                            Map.of("words", "This page cannot be shown now. Jobs go on; the log says more.")));
        }
    }

    public void close() {
        dashboard.close();
    }
}
