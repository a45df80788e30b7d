package dev.sojourn.handoff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sojourn.cloud.Asked;
import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.Instances;
import dev.sojourn.cloud.LaunchOrder;
import dev.sojourn.cloud.Prices;
import dev.sojourn.cloud.Refusal;
import dev.sojourn.cloud.RemoteShell;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.cloud.Volumes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cloud in memory that keeps EC2's and SSM's rules: a volume has one attachment, a mounted volume does not detach, a guest
 * command reaches a mounted folder only there. Every change takes one {@link #tick}.
 */
final class FakeCloud implements Instances, RemoteShell, Prices {

    static final String HOST = "i-0000000000000a001";
    static final String VOLUME = "vol-00000000000000a1";
    private static final Pattern VALUE = Pattern.compile("SOJOURN_([A-Z_]+)_B64='([^']*)'");
    private static final ObjectMapper JSON = new ObjectMapper();

    final Map<String, InstanceView> machines = new LinkedHashMap<>();
    final Set<String> online = new HashSet<>();
    final List<String> calls = new ArrayList<>();
    final Map<String, Refusal> refusals = new HashMap<>();
    /** Calls by name whose answer is lost once, after their effect. */
    final Set<String> lost = new HashSet<>();

    /** Spot requests by their ids, as EC2 tells of them. */
    final Map<String, String> spotRequests = new HashMap<>();

    VolumeView volume = volume("in-use", new VolumeView.Attachment(HOST, "/dev/sdf", "attached", false));
    Optional<String> mountedOn = Optional.of(HOST);
    List<String> holders = new ArrayList<>();
    /** Those that do not end when they are asked to. */
    final Set<String> stubborn = new HashSet<>();
    /** The values of each run of a script, in order. */
    final List<Map<String, String>> preflights = new ArrayList<>();

    final List<Map<String, String>> stopped = new ArrayList<>();
    final List<Map<String, String>> unmounts = new ArrayList<>();
    final List<Map<String, String>> builds = new ArrayList<>();
    final List<Map<String, String>> mounts = new ArrayList<>();
    int freeMib = 5000;
    int submodules;
    /** Of the host, as {@code uname -m} says it. */
    String architecture = "x86_64";
    /** Whose processes hold the mount. */
    int uid = 1000;

    ArrayNode slots = JSON.createArrayNode();
    int buildExit = 0;
    boolean buildRuns;
    boolean buildOver;
    String buildJob = "";
    String buildAttempt = "";

    private final Clock clock;
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, Invocation> runs = new LinkedHashMap<>();
    private final Map<String, String> operations = new HashMap<>();
    private final List<Runnable> later = new ArrayList<>();
    private final Map<String, BiFunction<String, Map<String, String>, ObjectNode>> scripts = new HashMap<>();
    private int nextId = 1;

    FakeCloud(Clock clock) {
        this.clock = clock;
        machines.put(HOST, machine(HOST, InstanceView.State.RUNNING, "t3.small", Map.of()));
        online.add(HOST);
        scripts.put("preflight", (at, values) -> {
            preflights.add(values);
            ObjectNode told = yes().put("commit", "0123456789abcdef0123456789abcdef01234567")
                    .put("subject_b64", Base64.getEncoder().encodeToString("A change".getBytes(StandardCharsets.UTF_8)))
                    .put("owner", 1000)
                    .put("group", 1000)
                    .put("free_mib", freeMib)
                    .put("free_inodes", 100_000)
                    .put("toolchain", "g++ 12|GNU ld 2.40|3.25|1.11|2.36|" + architecture)
                    .put("submodules", submodules)
                    .put("uuid", "u-1");
            told.set("holders", holdersJson());
            if (holders.isEmpty()) {
                told.set("slots", slots);
            }
            return told;
        });
        scripts.put("stop-holders", (at, values) -> {
            stopped.add(values);
            int before = holders.size();
            holders.removeIf(name -> !stubborn.contains(name));
            ObjectNode told = yes().put("stopped", before - holders.size()).put("left", holders.size());
            told.set("holders", holdersJson());
            return told;
        });
        scripts.put("unmount", (at, values) -> {
            unmounts.add(values);
            if (!holders.isEmpty() && !"true".equals(values.get("END_HOLDERS"))) {
                ObjectNode no = no("held", "somebody holds it");
                no.set("holders", holdersJson());
                return no;
            }
            mountedOn = mountedOn.filter(one -> !one.equals(at));
            return yes().put("mounted", false);
        });
        scripts.put("mount", (at, values) -> {
            if (volume.attachmentTo(at)
                    .filter(VolumeView.Attachment::isAttached)
                    .isEmpty()) {
                return no("no-device", "the volume is not attached here");
            }
            mountedOn = Optional.of(at);
            mounts.add(values);
            return yes().put("mounted", true);
        });
        scripts.put("start-build", (at, values) -> {
            buildRuns = true;
            builds.add(values);
            buildJob = values.get("JOB");
            buildAttempt = values.get("ATTEMPT");
            return yes().put("log", "/mnt/llvm/sojourn/jobs/1/build.log");
        });
        scripts.put("stop-build", (at, values) -> {
            buildRuns = false;
            return yes().put("active", false);
        });
        scripts.put("progress", (at, values) -> {
            ObjectNode told = yes();
            ObjectNode build = told.putArray("builds").addObject();
            build.put("job", buildJob)
                    .put("attempt", Integer.parseInt(buildAttempt))
                    .put("active", !buildOver);
            build.put("done", 3).put("total", 10).put("phase", "build");
            if (buildOver) {
                build.putObject("status")
                        .put("job", Long.parseLong(buildJob))
                        .put("attempt", Integer.parseInt(buildAttempt))
                        .put("exit", buildExit)
                        .put("phase", "build")
                        .put("started", 100)
                        .put("ended", 160)
                        .put("compiled", 10);
            }
            return told;
        });
    }

    Cloud ports() {
        return new Cloud(new Disks(), this, this, this);
    }

    /** What was asked comes true. */
    void tick() {
        List<Runnable> due = new ArrayList<>(later);
        later.clear();
        due.forEach(Runnable::run);
    }

    /** A machine dies without a word. */
    void kill(String id) {
        machines.put(
                id,
                machine(
                        id,
                        InstanceView.State.TERMINATED,
                        machines.get(id).type(),
                        machines.get(id).tags()));
        online.remove(id);
        mountedOn = mountedOn.filter(one -> !one.equals(id));
        buildRuns = false;
        if (volume.attachmentTo(id).isPresent()) {
            volume = volume("available");
        }
    }

    /** A machine is found in another state, or is there for the first time. */
    void become(String id, InstanceView.State state) {
        machines.put(id, machine(id, state, "t3.small", Map.of()));
        if (state != InstanceView.State.RUNNING) {
            online.remove(id);
        }
    }

    /** What EC2 does with the volume of a machine that is terminated. */
    void letGo(String id) {
        mountedOn = mountedOn.filter(one -> !one.equals(id));
        if (volume.attachmentTo(id).isPresent()) {
            volume = volume("available");
        }
    }

    Optional<String> builder() {
        return machines.keySet().stream()
                .filter(id -> !id.equals(HOST))
                .filter(id -> !machines.get(id).state().isEnding())
                .findFirst();
    }

    static ObjectNode yes() {
        return JSON.createObjectNode().put("ok", true);
    }

    static ObjectNode no(String reason, String detail) {
        return JSON.createObjectNode().put("ok", false).put("reason", reason).put("detail", detail);
    }

    void script(String name, BiFunction<String, Map<String, String>, ObjectNode> does) {
        scripts.put(name, does);
    }

    private JsonNode holdersJson() {
        var list = JSON.createArrayNode();
        holders.forEach(name -> list.addObject()
                .put("pid", 7)
                .put("start", 4711)
                .put("uid", uid)
                .put("user", "ann")
                .put("comm", name)
                .put("how", "cwd"));
        return list;
    }

    static VolumeView volume(String state, VolumeView.Attachment... attachments) {
        return new VolumeView(VOLUME, state, "us-east-1a", 100, List.of(attachments));
    }

    private InstanceView machine(String id, InstanceView.State state, String type, Map<String, String> tags) {
        return new InstanceView(
                id,
                state,
                type,
                "us-east-1a",
                "ami-1",
                "subnet-1",
                clock.instant(),
                tags,
                Set.of("/dev/xvda"),
                Optional.of("sir-" + id).filter(spotRequests::containsKey),
                Optional.empty());
    }

    private <T> CloudAnswer<T> answer(String call, T value) {
        calls.add(call);
        return lost.remove(call) ? new CloudAnswer.Unclear<>("the answer was lost") : CloudAnswer.accepted(value);
    }

    private <T> Optional<CloudAnswer<T>> refusal(String call) {
        Refusal refusal = refusals.get(call);
        if (refusal == null) {
            return Optional.empty();
        }
        calls.add(call + " refused");
        return Optional.of(new CloudAnswer.Refused<>(refusal, refusal.name(), "no"));
    }

    @Override
    public CloudAnswer<Map<String, InstanceView>> describe(Collection<String> ids) {
        Map<String, InstanceView> seen = new HashMap<>(machines);
        seen.keySet().retainAll(ids);
        return CloudAnswer.accepted(seen);
    }

    @Override
    public CloudAnswer<String> launch(LaunchOrder order) {
        Optional<CloudAnswer<String>> no = refusal("launch " + order.type() + (order.spot() ? " spot" : ""));
        if (no.isPresent()) {
            return no.get();
        }
        String known = tokens.get(order.clientToken());
        if (known != null) {
            return answer("launch again", known);
        }
        String id = "i-00000000000000b%02d".formatted(nextId++);
        tokens.put(order.clientToken(), id);
        if (order.spot()) {
            spotRequests.put("sir-" + id, "fulfilled");
        }
        machines.put(id, machine(id, InstanceView.State.PENDING, order.type(), order.tags()));
        later.add(() -> {
            machines.put(id, machine(id, InstanceView.State.RUNNING, order.type(), order.tags()));
            later.add(() -> online.add(id));
        });
        return answer("launch", id);
    }

    @Override
    public CloudAnswer<Asked> terminate(String id) {
        if (id.equals(HOST)) {
            throw new AssertionError("The host was to be terminated");
        }
        InstanceView one = machines.get(id);
        if (!one.state().isEnding()) {
            machines.put(id, machine(id, InstanceView.State.SHUTTING_DOWN, one.type(), one.tags()));
            online.remove(id);
            later.add(() -> kill(id));
        }
        return answer("terminate", Asked.ASKED);
    }

    @Override
    public CloudAnswer<List<InstanceView>> findByTags(Map<String, String> tags) {
        return CloudAnswer.accepted(machines.values().stream()
                .filter(one -> one.tags().entrySet().containsAll(tags.entrySet()))
                .filter(one -> one.state() != InstanceView.State.TERMINATED)
                .toList());
    }

    @Override
    public CloudAnswer<Asked> keepOnTermination(String instance, String device) {
        return answer("keep", Asked.ASKED);
    }

    @Override
    public CloudAnswer<Set<String>> offered(String zone, Collection<String> types) {
        return CloudAnswer.accepted(Set.copyOf(types));
    }

    @Override
    public CloudAnswer<Map<String, String>> spotStatus(Collection<String> requests) {
        Map<String, String> known = new HashMap<>(spotRequests);
        known.keySet().retainAll(requests);
        return CloudAnswer.accepted(known);
    }

    @Override
    public CloudAnswer<Map<String, BigDecimal>> spot(String zone, Collection<String> types) {
        return CloudAnswer.accepted(Map.of());
    }

    @Override
    public CloudAnswer<Map<String, Agent>> agents(Collection<String> instances) {
        Map<String, Agent> agents = new HashMap<>();
        instances.stream().filter(online::contains).forEach(id -> agents.put(id, Agent.ONLINE));
        return CloudAnswer.accepted(agents);
    }

    @Override
    public CloudAnswer<String> send(Collection<String> instances, String operation, String script, int timeout) {
        String id = "command-" + nextId++;
        Map<String, String> values = new HashMap<>();
        Matcher matcher = VALUE.matcher(script);
        while (matcher.find()) {
            values.put(
                    matcher.group(1), new String(Base64.getDecoder().decode(matcher.group(2)), StandardCharsets.UTF_8));
        }
        String name = operation.startsWith("progress") ? "progress" : operation.replaceFirst("^j\\d+-\\w+-\\d+-", "");
        for (String instance : instances) {
            operations.put(instance + operation, id);
            runs.put(id, new Invocation(id, instance, operation, Invocation.Status.UNDERWAY, "", ""));
            later.add(() -> {
                if (!online.contains(instance)) {
                    return;
                }
                ObjectNode told = scripts.get(name).apply(instance, values);
                told.put("clock", clock.instant().getEpochSecond());
                runs.put(id, new Invocation(id, instance, operation, Invocation.Status.SUCCEEDED, told.toString(), ""));
            });
        }
        return answer("send " + name, id);
    }

    @Override
    public CloudAnswer<Optional<String>> find(String instance, String operation) {
        return CloudAnswer.accepted(Optional.ofNullable(operations.get(instance + operation)));
    }

    @Override
    public CloudAnswer<List<Invocation>> invocations(String command) {
        return CloudAnswer.accepted(
                Optional.ofNullable(runs.get(command)).map(List::of).orElse(List.of()));
    }

    @Override
    public CloudAnswer<List<Invocation>> invocationsSince(Instant since) {
        return CloudAnswer.accepted(List.copyOf(runs.values()));
    }

    @Override
    public CloudAnswer<Invocation> invocation(String command, String instance) {
        return CloudAnswer.accepted(runs.get(command));
    }

    /** The volume port. */
    private final class Disks implements Volumes {

        @Override
        public CloudAnswer<Map<String, VolumeView>> describe(Collection<String> ids) {
            return CloudAnswer.accepted(ids.contains(VOLUME) ? Map.of(VOLUME, volume) : Map.of());
        }

        @Override
        public CloudAnswer<Asked> attach(String id, String instance, String device) {
            Optional<CloudAnswer<Asked>> no = refusal("attach " + instance);
            if (no.isPresent()) {
                return no.get();
            }
            if (!volume.isAvailable()) {
                return new CloudAnswer.Refused<>(Refusal.WRONG_STATE, "VolumeInUse", "it is attached");
            }
            volume = volume("in-use", new VolumeView.Attachment(instance, device, "attaching", false));
            later.add(() -> volume = volume("in-use", new VolumeView.Attachment(instance, device, "attached", false)));
            return answer("attach", Asked.ASKED);
        }

        @Override
        public CloudAnswer<Asked> detach(String id, String instance, String device) {
            if (mountedOn.equals(Optional.of(instance))) {
                throw new AssertionError("A detach under a mounted filesystem on " + instance);
            }
            if (volume.attachmentTo(instance).isEmpty()) {
                return new CloudAnswer.Refused<>(Refusal.WRONG_STATE, "IncorrectState", "it is not attached there");
            }
            volume = volume("in-use", new VolumeView.Attachment(instance, device, "detaching", false));
            later.add(() -> volume = volume("available"));
            return answer("detach", Asked.ASKED);
        }
    }
}
