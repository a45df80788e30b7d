package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** {@code /playground/cloud}, {@code /playground/exec}, {@code /playground/invariants}. */
final class ControlApi {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Cloud cloud;
    private final Machines machines;
    private final Instances instances;
    private final Volumes volumes;
    private final SpotMarket spotMarket;
    private final Invariants invariants;
    private final People people;
    private final Panorama panorama;
    private final ObjectMapper json;

    ControlApi(
            Cloud cloud,
            Machines machines,
            Instances instances,
            Volumes volumes,
            SpotMarket spotMarket,
            Invariants invariants,
            People people,
            Panorama panorama) {
        this.cloud = cloud;
        this.machines = machines;
        this.instances = instances;
        this.volumes = volumes;
        this.spotMarket = spotMarket;
        this.invariants = invariants;
        this.people = people;
        this.panorama = panorama;
        this.json = cloud.kernel().json();
    }

    void install(Router router) {
        router.get("/playground/cloud").blockingHandler(context -> answer(context, panorama::show), false);
        router.post("/playground/cloud").blockingHandler(context -> answer(context, () -> act(body(context))), false);
        router.get("/playground/draws").blockingHandler(context -> answer(context, this::draws), false);
        router.post("/playground/exec").blockingHandler(context -> answer(context, () -> exec(body(context))), false);
        router.get("/playground/invariants").blockingHandler(context -> answer(context, this::invariants), false);
    }

    private interface Work {
        JsonNode run() throws IOException;
    }

    private void answer(RoutingContext context, Work work) {
        try {
            send(context, 200, work.run());
        } catch (AwsError error) {
            boolean unknown = error.code().endsWith(".NotFound");
            send(context, unknown ? 404 : 400, json.createObjectNode().put("error", error.message()));
        } catch (IOException failed) {
            send(context, 500, json.createObjectNode().put("error", failed.getMessage()));
        }
    }

    private static void send(RoutingContext context, int status, JsonNode body) {
        context.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(body.toString());
    }

    private JsonNode body(RoutingContext context) throws IOException {
        String text = context.body().asString();
        JsonNode body = text == null ? json.missingNode() : json.readTree(text);
        if (!body.isObject()) {
            throw AwsError.client("BadRequest", "the body must be a JSON object");
        }
        return body;
    }

    private JsonNode act(JsonNode request) {
        String op = required(request, "op");
        String id = required(request, "id");
        cloud.locked(() -> {
            switch (op) {
                case "stop" -> instances.stop(instances.get(id), Reason.USER);
                case "start" -> instances.start(instances.get(id));
                case "reboot" -> instances.reboot(instances.get(id));
                case "terminate" -> instances.terminate(instances.get(id), Reason.USER, false);
                case "detach" -> volumes.detach(volumes.get(id), null, null, false, false);
                case "reclaim" -> spotMarket.reclaim(instances.get(id));
                default ->
                    throw AwsError.client(
                            "BadRequest", "op is one of stop, start, reboot, terminate, detach, reclaim; not " + op);
            }
        });
        cloud.flush();
        return json.createObjectNode().put("ok", true);
    }

    private JsonNode exec(JsonNode request) throws IOException {
        String id = required(request, "instance");
        String name = request.path("user").asText("");
        Instance instance = cloud.locked(() -> instances.get(id));
        if (!machines.machine().isAlive(machines.folder(id).path())) {
            throw AwsError.client("BadRequest", "the machine of " + id + " does not run: " + instance.state.word());
        }
        User user = name.isEmpty()
                ? panorama.personAt(id)
                : User.named(name).orElseThrow(() -> AwsError.client("BadRequest", "there is no user " + name));
        List<String> words = List.of("bash", "-c", required(request, "script"));
        if (request.path("background").asBoolean()) {
            long pid = machines.machine().background(machines.folder(id).path(), people.entering(user), words);
            return json.createObjectNode().put("pid", pid);
        }
        Machine.Result result =
                machines.machine().exec(machines.folder(id).path(), people.entering(user), words, PATIENCE);
        return json.createObjectNode()
                .put("exit", result.exit())
                .put("stdout", result.stdout())
                .put("stderr", result.stderr());
    }

    private JsonNode draws() {
        return cloud.locked(() -> json.valueToTree(cloud.draws().log()));
    }

    private JsonNode invariants() {
        return cloud.locked(() -> {
            invariants.check();
            ObjectNode answer = json.createObjectNode();
            cloud.world().violations.forEach(answer.putArray("violations")::add);
            return answer.put("checked", cloud.world().checked);
        });
    }

    private static String required(JsonNode request, String name) {
        if (!request.path(name).isTextual()) {
            throw AwsError.client("BadRequest", name + " is missing");
        }
        return request.path(name).asText();
    }
}
