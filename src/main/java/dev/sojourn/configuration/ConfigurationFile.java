package dev.sojourn.configuration;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sojourn.command.Installation;
import dev.sojourn.handoff.Sweep;
import dev.sojourn.plan.ApprovalRule;
import dev.sojourn.plan.Builder;
import dev.sojourn.plan.PriceTable;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.Recipe;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.WorkingVolume;
import dev.sojourn.policy.Groups;
import dev.sojourn.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code SOJOURN_CONFIG}. Every key is described in {@code deploy/sojourn.example.yaml}. */
public final class ConfigurationFile {

    private static final String PEOPLE = "UWS";

    private final Path file;
    private final Path dataFolder;
    private final Problems problems = new Problems();
    private final KnownKeys known = new KnownKeys();
    private final AccessSection access = new AccessSection((node, name) -> slackIds(node, name, PEOPLE));

    public ConfigurationFile(Path file, Path dataFolder) {
        this.file = file;
        this.dataFolder = dataFolder;
    }

    /**
     * @throws Problems.Unusable where anything is wrong, with everything that is
     */
    public Configuration read() {
        ConfigurationNode root = new ConfigurationNode(tree(), problems, known);
        root.knows(Set.of(
                "installation",
                "region",
                "command",
                "volumes",
                "builders",
                "profiles",
                "policy",
                "prices",
                "price-table",
                "timing",
                "spot",
                "slack",
                "web"));
        root.mentions("prices", "US dollars for each type");
        Map<String, Builder> builders = root.map("builders", ConfigurationFile::builder);
        if (builders.isEmpty()) {
            root.problem("builders", "at least one is needed");
        }
        PriceTable prices = PricesSection.read(root, root.text("region"));
        List<Profile> profiles = root.each("profiles", node -> profile(node, builders, prices));
        List<String> restartable = root.child("policy").texts("restartable");
        List<WorkingVolume> volumes = root.each("volumes", node -> volume(node, profiles, restartable));
        unique(root, volumes);
        Set<String> profileNames = new HashSet<>();
        profiles.stream()
                .filter(profile -> !profileNames.add(profile.name()))
                .forEach(profile -> root.problem("profiles", "two profiles have the name " + profile.name()));
        Configuration configuration = new Configuration(
                installationId(root),
                root.text("region"),
                root.text("command", "/llvm-build"),
                new Installation(volumes, profiles),
                policy(root.child("policy")),
                prices,
                TimingSection.read(
                        root.child("timing"), root.child("policy").duration("approval-expires", Duration.ofHours(4))),
                SpotSection.read(root.child("spot")),
                SlackPace.read(root.child("slack")),
                strays(root.child("policy")),
                WebSection.read(root.child("web")));
        if (!problems.isEmpty()) {
            throw new Problems.Unusable(file.toString(), problems);
        }
        return configuration;
    }

    /** Those that the last {@link #read} asked for. */
    public KnownKeys knownKeys() {
        return known;
    }

    private JsonNode tree() {
        try {
            YAMLMapper yaml = YAMLMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();
            JsonNode tree = yaml.readTree(Files.readString(file));
            return tree == null ? yaml.createObjectNode() : tree;
        } catch (IOException broken) {
            problems.add("(file)", "cannot be read as YAML: " + broken.getMessage());
            throw new Problems.Unusable(file.toString(), problems);
        }
    }

    private static String installationId(ConfigurationNode root) {
        String id = root.text("installation");
        if (!id.isEmpty() && !id.matches("[a-z0-9][a-z0-9-]{0,30}")) {
            root.problem("installation", "must be lower-case letters, digits and dashes, at most 31, not `" + id + "`");
        }
        return id;
    }

    private static Builder builder(ConfigurationNode node) {
        node.knows(Set.of(
                "image",
                "subnet",
                "security-group",
                "instance-profile",
                "root-disk-gib",
                "root-disk-usd-per-gib-month"));
        return new Builder(
                id(node, "image", "ami-[0-9a-f]{8,17}"),
                id(node, "subnet", "subnet-[0-9a-f]{8,17}"),
                id(node, "security-group", "sg-[0-9a-f]{8,17}"),
                node.text("instance-profile"),
                node.number("root-disk-gib", 30, 8),
                node.dollars("root-disk-usd-per-gib-month").orElse(Usd.of("0.08")));
    }

