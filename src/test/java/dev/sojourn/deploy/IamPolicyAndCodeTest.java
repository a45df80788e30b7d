package dev.sojourn.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The bot's policy allows what the bot's code calls, and nothing that it does not. */
class IamPolicyAndCodeTest {

    private static final Map<String, String> SERVICES = Map.of(
            "software.amazon.awssdk.services.ec2.Ec2Client", "ec2",
            "software.amazon.awssdk.services.ssm.SsmClient", "ssm");

    /** Launching with tags and with a role asks for these two besides RunInstances. */
    private static final Set<String> PART_OF_A_LAUNCH = Set.of("ec2:CreateTags", "iam:PassRole");

    private static final Set<String> NO_CALLS = Set.of("builder", "create", "close", "serviceName", "serviceMetadata");

    @Test
    void policyAndCodeNameTheSameActions() {
        Set<String> called = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.sojourn.cloud.aws").stream()
                        .flatMap((JavaClass type) -> type.getAccessesFromSelf().stream())
                        .filter(access ->
                                SERVICES.containsKey(access.getTargetOwner().getName()))
                        .filter(access -> !NO_CALLS.contains(access.getName()))
                        .map(IamPolicyAndCodeTest::action)
                        .collect(Collectors.toSet());
        assumeThat(called).as("calls to AWS in the code").isNotEmpty();

        Set<String> allowed = Policy.of("bot-policy.json").allowed();
        assertThat(allowed).containsAll(called);
        assertThat(allowed)
                .filteredOn(action -> !PART_OF_A_LAUNCH.contains(action))
                .isSubsetOf(called);
    }

    private static String action(JavaAccess<?> access) {
        String method = access.getName().replaceAll("Paginator$", "");
        String call = method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1);
        return SERVICES.get(access.getTargetOwner().getName()) + ":" + call;
    }
}
