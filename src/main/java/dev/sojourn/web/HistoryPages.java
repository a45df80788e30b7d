package dev.sojourn.web;

import dev.sojourn.job.PastJob;
import dev.sojourn.job.PastJobs;
import dev.sojourn.observe.HistoryCsv;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The history: as a page, as figures, as a file. */
final class HistoryPages {

    private static final int AT_ONCE = 500;

    private final PastJobs past;
    private final Choices choices;
    private final Pages pages;
    private final Names names;

    HistoryPages(PastJobs past, Choices choices, Pages pages, Names names) {
        this.past = past;
        this.choices = choices;
        this.pages = pages;
        this.names = names;
    }

    void page(RoutingContext request) {
        Answers.html(request, pages.render("history", "history", HistoryView.of(past, choices, asked(request), names)));
    }

    void points(RoutingContext request) {
        request.response()
                .putHeader("Content-Type", "application/json")
                .end(HistoryFiles.points(past, asked(request).filter()));
    }

    /** Part by part: a file of all years does not fit into a small bot's memory. */
    void csv(RoutingContext request) {
        PastJobs.Filter filter = asked(request).filter();
        request.response()
                .setChunked(true)
                .putHeader("Content-Type", "text/csv; charset=utf-8")
                .putHeader("Content-Disposition", "attachment; filename=\"sojourn-history.csv\"");
        request.response().write(HistoryCsv.HEADER + "\r\n");
        for (int offset = 0; !request.response().closed(); offset += AT_ONCE) {
            List<PastJob> part = past.page(filter, offset, AT_ONCE);
            if (part.isEmpty()) {
                break;
            }
            StringBuilder lines = new StringBuilder();
            part.forEach(job -> lines.append(HistoryCsv.row(job)).append("\r\n"));
            request.response().write(lines.toString());
        }
        request.response().end();
    }

    private static Asked asked(RoutingContext request) {
        return Asked.of(name -> Doorway.query(request, name));
    }
}
