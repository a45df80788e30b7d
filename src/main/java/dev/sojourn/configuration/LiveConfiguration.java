package dev.sojourn.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sojourn.doctor.Check;
import dev.sojourn.doctor.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration that is in force. Policy, profiles and builders follow the file while the bot runs, and so does whose a volume
 * is. A file that cannot be used, or whose change takes a restart, changes nothing: the one before it stays, as a whole.
 */
public final class LiveConfiguration implements Runnable, Supplier<Configuration> {

    private static final Logger LOG = LoggerFactory.getLogger(LiveConfiguration.class);

    /** Whose change is taken while the bot runs. */
    private static final List<String> FOLLOWED = List.of("policy", "profiles", "builders");

    /** Of the policy; whoever lives by them was given them at the start. */
    private static final List<String> FIXED_IN_POLICY = List.of("strays", "approval-expires", "caps");

    /** Of a volume. The rest says who may do what with it. */
    private static final List<String> FIXED_IN_VOLUMES = List.of("id", "name", "host", "mount", "source");

    private final Path file;
    private final Path dataFolder;
    private volatile Configuration current;
    private volatile Optional<String> refusal = Optional.empty();
    private String seen;
    private JsonNode taken;

    /** Reads it for the first time; throws {@link Problems.Unusable} where it cannot be used. */
    public LiveConfiguration(Path file, Path dataFolder) {
        this.file = file;
        this.dataFolder = dataFolder;
        this.seen = text();
        this.current = new ConfigurationFile(file, dataFolder).read();
        this.taken = fixed(seen);
    }

    @Override
    public Configuration get() {
        return current;
    }

    /** Looks whether the file has changed; for one thread. */
    @Override
    public void run() {
        String text = text();
        if (text.equals(seen)) {
            return;
        }
        seen = text;
        refusal = Optional.empty();
        try {
            Configuration changed = new ConfigurationFile(file, dataFolder).read();
            List<String> others = differences(taken, fixed(text));
            if (others.isEmpty()) {
                current = changed;
                LOG.info("The configuration has changed, and is in force from now on: {}", file);
                return;
            }
            refusal = Optional.of("a change of " + String.join(", ", others)
                    + " takes a restart of the bot; until then nothing of the changed file is in force");
        } catch (Problems.Unusable unusable) {
            refusal = Optional.of("it cannot be used, and the one before it stays in force: "
                    + String.join("; ", unusable.problems()));
        }
        LOG.warn("The configuration {} has changed: {}", file, refusal.orElseThrow());
    }

    /** For the doctor of the running bot. */
    public Check check() {
        return () -> {
            Lines lines = new Lines("configuration");
            return refusal.map(why -> lines.wrong(
                            "changed file",
                            why,
                            "correct " + file + ", or put back what was there; or restart the bot"))
                    .orElseGet(() -> lines.fine("file", file + " is in force as it is"))
                    .all();
        };
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return "unreadable: " + unreadable.getMessage();
        }
    }

    /** What takes a restart when it changes. */
    private static JsonNode fixed(String text) {
        try {
            JsonNode read = new YAMLMapper().readTree(text);
            if (!(read instanceof ObjectNode tree)) {
                return read;
            }
            ObjectNode policy =
                    tree.path("policy").isObject() ? ((ObjectNode) tree.path("policy")).deepCopy() : tree.objectNode();
            FOLLOWED.forEach(tree::remove);
            tree.set("policy", policy.retain(FIXED_IN_POLICY));
            tree.path("volumes").forEach(volume -> {
                if (volume instanceof ObjectNode one) {
                    one.retain(FIXED_IN_VOLUMES);
                }
            });
            return tree;
        } catch (IOException notYaml) {
            throw new IllegalStateException("It could be read a moment ago", notYaml);
        }
    }

    private static List<String> differences(JsonNode before, JsonNode after) {
        Set<String> names = new LinkedHashSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        List<String> different = new ArrayList<>();
        names.stream()
                .filter(name -> !before.path(name).equals(after.path(name)))
                .forEach(different::add);
        return different;
    }
}
