package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The cloud as it truly is, and the hands of people at its machines. */
public final class Cloud {

    public static final String HOST_ANN = "i-0a11aaaa0000000a1";
    public static final String MOUNT = "/mnt/llvm";
    static final String CHECKOUT = MOUNT + "/llvm-project";

    /** Where Ann's second volume is mounted: its checkout stays on the host's own disk. */
    static final String KEEP = "/mnt/llvm-keep";

    private final ControlApi api;

    Cloud(ControlApi api) {
        this.api = api;
    }

    /** The volume that people call by this name. */
    public JsonNode volume(String name) {
        return StreamSupport.stream(show().path("volumes").spliterator(), false)
                .filter(volume -> volume.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Every builder that there ever was, terminated ones included. */
    public List<JsonNode> builders() {
        return StreamSupport.stream(show().path("instances").spliterator(), false)
                .filter(instance -> instance.path("role").asText().equals("builder"))
                .toList();
    }

    /** The id of the one builder that runs. */
    String runningBuilder() {
        return builders().stream()
                .filter(builder -> builder.path("state").asText().equals("running"))
                .map(builder -> builder.path("id").asText())
                .reduce((one, other) -> {
                    throw new AssertionError("two builders run: " + one + " and " + other);
                })
                .orElseThrow();
    }

    /** Fails unless the volume is attached to its host alone, mounted there, and every builder is terminated. */
    public void assertHome(String name) {
        JsonNode volume = volume(name);
        String host = volume.path("home").asText();
        assertThat(volume.path("mounted_on").asText()).as("mounted on").isEqualTo(host);
        assertThat(volume.path("attachments")).as("attachments").hasSize(1);
        assertThat(volume.at("/attachments/0/instance").asText()).isEqualTo(host);
        assertThat(volume.at("/attachments/0/state").asText()).isEqualTo("attached");
        assertThat(builders())
                .allSatisfy(
                        builder -> assertThat(builder.path("state").asText()).isEqualTo("terminated"));
    }

    /** The machine that has this volume mounted now. */
    String mountedOn(String name) {
        return volume(name).path("mounted_on").asText();
    }

    /** Lets the builds of the branch {@code gated} on this volume go on, from now on. */
    void openGate(String name) {
        exec(mountedOn(name), "touch " + (name.equals("keep") ? KEEP : MOUNT) + "/gate");
    }

    /** Runs a script as the person who sits at that machine; answers what it printed. */
    public String exec(String instance, String script) {
        JsonNode result = api.post("/playground/exec", Map.of("instance", instance, "script", script));
        assertThat(result.path("exit").asInt())
                .as("exit of %s: %s", script, result.path("stderr").asText())
                .isZero();
        return result.path("stdout").asText();
    }

    /** Runs a script as that user of the machine, root too; answers what it printed. */
    String execAs(String instance, String user, String script) {
        JsonNode result = api.post("/playground/exec", Map.of("instance", instance, "user", user, "script", script));
        assertThat(result.path("exit").asInt())
                .as("exit of %s: %s", script, result.path("stderr").asText())
                .isZero();
        return result.path("stdout").asText();
    }

    /** People's hands in the console: stop, start, reboot, terminate, detach. */
    void act(String op, String id) {
        api.post("/playground/cloud", Map.of("op", op, "id", id));
    }

    /** A machine's state as EC2 has it. */
    String stateOf(String instance) {
        return StreamSupport.stream(show().path("instances").spliterator(), false)
                .filter(one -> one.path("id").asText().equals(instance))
                .map(one -> one.path("state").asText())
                .findFirst()
                .orElseThrow();
    }

    /** Starts a script as that person, which goes on by itself; answers its pid on that machine. */
    long start(String instance, String user, String script) {
        return api.post(
                        "/playground/exec",
                        Map.of("instance", instance, "user", user, "script", script, "background", true))
                .path("pid")
                .asLong();
    }

    /** Whether a script ends well there. */
    boolean succeeds(String instance, String user, String script) {
        return api.post("/playground/exec", Map.of("instance", instance, "user", user, "script", script))
                        .path("exit")
                        .asInt()
                == 0;
    }

    /** Whatever it ends with. */
    String said(String instance, String script) {
        return api.post("/playground/exec", Map.of("instance", instance, "script", script))
                .path("stdout")
                .asText();
    }

    private JsonNode show() {
        return api.get("/playground/cloud");
    }
}
