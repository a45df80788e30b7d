package dev.sojourn.slack;

import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.bolt.context.builtin.EventContext;
import com.slack.api.bolt.handler.BoltEventHandler;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.AppHomeOpenedEvent;
import dev.sojourn.command.Caller;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.ProgressBoard;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws the Home tab whenever somebody opens it. */
final class HomeListener implements BoltEventHandler<AppHomeOpenedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(HomeListener.class);
    private static final int LATELY = 20;

    private final Workspace workspace;
    private final JobStore store;
    private final ProgressBoard board;
    private final Answers answers;
    private final String commandName;
    private final InstantSource clock;

    HomeListener(
            Workspace workspace,
            JobStore store,
            ProgressBoard board,
            Answers answers,
            String commandName,
            InstantSource clock) {
        this.workspace = workspace;
        this.store = store;
        this.board = board;
        this.answers = answers;
        this.commandName = commandName;
        this.clock = clock;
    }

    @Override
    public Response apply(EventsApiPayload<AppHomeOpenedEvent> payload, EventContext context) {
        AppHomeOpenedEvent event = payload.getEvent();
        if ("home".equals(event.getTab())) {
            Caller caller = new Caller(event.getUser(), event.getChannel());
            answers.run(new Answers.Asker(caller, Optional.empty(), Optional.empty()), () -> show(event.getUser()));
        }
        return context.ack();
    }

    private void show(String user) {
        List<Job> unfinished = store.unfinished();
        List<Snapshot> live =
                unfinished.stream().map(job -> view(job, unfinished)).toList();
        List<Snapshot> ended = store.newest(LATELY).stream()
                .filter(job -> job.state().isTerminal())
                .map(job -> view(job, unfinished))
                .toList();
        try {
            workspace.showHome(user, HomeTab.of(live, ended, commandName, clock.instant()));
        } catch (SlackFault fault) {
            LOG.warn("The Home tab of {} is not drawn: {}", user, fault.getMessage());
        }
    }

    private Snapshot view(Job job, List<Job> unfinished) {
        return new Snapshot(
                job,
                new History(store.events(job.number(), 0)),
                board.of(job.number()),
                Snapshot.ahead(job, unfinished));
    }
}