    private static String id(ConfigurationNode node, String name, String pattern) {
        String id = node.text(name);
        if (!id.isEmpty() && !id.matches(pattern)) {
            node.problem(name, "`" + id + "` is no id of this kind, which is like " + pattern);
        }
        return id;
    }

    /** Slack ids, never names: those of people or their groups, or of channels. */
    private static List<String> slackIds(ConfigurationNode node, String name, String initials) {
        List<String> ids = node.texts(name);
        ids.stream()
                .filter(id -> !id.matches("[" + initials + "][A-Z0-9]{1,20}"))
                .forEach(id -> node.problem(
                        name, "`" + id + "` is no Slack id, which is like " + initials.charAt(0) + "0123456789"));
        return ids;
    }

    private Profile profile(ConfigurationNode node, Map<String, Builder> builders, PriceTable prices) {
        Set<String> keys = new HashSet<>(MachinesSection.KEYS);
        keys.addAll(Set.of(
                "name",
                "builder",
                "recipe",
                "cmake-source",
                "cmake-options",
                "script",
                "targets",
                "first-expected-minutes",
                "need-mib",
                "slots",
                "new-slot-from-files",
                "submodules",
                "keep-going",
                "link-memory-mib",
                "ccache-mib",
                "cap-usd",
                "approval",
                "requesters",
                "approvers"));
        node.knows(keys);
        access.profile(node, node.text("name"));
        String builder = node.text("builder", "default");
        if (!builders.containsKey(builder)) {
            node.problem("builder", "there is no builder `" + builder + "`");
        }
        MachinesSection machines = MachinesSection.read(node, prices);
        return new Profile(
                node.text("name"),
                builders.getOrDefault(builder, new Builder("", "", "", "", 30, Usd.ZERO)),
                recipe(node),
                node.texts("targets"),
                machines.types(),
                machines.market(),
                node.number("first-expected-minutes", 30, 1),
                node.number("need-mib", 1024, 0),
                node.number("slots", 2, 1),
                node.number("new-slot-from-files", 500, 1),
                node.flag("submodules", false),
                node.dollars("cap-usd"),
                approval(node.child("approval")),
                machines.atLeast(),
                machines.spotOnly());
    }

    private static Recipe recipe(ConfigurationNode node) {
        String recipe = node.text("recipe", "cmake");
        node.mentions("script", "text");
        if (recipe.equals("script")) {
            return new Recipe.Script(node.text("script"));
        }
        if (!recipe.equals("cmake")) {
            node.problem("recipe", "must be cmake or script, not `" + recipe + "`");
        }
        String source = node.text("cmake-source", ".");
        if (source.startsWith("/") || source.contains("..")) {
            node.problem("cmake-source", "must be a folder inside the checkout, not `" + source + "`");
        }
        return new Recipe.CMake(
                source,
                node.texts("cmake-options"),
                node.number("keep-going", 1, 0),
                node.number("link-memory-mib", 0, 0),
                node.number("ccache-mib", 0, 0));
    }

    private static ApprovalRule approval(ConfigurationNode node) {
        node.knows(Set.of("from-vcpus", "from-usd", "from-usd-per-hour"));
        ApprovalRule usual = ApprovalRule.DEFAULT;
        return new ApprovalRule(
                node.number("from-vcpus", usual.fromVcpus(), 1),
                node.dollars("from-usd").orElse(usual.fromUsd()),
                node.dollars("from-usd-per-hour").orElse(usual.fromUsdPerHour()));
    }

