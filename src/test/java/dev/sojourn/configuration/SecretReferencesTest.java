package dev.sojourn.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.Refusal;
import dev.sojourn.cloud.Secrets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretReferencesTest {

    private static final Secrets KEPT = name -> name.equals("/sojourn/compilers/slack-bot-token")
            ? CloudAnswer.accepted("xoxb-kept")
            : new CloudAnswer.Refused<>(Refusal.DENIED, "AccessDeniedException", "is not authorized");

    private final Problems problems = new Problems();

    @Test
    void what_is_referred_to_stands_in_place_of_the_reference() {
        Map<String, String> environment = Map.of(
                "SLACK_BOT_TOKEN", "ssm:/sojourn/compilers/slack-bot-token",
                "SLACK_APP_TOKEN", "xapp-plain",
                "SOJOURN_CONFIG", "ssm:/is/no/secret");
        assertThat(SecretReferences.resolved(environment, problems, KEPT))
                .containsEntry("SLACK_BOT_TOKEN", "xoxb-kept")
                .containsEntry("SLACK_APP_TOKEN", "xapp-plain")
                .containsEntry("SOJOURN_CONFIG", "ssm:/is/no/secret");
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void a_refusal_names_the_variable_the_reference_and_what_the_role_may_read() {
        Map<String, String> environment = Map.of("SOJOURN_DATABASE_URL", "ssm:/elsewhere/url");
        assertThat(SecretReferences.resolved(environment, problems, KEPT))
                .as("a reference is never taken for the secret")
                .containsEntry("SOJOURN_DATABASE_URL", "");
        assertThat(problems.all())
                .singleElement()
                .asString()
                .startsWith(
                        "SOJOURN_DATABASE_URL: names ssm:/elsewhere/url, which cannot be read: AccessDeniedException")
                .contains("/sojourn/INSTALLATION/", "bot-policy.json");
    }

    @Test
    void without_a_region_nothing_is_asked_and_that_is_said() {
        Map<String, String> environment =
                new HashMap<>(Map.of("SLACK_BOT_TOKEN", "ssm:/x", "SOJOURN_CONFIG", "/nowhere/at/all.yaml"));
        SecretReferences.resolved(environment, problems);
        assertThat(problems.all()).singleElement().asString().startsWith("AWS_REGION: is not set");
    }

    @Test
    void without_references_the_environment_stays_as_it_is() {
        Map<String, String> environment = Map.of("SLACK_BOT_TOKEN", "xoxb-1");
        assertThat(SecretReferences.resolved(environment, problems)).isSameAs(environment);
    }
}
