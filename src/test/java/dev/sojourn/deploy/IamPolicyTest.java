package dev.sojourn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IamPolicyTest {

    private static final String INSTALLATION = "sojourn:installation";
    private static final String ROLE = "sojourn:role";

    /** Calls that only read; AWS cannot narrow them to resources. */
    private static final Set<String> READING = Set.of("Describe", "List", "Get");

    private final Policy bot = Policy.of("bot-policy.json");
    private final Policy builder = Policy.of("builder-policy.json");

    @ParameterizedTest
    @ValueSource(strings = {"bot-policy.json", "host-policy.json", "builder-policy.json"})
    void everyActionIsSpelledOut(String file) {
        assertThat(Policy.of(file).statements()).isNotEmpty().allSatisfy(statement -> {
            assertThat(statement.actions()).isNotEmpty().allMatch(action -> action.matches("[a-z0-9]+:[A-Za-z]+"));
            assertThat(statement.sid()).matches("[A-Za-z0-9]+");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"bot-policy.json", "host-policy.json", "builder-policy.json"})
    void nothingOfAVolumesContentCanBeLost(String file) {
        assertThat(Policy.of(file).allowed())
                .doesNotContain(
                        "ec2:DeleteVolume",
                        "ec2:DeleteSnapshot",
                        "ec2:CreateVolume",
                        "ec2:ModifyVolume",
                        "ec2:ReplaceRootVolume",
                        "ec2:DeleteTags");
    }

    @Test
    void onlyBuildersOfThisInstallationCanBeTerminated() {
        assertThat(bot.allowing("ec2:TerminateInstances")).singleElement().satisfies(statement -> {
            assertThat(statement.actions()).hasSize(1);
            assertThat(statement.demands("aws:ResourceTag/" + INSTALLATION, "INSTALLATION_ID"))
                    .isTrue();
            assertThat(statement.demands("aws:ResourceTag/" + ROLE, "builder")).isTrue();
        });
    }

    @Test
    void onlyTaggedVolumesMoveAndOnlyBetweenTaggedInstances() {
        for (String action : List.of("ec2:AttachVolume", "ec2:DetachVolume")) {
            assertThat(bot.allowing(action)).singleElement().satisfies(statement -> {
                assertThat(statement.resources())
                        .hasSize(2)
                        .anyMatch(arn -> arn.endsWith(":volume/*"))
                        .anyMatch(arn -> arn.endsWith(":instance/*"));
                assertThat(statement.demands("aws:ResourceTag/" + INSTALLATION, "INSTALLATION_ID"))
                        .isTrue();
            });
        }
    }

    @Test
    void tagsAreGivenOnlyInALaunchAndOnlyThoseOfABuilder() {
        assertThat(bot.allowing("ec2:CreateTags")).singleElement().satisfies(statement -> {
            assertThat(statement.demands("ec2:CreateAction", "RunInstances")).isTrue();
            assertThat(statement.demands("aws:RequestTag/" + INSTALLATION, "INSTALLATION_ID"))
                    .isTrue();
            assertThat(statement.demands("aws:RequestTag/" + ROLE, "builder")).isTrue();
        });
    }

    @Test
    void whateverALaunchCreatesCarriesTheInstallationsTag() {
        assertThat(bot.allowing("ec2:RunInstances"))
                .filteredOn(statement -> statement.resources().stream().anyMatch(arn -> arn.endsWith("/*")))
                .isNotEmpty()
                .allMatch(statement -> statement.demands("aws:RequestTag/" + INSTALLATION, "INSTALLATION_ID"))
                .allMatch(statement -> statement.demands("aws:RequestTag/" + ROLE, "builder"));
    }

    @Test
    void builderIsLaunchedWithItsOwnProfileAndWithoutTheOldMetadataService() {
        assertThat(bot.allowing("ec2:RunInstances"))
                .filteredOn(statement -> statement.resources().stream().anyMatch(arn -> arn.endsWith(":instance/*")))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(statement.demands("ec2:MetadataHttpTokens", "required"))
                            .isTrue();
                    assertThat(statement.conditions().get("ArnEquals ec2:InstanceProfile"))
                            .containsExactly("arn:aws:iam::AWS_ACCOUNT:instance-profile/sojourn-builder");
                });
    }

    @Test
    void theOnlyRoleThatCanBePassedIsTheBuilders() {
        assertThat(bot.allowing("iam:PassRole")).singleElement().satisfies(statement -> {
            assertThat(statement.resources()).containsExactly("arn:aws:iam::AWS_ACCOUNT:role/sojourn-builder");
            assertThat(statement.demands("iam:PassedToService", "ec2.amazonaws.com"))
                    .isTrue();
        });
    }

    @Test
    void scriptsReachOnlyTaggedInstances() {
        assertThat(bot.allowing("ssm:SendCommand"))
                .filteredOn(statement -> statement.resources().stream().anyMatch(arn -> arn.contains(":instance/")))
                .singleElement()
                .matches(statement -> statement.demands("ssm:resourceTag/" + INSTALLATION, "INSTALLATION_ID"));
        assertThat(bot.allowing("ssm:SendCommand"))
                .flatMap(Policy.Statement::resources)
                .containsExactlyInAnyOrder(
                        "arn:aws:ssm:AWS_REGION::document/AWS-RunShellScript",
                        "arn:aws:ec2:AWS_REGION:AWS_ACCOUNT:instance/*");
    }

    @Test
    void theBotReachesEveryResourceOnlyToRead() {
        assertThat(bot.statements())
                .filteredOn(statement -> statement.resources().contains("*"))
                .flatMap(Policy.Statement::actions)
                .isNotEmpty()
                .allMatch(action -> READING.stream().anyMatch(verb -> action.contains(":" + verb)));
    }

    @Test
    void buildsReadNoSecrets() {
        assertThat(builder.allowed()).noneMatch(action -> action.contains("Parameter") || action.contains("Secret"));
        assertThat(builder.statements())
                .filteredOn(statement -> statement.effect().equals("Deny"))
                .flatMap(Policy.Statement::actions)
                .contains("ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath");
    }

    @Test
    void theExamplesInstanceTypesAreThoseThatMayBeLaunched() throws IOException {
        JsonNode example = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("deploy", "sojourn.example.yaml").toFile());
        List<String> types = new ArrayList<>();
        example.get("profiles").forEach(profile -> profile.get("types").forEach(type -> types.add(type.asText())));
        assertThat(bot.allowing("ec2:RunInstances"))
                .flatMap(statement -> statement.conditions().getOrDefault("StringEquals ec2:InstanceType", List.of()))
                .containsExactlyInAnyOrderElementsOf(types);
    }
}
