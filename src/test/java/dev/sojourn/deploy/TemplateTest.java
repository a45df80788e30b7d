package dev.sojourn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The template makes the roles of {@code deploy/iam} and no others, and opens nothing. */
class TemplateTest {

    static final Map<String, String> VALUES = new TreeMap<>(Map.of(
            "Installation", "compilers",
            "AWS::Region", "us-east-1",
            "AWS::AccountId", "123456789012",
            "BuilderImage", "ami-0123456789abcdef0",
            "BuilderSubnet", "subnet-0123456789abcdef0",
            "BuilderSecurityGroup", "sg-0123456789abcdef0",
            "BuilderTypes", "c7i.16xlarge,c7a.16xlarge,c6i.16xlarge",
            "BudgetUsd", "200",
            "BudgetEmail", "ops@example.com"));

    private final Template template = Template.with(VALUES);

    @ParameterizedTest
    @CsvSource({
        "BotRole, bot, bot-policy.json",
        "BotRole, reached-by-systems-manager, host-policy.json",
        "HostRole, host, host-policy.json",
        "BuilderRole, builder, builder-policy.json"
    })
    void aRolesPolicyIsTheOneOfTheFolderIam(String role, String policy, String file) throws IOException {
        String text = Files.readString(Path.of("deploy", "iam", file))
                .replace("INSTALLATION_ID", "compilers")
                .replace("AWS_REGION", "us-east-1")
                .replace("AWS_ACCOUNT", "123456789012")
                .replace("IMAGE_ID", "ami-0123456789abcdef0")
                .replace("SUBNET_ID", "subnet-0123456789abcdef0")
                .replace("SECURITY_GROUP_ID", "sg-0123456789abcdef0")
                .replace("sojourn-builder", "sojourn-builder-compilers");
        assertThat(template.policyDocument(role, policy)).isEqualTo(new ObjectMapper().readTree(text));
    }

    @Test
    void rolesAreTakenByInstancesAlone() throws IOException {
        JsonNode trust = new ObjectMapper()
                .readTree(Path.of("deploy", "iam", "instance-trust.json").toFile());
        for (String role : List.of("BotRole", "HostRole", "BuilderRole")) {
            assertThat(template.resource(role).at("/Properties/AssumeRolePolicyDocument"))
                    .isEqualTo(trust);
            assertThat(template.resource(role).at("/Properties").has("ManagedPolicyArns"))
                    .isFalse();
        }
    }

    @Test
    void nobodyConnectsToABuilder() {
        JsonNode group = template.resource("BuilderSecurityGroup").path("Properties");
        assertThat(group.path("SecurityGroupIngress")).isEmpty();
        assertThat(group.path("SecurityGroupEgress")).singleElement().satisfies(rule -> {
            assertThat(rule.path("FromPort").asInt()).isEqualTo(443);
            assertThat(rule.path("ToPort").asInt()).isEqualTo(443);
        });
        assertThat(template.raw().findValuesAsText("Type"))
                .doesNotContain("AWS::EC2::SecurityGroupIngress", "AWS::EC2::KeyPair", "AWS::IAM::User");
    }

    @Test
    void everyInstanceDemandsTheNewMetadataService() {
        for (String name : List.of("HostTemplate", "BotTemplate")) {
            assertThat(template.resource(name)
                            .at("/Properties/LaunchTemplateData/MetadataOptions/HttpTokens")
                            .asText())
                    .isEqualTo("required");
        }
    }

    @Test
    void theBotsInstanceIsNoneThatTheBotMayScriptOrEnd() {
        assertThat(template.resource("Bot").at("/Properties/Tags").findValuesAsText("Key"))
                .containsExactly("Name");
    }

    @Test
    void theBudgetWarnsOfThisInstallationsMoneyByMail() {
        JsonNode budget = template.resource("Budget").path("Properties");
        assertThat(budget.at("/Budget/CostFilters/TagKeyValue/0").asText())
                .isEqualTo("user:sojourn:installation$compilers");
        assertThat(budget.path("NotificationsWithSubscribers").findValuesAsText("Address"))
                .containsOnly("ops@example.com");
    }

    @Test
    void whatIsReferredToIsThere() {
        Set<String> names = new HashSet<>();
        template.raw().path("Resources").fieldNames().forEachRemaining(names::add);
        template.raw().path("Parameters").fieldNames().forEachRemaining(names::add);
        assertThat(names).containsAll(template.raw().findValuesAsText("Ref"));
        Set<String> conditions = new HashSet<>();
        template.raw().path("Conditions").fieldNames().forEachRemaining(conditions::add);
        assertThat(conditions)
                .containsAll(template.raw().path("Resources").findValuesAsText("Condition").stream()
                        .filter(name -> !name.isEmpty())
                        .toList());
    }
}
