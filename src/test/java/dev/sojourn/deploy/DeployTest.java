package dev.sojourn.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit of systemd and the manifests of Kubernetes. */
class DeployTest {

    private static final Path UNIT = Path.of("deploy", "systemd", "sojourn.service");

    @TempDir
    Path folder;

    @Test
    void systemdFindsNothingWrongWithTheUnit() throws Exception {
        assumeThat(Path.of("/usr/bin/systemd-analyze")).exists();
        // It looks whether the program is there: the one of this machine stands in for it.
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path unit = folder.resolve("sojourn.service");
        Files.writeString(unit, Files.readString(UNIT).replace("/usr/bin/java", java));
        Process process = new ProcessBuilder("systemd-analyze", "verify", unit.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertThat(said.lines().filter(line -> line.contains("sojourn.service")))
                .isEmpty();
    }

    @Test
    void theUnitHandsTokensOverInFilesAndKeepsTheBotInItsRoom() throws IOException {
        assertThat(UNIT)
                .content()
                .contains("LoadCredential=slack-bot-token:", "SLACK_BOT_TOKEN_FILE=%d/slack-bot-token")
                .contains("DynamicUser=yes", "ProtectSystem=strict", "NoNewPrivileges=yes", "MemoryMax=")
                .doesNotContain("xoxb-1", "Environment=SLACK_BOT_TOKEN=");
    }

    private static List<JsonNode> manifests() throws IOException {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        List<JsonNode> all = new ArrayList<>();
        yaml.readerFor(JsonNode.class)
                .<JsonNode>readValues(
                        Path.of("deploy", "kubernetes", "sojourn.yaml").toFile())
                .forEachRemaining(all::add);
        return all;
    }

    private static JsonNode manifest(String kind) throws IOException {
        return manifests().stream()
                .filter(one -> one.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /** Each field, at any depth, by the models that are made of Kubernetes' own API. */
    private static void judge(JsonNode manifest) throws IOException {
        JsonElement read = JsonParser.parseString(manifest.toString());
        switch (manifest.path("apiVersion").asText() + " "
                + manifest.path("kind").asText()) {
            case "v1 ServiceAccount" -> V1ServiceAccount.validateJsonElement(read);
            case "apps/v1 Deployment" -> V1Deployment.validateJsonElement(read);
            case "policy/v1 PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(read);
            default -> throw new AssertionError("of a kind that nobody has looked at: " + manifest);
        }
    }

    @Test
    void everyManifestIsOneByKubernetesOwnSchema() throws IOException {
        assertThat(manifests()).hasSize(3);
        for (JsonNode manifest : manifests()) {
            judge(manifest);
        }
        JsonNode deployment = manifest("Deployment");
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0")).putObject("readinessProb");
        assertThatThrownBy(() -> judge(deployment)).hasMessageContaining("`readinessProb`");
        JsonNode budget = manifest("PodDisruptionBudget");
        ((ObjectNode) budget.path("spec")).put("minAvailabel", 1);
        assertThatThrownBy(() -> judge(budget)).hasMessageContaining("`minAvailabel`");
    }

    @Test
    void twoReplicasAreThereAndOneMayAlwaysBeTakenAway() throws IOException {
        assertThat(manifest("Deployment").at("/spec/replicas").asInt()).isEqualTo(2);
        JsonNode budget = manifest("PodDisruptionBudget");
        assertThat(budget.at("/spec/minAvailable").asInt()).isEqualTo(1);
        assertThat(budget.at("/spec/selector")).isEqualTo(manifest("Deployment").at("/spec/selector"));
    }

    @Test
    void podsHaveNoRightsTheyDoNotNeed() throws IOException {
        JsonNode pod = manifest("Deployment").at("/spec/template/spec");
        JsonNode container = pod.at("/containers/0");
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                .isEqualTo("ALL");
    }

    @Test
    void everyVariableOfThePodIsOneThatTheBotReads() throws IOException {
        String page = Files.readString(Path.of("docs", "configuration.md"));
        manifest("Deployment").at("/spec/template/spec/containers/0/env").forEach(variable -> {
            String name = variable.path("name").asText();
            assertThat(page + "JAVA_TOOL_OPTIONS").as(name).contains(name.replaceFirst("_FILE$", ""));
        });
        assertThat(manifest("Deployment").toString())
                .contains("/q/health/live", "/q/health/ready")
                .doesNotContain("xoxb-", "xapp-");
    }
}
