package dev.sojourn.web;

import dev.sojourn.job.BuildLog;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.LogEnds;
import dev.sojourn.job.PastJobs;
import dev.sojourn.job.ProgressBoard;
import dev.sojourn.job.ThreadLinks;
import dev.sojourn.observe.Lookout;
import dev.sojourn.observe.Pulse;
import dev.sojourn.plan.WorkingVolume;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The pages, put together. They show; nothing can be changed here. */
public final class Dashboard implements AutoCloseable {

    private static final int NEWEST = 100;
    private static final Duration PULSE = Duration.ofSeconds(1);

    private final Sources sources;
    private final Names names;
    private final InstantSource clock;
    private final Pages pages;
    private final LogReader logs;
    private final Live live = new Live(PULSE);

    /** What the pages show. */
    public record Sources(
            List<WorkingVolume> volumes,
            JobStore store,
            PastJobs past,
            ProgressBoard board,
            Lookout lookout,
            ThreadLinks threads,
            BuildLog log,
            LogEnds ends,
            Supplier<Pulse> pulse,
            Supplier<String> metrics) {}

    public Dashboard(Sources sources, Pages pages, InstantSource clock) {
        this.sources = sources;
        this.names = Names.of(sources.volumes());
        this.pages = pages;
        this.clock = clock;
        this.logs = new LogReader(sources.log(), sources.ends(), clock);
    }

    void now(RoutingContext request) {
        Answers.html(request, pages.render("now", "now", nowView()));
    }

    void nowLive(RoutingContext request) {
        listen(request, "now", () -> pages.render("now-body", "now", nowView()));
    }

    void job(RoutingContext request) {
        find(request)
                .ifPresentOrElse(
                        job -> Answers.html(request, pages.render("job", "job", jobView(job))),
                        () -> Answers.missing(request, pages));
    }

    void jobLive(RoutingContext request) {
        Optional<Job> found = find(request);
        if (found.isEmpty()) {
            Answers.missing(request, pages);
            return;
        }
        long number = found.get().number();
        Job known = found.get();
        listen(
                request,
                "job " + number,
                () -> pages.render(
                        "job-body", "job", jobView(sources.store().find(number).orElse(known))));
    }

    void health(RoutingContext request) {
        Answers.html(request, pages.render("health", "health", healthView()));
    }

    void healthLive(RoutingContext request) {
        listen(request, "health", () -> pages.render("health-body", "health", healthView()));
    }

    private HealthView healthView() {
        return HealthView.of(sources.pulse().get(), sources.store().unfinished(), clock.instant());
    }

    void metrics(RoutingContext request) {
        request.response()
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .end(sources.metrics().get());
    }

    void log(RoutingContext request) {
        Optional<Job> job = find(request);
        if (job.isEmpty()) {
            Answers.missing(request, pages);
            return;
        }
        Optional<byte[]> read =
                Doorway.query(request, "tail").isPresent() ? logs.end(job.get()) : logs.whole(job.get());
        Answers.log(request, job.get(), read);
    }

    private void listen(RoutingContext request, String page, Supplier<String> render) {
        if (!live.listen(page, render, request.response())) {
            request.response().setStatusCode(503).end("Too many people are looking at once.");
        }
    }

    private NowView nowView() {
        List<Job> unfinished = sources.store().unfinished();
        return NowView.of(
                sources.volumes(),
                unfinished,
                sources.store().newest(NEWEST),
                sources.lookout().look(NowView.volumes(sources.volumes(), unfinished)),
                sources.board(),
                names,
                clock.instant());
    }

    private JobView jobView(Job job) {
        Instant now = clock.instant();
        return JobView.of(
                new JobView.Sources(
                        job,
                        sources.store().events(job.number(), 0),
                        sources.board().of(job.number()),
                        sources.lookout()
                                .look(List.of(job.request().plan().volume()))
                                .of(job.volume()),
                        sources.threads().of(job.number()),
                        sources.past().typical(job.request().plan().profile().name()),
                        names),
                now);
    }

    private Optional<Job> find(RoutingContext request) {
        String number = request.pathParam("number");
        return number != null && number.matches("\\d{1,12}")
                ? sources.store().find(Long.parseLong(number))
                : Optional.empty();
    }

    @Override
    public void close() {
        live.close();
    }
}
