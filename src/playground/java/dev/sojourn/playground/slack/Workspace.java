package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sojourn.playground.Kernel;
import java.io.IOException;
import java.nio.file.Path;

/** Everything that the workspace knows. */
record Workspace(
        Kernel kernel,
        Channels channels,
        Messages messages,
        Views views,
        Uploads uploads,
        ResponseUrls responseUrls,
        Triggers triggers) {
    static Workspace in(Kernel kernel) {
        Path state = kernel.folder().resolve("state");
        ObjectMapper json = kernel.json();
        return new Workspace(
                kernel,
                new Channels(state, json),
                new Messages(state, json, kernel.live()),
                new Views(state, json, kernel.live()),
                new Uploads(state, json),
                new ResponseUrls(state, json),
                new Triggers());
    }

    void open() throws IOException {
        channels.open();
        messages.open();
        views.open();
        uploads.open();
        responseUrls.open();
    }

    void close() throws IOException {
        channels.close();
        messages.close();
        views.close();
        uploads.close();
        responseUrls.close();
    }

    ObjectMapper json() {
        return kernel.json();
    }

    /** Throws {@code channel_not_found}. */
    Channel channel(String id) {
        return channels.find(id).orElseThrow(() -> new SlackError("channel_not_found"));
    }

    /** A channel that the bot may post to and read; throws {@code not_in_channel} else. */
    Channel joined(String id) {
        Channel channel = channel(id);
        if (!channel.hasBot()) {
            throw new SlackError("not_in_channel");
        }
        return channel;
    }

    /** Slack's own words to one person, as an ephemeral message. */
    ObjectNode tell(Person person, String channel, String text) {
        return messages.post(channel, Bot.notice(json(), person, text));
    }
}
