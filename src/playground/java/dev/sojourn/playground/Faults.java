package dev.sojourn.playground;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rules that make calls go wrong, and the calls that they hold. Rules live as long as this process. */
public final class Faults {
    private final Live live;
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final List<Held> held = new ArrayList<>();
    private final Map<String, Consumer<Fault>> listeners = new LinkedHashMap<>();
    private long lastId;

    /** No rules yet; {@code live} tells the page of every change. */
    public Faults(Live live) {
        this.live = live;
    }

    /** The first rule that strikes this call; counts the hit. {@code facts} is what a rule's match may name. */
    public Optional<Fault> take(String service, String action, Map<String, String> facts) {
        return take(service, action, facts, Fault.MODES);
    }

    /** As {@link #take(String, String, Map)}, among the rules of these modes only. */
    public synchronized Optional<Fault> take(
            String service, String action, Map<String, String> facts, Set<String> modes) {
        for (Rule rule : rules.values()) {
            if (modes.contains(rule.fault.mode()) && rule.fault.meets(service, action, facts) && rule.strikes()) {
                live.changed("faults");
                return Optional.of(rule.fault);
            }
        }
        return Optional.empty();
    }

    /** Lists the call as held; completes when the rule is deleted (at once where it is gone already). */
    public synchronized CompletableFuture<Void> hold(Fault fault, String action, Map<String, String> facts) {
        CompletableFuture<Void> released = new CompletableFuture<>();
        if (!rules.containsKey(fault.id())) {
            released.complete(null);
            return released;
        }
        held.add(new Held(fault, action, facts, Instant.now(), released));
        live.changed("faults");
        return released;
    }

    /** Tells of every new rule of one service: some strike at once and not at the next call. */
    public synchronized void whenAdded(String service, Consumer<Fault> listener) {
        listeners.merge(service, listener, Consumer::andThen);
    }

    /** Adds {@code POST}, {@code GET} and {@code DELETE /playground/faults[/ID]}. */
    public void installRoutes(Router router) {
        router.post("/playground/faults").blockingHandler(this::add, false);
        router.get("/playground/faults").handler(context -> context.json(list()));
        router.delete("/playground/faults").blockingHandler(context -> clear(context, null), false);
        router.delete("/playground/faults/:id")
                .blockingHandler(context -> clear(context, context.pathParam("id")), false);
    }

    private void add(RoutingContext context) {
        Fault fault;
        try {
            fault = FaultRequest.read(context.body().asJsonObject(), nextId());
        } catch (IllegalArgumentException | ClassCastException | DecodeException wrong) {
            context.response().setStatusCode(400);
            context.json(new JsonObject().put("error", wrong.getMessage()));
            return;
        }
        Consumer<Fault> listener;
        synchronized (this) {
            rules.put(fault.id(), new Rule(fault));
            listener = listeners.getOrDefault(fault.service(), ignored -> {});
        }
        listener.accept(fault);
        live.changed("faults");
        context.json(new JsonObject().put("id", fault.id()));
    }

    private synchronized String nextId() {
        lastId++;
        return "fault-" + lastId;
    }

    private void clear(RoutingContext context, @Nullable String id) {
        List<Held> released = new ArrayList<>();
        synchronized (this) {
            if (id != null && !rules.containsKey(id)) {
                context.response().setStatusCode(404);
                context.json(new JsonObject().put("error", "no such rule: " + id));
                return;
            }
            held.removeIf(call -> (id == null || call.fault.id().equals(id)) && released.add(call));
            rules.keySet().removeIf(rule -> id == null || rule.equals(id));
        }
        released.forEach(call -> call.released.complete(null));
        live.changed("faults");
        context.json(new JsonObject().put("released", released.size()));
    }

    private synchronized JsonObject list() {
        return new JsonObject()
                .put("rules", rules.values().stream().map(Rule::shown).toList())
                .put("held", held.stream().map(Held::shown).toList());
    }

    private static final class Rule {
        private final Fault fault;
        private int matched;
        private int hits;

        private Rule(Fault fault) {
            this.fault = fault;
        }

        private boolean strikes() {
            matched++;
            if (matched <= fault.after() || (fault.times() > 0 && hits >= fault.times())) {
                return false;
            }
            hits++;
            return true;
        }

        private JsonObject shown() {
            return FaultRequest.shown(fault).put("matched", matched).put("hits", hits);
        }
    }

    private record Held(
            Fault fault, String action, Map<String, String> facts, Instant since, CompletableFuture<Void> released) {
        private JsonObject shown() {
            return new JsonObject()
                    .put("id", fault.id())
                    .put("service", fault.service())
                    .put("action", action)
                    .put("mode", fault.mode())
                    .put("match", new JsonObject(new LinkedHashMap<>(facts)))
                    .put("since", since.toString());
        }
    }
}
