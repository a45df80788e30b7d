package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One modal or Home tab.
 *
 * @param kept {@code user}, the {@code view} in Slack's shape, {@code values} entered, {@code errors} shown
 */
record View(ObjectNode kept) {
    static View create(Person person, ObjectNode fresh, Optional<View> below) {
        String id = Ids.of("V");
        ObjectNode kept = JsonNodeFactory.instance.objectNode().put("user", person.id());
        ObjectNode view = fresh.deepCopy()
                .put("id", id)
                .put("team_id", Team.ID)
                .put("app_id", Team.APP)
                .put("app_installed_team_id", Team.ID)
                .put("bot_id", Team.BOT)
                .put(
                        "root_view_id",
                        below.map(lower -> lower.shown().path("root_view_id").asText())
                                .orElse(id))
                .put("previous_view_id", below.map(View::id).orElse(null))
                .put("hash", hash());
        kept.set("view", view);
        kept.putObject("values");
        kept.putObject("errors");
        return new View(kept);
    }

    String id() {
        return shown().path("id").asText();
    }

    Person person() {
        return Person.byId(kept.path("user").asText()).orElseThrow();
    }

    boolean isOf(Person person) {
        return kept.path("user").asText().equals(person.id());
    }

    boolean isHome() {
        return shown().path("type").asText().equals("home");
    }

    /** The view as the app gave it, with Slack's own fields; without state. */
    JsonNode shown() {
        return kept.path("view");
    }

    /** The view as it is in payloads and answers. */
    ObjectNode withState(InputState state) {
        ObjectNode view = ((ObjectNode) shown()).deepCopy();
        view.putObject("state").set("values", values(state));
        return view;
    }

    ObjectNode values(InputState state) {
        return state.of(shown().path("blocks"), kept.path("values"));
    }

    View replacedBy(ObjectNode fresh) {
        return changed(now -> {
            ObjectNode view = fresh.deepCopy();
            for (String own : List.of(
                    "id", "team_id", "app_id", "app_installed_team_id", "bot_id", "root_view_id", "previous_view_id")) {
                view.set(own, shown().path(own));
            }
            view.put("hash", hash());
            now.set("view", view);
            now.putObject("errors");
        });
    }

    View changed(Consumer<ObjectNode> change) {
        ObjectNode copy = kept.deepCopy();
        change.accept(copy);
        return new View(copy);
    }

    private static String hash() {
        return Instant.now().getEpochSecond() + "." + Ids.letters(8);
    }
}
