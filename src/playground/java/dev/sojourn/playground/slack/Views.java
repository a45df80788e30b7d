package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sojourn.playground.Live;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Every person's open modals and Home tab. What is handed out is never changed: a change replaces the object. */
final class Views {
    private static final int DEEPEST = 3;

    private final Map<String, ObjectNode> views = new LinkedHashMap<>();
    private final Journal journal;
    private final Live live;

    Views(Path folder, ObjectMapper json, Live live) {
        this.journal = new Journal(folder.resolve("slack-views.jsonl"), json);
        this.live = live;
    }

    synchronized void open() throws IOException {
        views.putAll(journal.open());
    }

    void close() throws IOException {
        journal.close();
    }

    /** The modals of the person, lowest first. */
    synchronized List<View> modals(Person person) {
        return views.values().stream()
                .map(View::new)
                .filter(view -> view.isOf(person) && !view.isHome())
                .toList();
    }

    synchronized Optional<View> home(Person person) {
        return views.values().stream()
                .map(View::new)
                .filter(view -> view.isOf(person) && view.isHome())
                .findFirst();
    }

    synchronized Optional<View> find(String id) {
        return Optional.ofNullable(views.get(id)).map(View::new);
    }

    synchronized Optional<View> findExternal(String externalId) {
        return views.values().stream()
                .map(View::new)
                .filter(view -> !externalId.isEmpty()
                        && view.shown().path("external_id").asText().equals(externalId))
                .findFirst();
    }

    /** Shows the modal in place of any that the person has open. */
    synchronized View openModal(Person person, ObjectNode fresh) {
        refuseTaken(fresh);
        modals(person).forEach(view -> remove(view.id()));
        return keep(View.create(person, fresh, Optional.empty()));
    }

    /** Lays the modal over the one that the person has open. */
    synchronized View pushModal(Person person, ObjectNode fresh) {
        refuseTaken(fresh);
        List<View> open = modals(person);
        if (open.isEmpty()) {
            throw new SlackError("not_found");
        }
        if (open.size() >= DEEPEST) {
            throw new SlackError("push_limit_reached");
        }
        return keep(View.create(person, fresh, Optional.of(open.get(open.size() - 1))));
    }

    /** Replaces a view's contents; a hash, where given, must be the one that is shown. */
    synchronized View replace(View view, ObjectNode fresh, String hash) {
        View now = find(view.id()).orElseThrow(() -> new SlackError("not_found"));
        if (!hash.isEmpty() && !hash.equals(now.shown().path("hash").asText())) {
            throw new SlackError("hash_conflict");
        }
        if (!fresh.path("external_id")
                .asText()
                .equals(now.shown().path("external_id").asText())) {
            refuseTaken(fresh);
        }
        return keep(now.replacedBy(fresh));
    }

    synchronized View publish(Person person, ObjectNode fresh, String hash) {
        Optional<View> now = home(person);
        if (now.isEmpty() && !hash.isEmpty()) {
            throw new SlackError("hash_conflict");
        }
        return now.isPresent() ? replace(now.get(), fresh, hash) : keep(View.create(person, fresh, Optional.empty()));
    }

    /** Changes what is not the app's: what people entered, and the errors that are shown. */
    synchronized void change(String id, Consumer<ObjectNode> change) {
        find(id).ifPresent(view -> keep(view.changed(change)));
    }

    /** Takes this modal away and those above it, or all of the person's. */
    synchronized void close(View view, boolean all) {
        boolean above = all;
        for (View open : modals(view.person())) {
            above |= open.id().equals(view.id());
            if (above) {
                remove(open.id());
            }
        }
    }

    private void refuseTaken(JsonNode fresh) {
        if (findExternal(fresh.path("external_id").asText()).isPresent()) {
            throw new SlackError("duplicate_external_id");
        }
    }

    private View keep(View view) {
        views.put(view.id(), view.kept());
        journal.put(view.id(), view.kept());
        live.changed("views");
        return view;
    }

    private void remove(String id) {
        views.remove(id);
        journal.remove(id);
        live.changed("views");
    }
}
