package dev.sojourn.configuration;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the process environment says: where things are, and the tokens. Everything else is in the configuration file.
 *
 * @param config the YAML file
 * @param dataFolder database and lock; must not be on a volume that travels
 * @param slackConfigurationToken which lets the doctor read the app's manifest; nothing else uses it
 * @param loopback whether the HTTP port is bound to this machine alone
 * @param databaseUrl of a PostgreSQL server that several processes share, password included; empty: the embedded database
 */
public record Surroundings(
        Path config,
        Path dataFolder,
        Optional<String> databaseUrl,
        Optional<URI> slackApi,
        String botToken,
        String appToken,
        Optional<String> slackConfigurationToken,
        Optional<URI> ec2,
        Optional<URI> ssm,
        boolean loopback) {

    private static final Pattern LOOPBACK = Pattern.compile("127\\.[0-9.]+|localhost|\\[?::1]?");

    /**
     * @throws Problems.Unusable with everything that is wrong
     */
    public static Surroundings of(Map<String, String> given) {
        Problems problems = new Problems();
        Map<String, String> environment = SecretReferences.resolved(given, problems);
        Path config = Path.of(environment.getOrDefault("SOJOURN_CONFIG", "sojourn.yaml"))
                .toAbsolutePath()
                .normalize();
        if (!Files.isReadable(config)) {
            problems.add(
                    "SOJOURN_CONFIG",
                    "there is no readable file " + config + "; start from deploy/sojourn.example.yaml");
        }
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            problems.add("(system)", "Sojourn runs on Linux only, not on " + System.getProperty("os.name"));
        }
        Stores stores = stores(environment, problems);
        Surroundings surroundings = new Surroundings(
                config,
                stores.dataFolder(),
                stores.databaseUrl(),
                address(environment, "SOJOURN_SLACK_API_URL", problems),
                secret(environment, "SLACK_BOT_TOKEN", problems),
                secret(environment, "SLACK_APP_TOKEN", problems),
                Optional.ofNullable(environment.get("SLACK_CONFIG_TOKEN")).filter(token -> !token.isBlank()),
                address(environment, "SOJOURN_AWS_EC2_ENDPOINT", problems),
                address(environment, "SOJOURN_AWS_SSM_ENDPOINT", problems),
                LOOPBACK.matcher(environment.getOrDefault("SOJOURN_HTTP_HOST", "127.0.0.1"))
                        .matches());
        if (!problems.isEmpty()) {
            throw new Problems.Unusable("(environment)", problems);
        }
        return surroundings;
    }

    /** Where jobs are kept, which takes no configuration to know. */
    public record Stores(Path dataFolder, Optional<String> databaseUrl) {}

    /**
     * @throws Problems.Unusable with what is wrong
     */
    public static Stores stores(Map<String, String> environment) {
        Problems problems = new Problems();
        Stores stores = stores(SecretReferences.resolved(environment, problems), problems);
        if (!problems.isEmpty()) {
            throw new Problems.Unusable("(environment)", problems);
        }
        return stores;
    }

    private static Stores stores(Map<String, String> environment, Problems problems) {
        String database = secret(environment, "SOJOURN_DATABASE_URL", problems);
        if (!database.isBlank() && !database.startsWith("jdbc:postgresql:")) {
            problems.add(
                    "SOJOURN_DATABASE_URL",
                    "must begin with jdbc:postgresql:, or be left out to use the embedded database in SOJOURN_DATA_DIR");
        }
        return new Stores(
                Path.of(environment.getOrDefault("SOJOURN_DATA_DIR", "sojourn-data"))
                        .toAbsolutePath()
                        .normalize(),
                Optional.of(database).filter(url -> !url.isBlank()));
    }

    /** From the variable itself, where a reference has been resolved, or from the file that {@code NAME_FILE} names. */
    private static String secret(Map<String, String> environment, String name, Problems problems) {
        String value = environment.getOrDefault(name, "");
        String file = environment.getOrDefault(name + "_FILE", "");
        if (file.isBlank()) {
            return value;
        }
        if (!value.isBlank()) {
            problems.add(name + "_FILE", "and " + name + " are both set: leave one of them out");
            return value;
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException unreadable) {
            problems.add(name + "_FILE", "names " + file + ", which cannot be read: " + unreadable.getMessage());
            return "";
        }
    }

    private static Optional<URI> address(Map<String, String> environment, String name, Problems problems) {
        String text = environment.getOrDefault(name, "");
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException notAnAddress) {
            problems.add(name, "is not an address: " + text);
            return Optional.empty();
        }
    }

    /** Without the tokens: this may be logged. */
    @Override
    public String toString() {
        return "Surroundings[config=" + config + ", dataFolder=" + dataFolder + "]";
    }
}
