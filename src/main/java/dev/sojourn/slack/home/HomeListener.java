package dev.sojourn.slack.home;

import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.bolt.context.builtin.EventContext;
import com.slack.api.bolt.handler.BoltEventHandler;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.AppHomeOpenedEvent;

/** Has the Home tab drawn whenever somebody opens it. */
public final class HomeListener implements BoltEventHandler<AppHomeOpenedEvent> {

    private final HomeBoard home;

    public HomeListener(HomeBoard home) {
        this.home = home;
    }

    @Override
    public Response apply(EventsApiPayload<AppHomeOpenedEvent> payload, EventContext context) {
        AppHomeOpenedEvent event = payload.getEvent();
        if ("home".equals(event.getTab())) {
            home.opened(event.getUser());
        }
        return context.ack();
    }
}
