package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code views.*}. */
final class ViewMethods {
    private final Workspace workspace;
    private final InputState state;

    ViewMethods(Workspace workspace) {
        this.workspace = workspace;
        this.state = new InputState(workspace.json());
    }

    List<Method> all() {
        Set<String> triggered = Set.of("trigger_id", "view");
        return List.of(
                Method.json("views.open", null, RateLimit.TIER_4, triggered, this::open),
                Method.json("views.push", null, RateLimit.TIER_4, triggered, this::push),
                Method.json(
                        "views.update",
                        null,
                        RateLimit.TIER_4,
                        Set.of("view", "view_id", "external_id", "hash"),
                        this::update),
                Method.json("views.publish", null, RateLimit.TIER_4, Set.of("user_id", "view", "hash"), this::publish));
    }

    private ObjectNode open(Call call) {
        String trigger = call.required("trigger_id");
        ObjectNode view = ViewRequest.read(call.tree("view"), "modal", call.json());
        return shown(call, workspace.views().openModal(workspace.triggers().use(trigger), view));
    }

    private ObjectNode push(Call call) {
        String trigger = call.required("trigger_id");
        ObjectNode view = ViewRequest.read(call.tree("view"), "modal", call.json());
        return shown(call, workspace.views().pushModal(workspace.triggers().use(trigger), view));
    }

    private ObjectNode update(Call call) {
        ObjectNode fresh = ViewRequest.read(call.tree("view"), "modal", call.json());
        Optional<View> known = call.has("view_id")
                ? workspace.views().find(call.required("view_id"))
                : workspace.views().findExternal(call.required("external_id"));
        View view = known.filter(found -> !found.isHome()).orElseThrow(() -> new SlackError("not_found"));
        return shown(call, workspace.views().replace(view, fresh, call.text("hash")));
    }

    private ObjectNode publish(Call call) {
        Person person = Person.byId(call.required("user_id"))
                .orElseThrow(() -> SlackError.argument("invalid `user_id` [json-pointer:/user_id]"));
        ObjectNode fresh = ViewRequest.read(call.tree("view"), "home", call.json());
        return shown(call, workspace.views().publish(person, fresh, call.text("hash")));
    }

    private ObjectNode shown(Call call, View view) {
        return call.ok().set("view", view.withState(state));
    }
}
