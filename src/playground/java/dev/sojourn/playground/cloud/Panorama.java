package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The whole cloud as it truly is, for people and tests: no lag, no pages. */
final class Panorama {
    private final Cloud cloud;
    private final Machines machines;
    private final Agents agents;
    private final List<Home> homes;
    private final String isolation;
    private final Mounts mounts = new Mounts();
    private final ObjectMapper json;

    Panorama(Cloud cloud, Machines machines, Agents agents, List<Home> homes, String isolation) {
        this.cloud = cloud;
        this.machines = machines;
        this.agents = agents;
        this.homes = homes;
        this.isolation = isolation;
        this.json = cloud.kernel().json();
    }

    /** Who would sit at this machine: on a builder nobody but root. */
    User personAt(String instance) {
        return homes.stream()
                .filter(home -> home.host().equals(instance))
                .map(Home::user)
                .findFirst()
                .orElse(User.ROOT);
    }

    JsonNode show() {
        return cloud.locked(() -> {
            Map<String, String> mountedOn = new LinkedHashMap<>();
            ObjectNode answer = json.createObjectNode();
            ArrayNode instances = answer.putArray("instances");
            for (Instance instance : cloud.world().instances.values()) {
                mounts.of(machines.folder(instance.id).path()).forEach(volume -> mountedOn.put(volume, instance.id));
                instances.add(shown(instance, cloud.now()));
            }
            ArrayNode volumes = answer.putArray("volumes");
            cloud.world().volumes.values().stream()
                    .filter(volume -> !volume.root)
                    .forEach(volume -> volumes.add(shown(volume, mountedOn.get(volume.id))));
            return answer.put("isolation", isolation);
        });
    }

    private ObjectNode shown(Instance instance, Instant now) {
        double usdPerHour = new Prices().usdPerHour(instance);
        InstanceType type = InstanceType.of(instance);
        ObjectNode shown = json.createObjectNode()
                .put("id", instance.id)
                .put("type", type.name())
                .put("state", instance.state.word())
                .put("role", instance.role())
                .put("zone", instance.launch.zone());
        instance.tags.forEach(shown.putObject("tags")::put);
        SpotRequest spot = instance.spot;
        String ping = agents.pingStatus(instance, now);
        return shown.put("launched_at", Documents.time(instance.since))
                .put("spot", spot != null)
                .put("spot_status", spot == null ? null : spot.code)
                .put("reclaim_at", spot != null && spot.isReclaimed() ? Documents.time(spot.reclaimAt) : null)
                .put("agent", ping.isEmpty() ? "none" : ping)
                .put("reason", instance.reason == null ? null : instance.reason.code())
                .put("vcpus", type.vcpus())
                .put("usd_per_hour", usdPerHour)
                .put("usd", instance.usd(now, usdPerHour));
    }

    private ObjectNode shown(Volume volume, @org.jspecify.annotations.Nullable String mountedOn) {
        ObjectNode shown = json.createObjectNode()
                .put("id", volume.id)
                .put("state", volume.state())
                .put("zone", volume.zone)
                .put("mounted_on", mountedOn);
        ArrayNode attachments = shown.putArray("attachments");
        Attachment attachment = volume.attachment;
        if (attachment != null) {
            attachments
                    .addObject()
                    .put("instance", attachment.instance)
                    .put("device", attachment.device)
                    .put("state", attachment.state.word())
                    .put("delete_on_termination", attachment.deleteOnTermination);
        }
        for (Home home : homes) {
            if (home.volume().equals(volume.id)) {
                shown.put("name", home.name())
                        .put("home", home.host())
                        .put("mount", home.mount())
                        .put("source", home.source())
                        .put("owner", home.slackUser());
            }
        }
        return shown;
    }
}