    private WorkingVolume volume(ConfigurationNode node, List<Profile> profiles, List<String> restartable) {
        node.knows(Set.of(
                "id",
                "name",
                "host",
                "mount",
                "source",
                "owners",
                "requesters",
                "approvers",
                "profiles",
                "people",
                "allow-root-owner"));
        node.mentions("people", "a Slack user id for each name");
        String id = node.text("id");
        if (!id.isEmpty() && !id.matches("vol-[0-9a-f]{8,17}")) {
            node.problem("id", "`" + id + "` is not the id of a volume");
        }
        access.volume(node, node.has("name") ? node.text("name") : id);
        String host = node.text("host");
        if (!host.isEmpty() && !host.matches("i-[0-9a-f]{8,17}")) {
            node.problem("host", "`" + host + "` is not the id of an instance");
        }
        String mount = node.text("mount");
        boolean plain = mount.matches("/[A-Za-z0-9._/-]+")
                && Path.of(mount).normalize().toString().equals(mount);
        if (!mount.isEmpty() && !plain) {
            node.problem("mount", "must be an absolute path of plain characters, not `" + mount + "`");
        } else if (!mount.isEmpty() && dataFolder.startsWith(Path.of(mount))) {
            node.problem(
                    "mount",
                    "the data folder " + dataFolder
                            + " is on this volume, which leaves the host: set SOJOURN_DATA_DIR to another place");
        }
        List<String> names = node.texts("profiles").isEmpty()
                ? profiles.stream().map(Profile::name).toList()
                : node.texts("profiles");
        names.stream()
                .filter(name -> profiles.stream().noneMatch(one -> one.name().equals(name)))
                .forEach(name -> node.problem("profiles", "there is no profile `" + name + "`"));
        return new WorkingVolume(
                id,
                node.has("name") ? node.text("name") : id,
                host,
                mount,
                node.text("source"),
                owners(node),
                names,
                people(node.child("people")),
                restartable,
                node.flag("allow-root-owner", false));
    }

    /** Whom to ask, and whose name a build gets that nobody asked for, is the first one: no group. */
    private static List<String> owners(ConfigurationNode node) {
        List<String> owners = slackIds(node, "owners", PEOPLE);
        if (!owners.isEmpty() && Groups.isGroup(owners.get(0))) {
            node.problem("owners", "the first one must be a person, not the group `" + owners.get(0) + "`");
        }
        return owners;
    }

    private static Map<String, String> people(ConfigurationNode node) {
        Map<String, String> people = new HashMap<>();
        for (String hostUser : node.names()) {
            String id = node.text(hostUser);
            if (!id.isEmpty() && !id.matches("[UW][A-Z0-9]{2,20}")) {
                node.problem(hostUser, "must be a Slack user id such as U0123456789, not `" + id + "`");
            }
            people.put(hostUser, id);
        }
        return Map.copyOf(people);
    }

    private static void unique(ConfigurationNode root, List<WorkingVolume> volumes) {
        Set<String> ids = new HashSet<>();
        Set<String> names = new HashSet<>();
        Set<String> places = new HashSet<>();
        for (WorkingVolume volume : volumes) {
            if (!ids.add(volume.id())) {
                root.problem("volumes", "two volumes have the id " + volume.id());
            }
            if (!names.add(volume.name())) {
                root.problem("volumes", "two volumes have the name " + volume.name());
            }
            if (!places.add(volume.host() + volume.mount())) {
                root.problem("volumes", "two volumes are mounted at " + volume.mount() + " on " + volume.host());
            }
        }
    }

    private Policy policy(ConfigurationNode node) {
        node.knows(Set.of(
                "channels",
                "requesters",
                "approvers",
                "self-approval",
                "approval-expires",
                "queue-limit",
                "approve-ahead-up-to-usd",
                "caps",
                "strays",
                "restartable",
                "cost-viewers"));
        return new Policy(
                new HashSet<>(slackIds(node, "channels", "CG")),
                new HashSet<>(slackIds(node, "requesters", PEOPLE)),
                new HashSet<>(slackIds(node, "approvers", PEOPLE)),
                node.flag("self-approval", false),
                node.number("queue-limit", 10, 1),
                node.dollars("approve-ahead-up-to-usd").orElse(Policy.USUAL_AHEAD),
                CapsSection.read(node.child("caps")),
                access.read(node));
    }

    private static Sweep.Rule strays(ConfigurationNode node) {
        return switch (node.text("strays", "end")) {
            case "end" -> Sweep.Rule.END;
            case "ask" -> Sweep.Rule.ASK;
            default -> {
                node.problem("strays", "is `end` or `ask`");
                yield Sweep.Rule.ASK;
            }
        };
    }
}
