package dev.sojourn.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.CloudAnswer.Refused;
import dev.sojourn.cloud.CloudAnswer.Unclear;
import dev.sojourn.cloud.Secrets;
import dev.sojourn.cloud.aws.AwsCloud;
import dev.sojourn.cloud.aws.AwsEndpoints;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Secrets of the environment that are written as {@code ssm:/name}: the parameter store of Systems Manager has them. */
final class SecretReferences {

    static final String SCHEME = "ssm:";

    private static final List<String> SECRETS =
            List.of("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_CONFIG_TOKEN", "SOJOURN_DATABASE_URL");

    private SecretReferences() {}

    /** The same environment, with what is referred to in place of the references. AWS is asked only where there are any. */
    static Map<String, String> resolved(Map<String, String> environment, Problems problems) {
        if (SECRETS.stream().noneMatch(name -> isReference(environment.getOrDefault(name, "")))) {
            return environment;
        }
        Optional<URI> endpoint = Optional.ofNullable(environment.get("SOJOURN_AWS_SSM_ENDPOINT"))
                .filter(text -> !text.isBlank())
                .map(URI::create);
        Optional<String> region = region(environment);
        if (region.isEmpty()) {
            problems.add(
                    "AWS_REGION", "is not set, and neither is region in the configuration: where is ssm: to be read?");
            return environment;
        }
        AwsEndpoints endpoints = new AwsEndpoints(Optional.empty(), endpoint, region.get());
        try (AwsCloud aws = AwsCloud.at(endpoints, (service, action, took, code) -> {}, Clock.systemUTC())) {
            return resolved(environment, problems, aws.secrets());
        }
    }

    static Map<String, String> resolved(Map<String, String> environment, Problems problems, Secrets secrets) {
        Map<String, String> all = new HashMap<>(environment);
        for (String name : SECRETS) {
            String value = environment.getOrDefault(name, "");
            if (isReference(value)) {
                CloudAnswer<String> answer = secrets.read(value.substring(SCHEME.length()));
                all.put(name, answer.ok().orElse(""));
                if (answer.ok().isEmpty()) {
                    problems.add(name, "names " + value + ", which cannot be read: " + why(answer));
                }
            }
        }
        return all;
    }

    private static boolean isReference(String value) {
        return value.startsWith(SCHEME);
    }

    private static String why(CloudAnswer<String> answer) {
        if (answer instanceof Refused<String> refused) {
            return refused.code() + ", " + refused.message()
                    + "; the bot's role may read /sojourn/INSTALLATION/… alone (deploy/iam/bot-policy.json)";
        }
        return answer instanceof Unclear<String> unclear ? unclear.message() : "an unexpected answer";
    }

    /** As everywhere with AWS; else that of the configuration, which is read in full only later. */
    private static Optional<String> region(Map<String, String> environment) {
        Function<String, Optional<String>> variable =
                name -> Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
        return variable.apply("AWS_REGION")
                .or(() -> variable.apply("AWS_DEFAULT_REGION"))
                .or(() -> configured(Path.of(environment.getOrDefault("SOJOURN_CONFIG", "sojourn.yaml"))));
    }

    private static Optional<String> configured(Path file) {
        try {
            JsonNode tree = new YAMLMapper().readTree(file.toFile());
            return Optional.ofNullable(tree)
                    .map(root -> root.path("region").asText(""))
                    .filter(text -> !text.isBlank());
        } catch (IOException unreadable) {
            return Optional.empty(); // said in full by whoever reads all of it
        }
    }
}
