package dev.sojourn.slack.listen;

import com.slack.api.bolt.context.builtin.GlobalShortcutContext;
import com.slack.api.bolt.handler.builtin.GlobalShortcutHandler;
import com.slack.api.bolt.request.builtin.GlobalShortcutRequest;
import com.slack.api.bolt.response.Response;
import dev.sojourn.command.Caller;
import dev.sojourn.slack.form.FormListener;
import dev.sojourn.slack.reply.Answers;
import java.util.Optional;

/** The shortcut for a new build, from anywhere in Slack: opens the form, which asks for the channel. */
public final class ShortcutListener implements GlobalShortcutHandler {

    /** As in the manifest. */
    public static final String CALLBACK = "sojourn-new-build";

    private final FormListener form;

    public ShortcutListener(FormListener form) {
        this.form = form;
    }

    @Override
    public Response apply(GlobalShortcutRequest request, GlobalShortcutContext context) {
        Caller caller = new Caller(request.getPayload().getUser().getId(), "");
        form.open(
                new Answers.Asker(caller, Optional.empty(), Optional.empty()),
                request.getPayload().getTriggerId());
        return context.ack();
    }
}
