package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** What people see. */
final class Sights {
    private final Workspace workspace;
    private final InputState state;

    Sights(Workspace workspace) {
        this.workspace = workspace;
        this.state = new InputState(workspace.json());
    }

    /** Of {@code ?channel=}, those after {@code &since=} alone, or the direct messages of {@code ?user=}; oldest first. */
    ArrayNode messages(RoutingContext context) {
        String channel = context.queryParams().get("channel");
        String user = context.queryParams().get("user");
        if ((channel == null) == (user == null)) {
            throw Refused.wrong("either channel or user is needed");
        }
        ArrayNode messages = workspace.json().createArrayNode();
        if (channel != null) {
            workspace.channels().find(channel).orElseThrow(() -> Refused.notFound("no channel " + channel));
            String since =
                    Optional.ofNullable(context.queryParams().get("since")).orElse("");
            workspace.messages().all(channel).stream()
                    .filter(message -> message.path("ts").asText().compareTo(since) > 0)
                    .forEach(messages::add);
        } else {
            Person person = person(context);
            if (workspace.channels().isOpen(person)) {
                String direct = workspace.channels().direct(person).id();
                workspace
                        .messages()
                        .all(direct)
                        .forEach(message -> messages.add(message.deepCopy().put("channel", direct)));
            }
        }
        return messages;
    }

    /** The modals, lowest first, and the Home tab or null; each with the errors that its inputs show. */
    ObjectNode views(RoutingContext context) {
        Person person = person(context);
        ObjectNode shown = workspace.json().createObjectNode();
        ArrayNode modals = shown.putArray("modals");
        workspace.views().modals(person).forEach(view -> modals.add(shown(view)));
        shown.set("home", workspace.views().home(person).map(this::shown).orElse(null));
        return shown;
    }

    ArrayNode users() {
        ArrayNode users = workspace.json().createArrayNode();
        for (Person person : Person.values()) {
            users.addObject()
                    .put("id", person.id())
                    .put("name", person.handle())
                    .put("full_name", person.fullName())
                    .putArray("roles")
                    .add(person.role());
        }
        return users;
    }

    ArrayNode channels() {
        ArrayNode channels = workspace.json().createArrayNode();
        workspace
                .channels()
                .listed()
                .forEach(channel -> channels.addObject()
                        .put("id", channel.id())
                        .put("name", channel.name())
                        .put("has_bot", channel.hasBot()));
        return channels;
    }

    void file(RoutingContext context) {
        String id = context.pathParam("id");
        Optional<Path> content = workspace.uploads().content(id);
        if (content.isEmpty()) {
            context.response().setStatusCode(404).end("{\"error\":\"no such file\"}");
            return;
        }
        Upload upload = workspace.uploads().find(id).orElseThrow();
        boolean text = upload.mediaType().startsWith("text/");
        context.response()
                .putHeader("content-type", text ? "text/plain; charset=utf-8" : upload.mediaType())
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("content-security-policy", "sandbox")
                .sendFile(content.get().toString());
    }

    /** Permalinks lead to the page, to the thread of that message. */
    void permalink(RoutingContext context) {
        String channel = context.pathParam("channel");
        String digits = context.pathParam("message").replaceFirst("^p", "");
        String thread = context.queryParams().get("thread_ts");
        String ts = digits.replaceFirst("^(\\d{10})(\\d{6})$", "$1.$2");
        Optional<Person> reader = workspace.channels().find(channel).map(Channel::person);
        String whose = reader.map(person -> person.id() + "/dm").orElse("-/" + encoded(channel));
        context.redirect("/#" + whose + "/" + encoded(thread == null ? ts : thread));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private ObjectNode shown(View view) {
        return view.withState(state).set("errors", view.kept().path("errors"));
    }

    private static Person person(RoutingContext context) {
        String id = context.queryParams().get("user");
        return Optional.ofNullable(id).flatMap(Person::byId).orElseThrow(() -> Refused.notFound("no user " + id));
    }
}
