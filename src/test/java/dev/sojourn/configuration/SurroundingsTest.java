package dev.sojourn.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurroundingsTest {

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void write() throws IOException {
        Path config = Files.writeString(folder.resolve("sojourn.yaml"), "installation: compilers\n");
        environment.put("SOJOURN_CONFIG", config.toString());
    }

    @Test
    void without_endpoints_the_real_slack_and_the_real_aws_are_meant() {
        Surroundings surroundings = Surroundings.of(environment);
        assertThat(surroundings.slackApi()).isEmpty();
        assertThat(surroundings.ec2()).isEmpty();
        assertThat(surroundings.ssm()).isEmpty();
        assertThat(surroundings.dataFolder()).isAbsolute().endsWithRaw(Path.of("sojourn-data"));
    }

    @Test
    void each_endpoint_is_taken_on_its_own() {
        environment.put("SOJOURN_AWS_SSM_ENDPOINT", "http://127.0.0.1:8099/ssm");
        Surroundings surroundings = Surroundings.of(environment);
        assertThat(surroundings.ssm()).contains(URI.create("http://127.0.0.1:8099/ssm"));
        assertThat(surroundings.ec2()).isEmpty();
    }

    @Test
    void paths_are_made_absolute_and_plain_so_that_they_can_be_compared() {
        environment.put("SOJOURN_DATA_DIR", "/mnt/llvm/../llvm/data");
        assertThat(Surroundings.of(environment).dataFolder()).isEqualTo(Path.of("/mnt/llvm/data"));
    }

    @Test
    void everything_that_is_wrong_is_told_in_one_go_with_the_variables_name() {
        environment.put("SOJOURN_CONFIG", folder.resolve("missing.yaml").toString());
        environment.put("SOJOURN_AWS_EC2_ENDPOINT", "not an address");
        environment.put("SOJOURN_DATABASE_URL", "jdbc:mysql://db/sojourn");
        assertThatThrownBy(() -> Surroundings.of(environment))
                .isInstanceOf(Problems.Unusable.class)
                .hasMessageContaining("SOJOURN_CONFIG: there is no readable file " + folder.resolve("missing.yaml"))
                .hasMessageContaining("deploy/sojourn.example.yaml")
                .hasMessageContaining("SOJOURN_AWS_EC2_ENDPOINT: is not an address: not an address")
                .hasMessageContaining("SOJOURN_DATABASE_URL: ");
    }

    @Test
    void a_secret_may_lie_in_a_file_as_systemd_and_kubernetes_hand_it_over() throws IOException {
        Path token = Files.writeString(folder.resolve("slack-bot-token"), "xoxb-from-a-file\n");
        environment.put("SLACK_BOT_TOKEN_FILE", token.toString());
        assertThat(Surroundings.of(environment).botToken()).isEqualTo("xoxb-from-a-file");
        environment.put("SLACK_BOT_TOKEN", "xoxb-from-the-environment");
        assertThatThrownBy(() -> Surroundings.of(environment)).hasMessageContaining("are both set");
        environment.remove("SLACK_BOT_TOKEN");
        Files.delete(token);
        assertThatThrownBy(() -> Surroundings.of(environment))
                .hasMessageContaining("SLACK_BOT_TOKEN_FILE: names " + token)
                .hasMessageNotContaining("xoxb");
    }

    @Test
    void what_may_be_logged_holds_no_token() {
        environment.put("SLACK_BOT_TOKEN", "xoxb-secret");
        environment.put("SLACK_APP_TOKEN", "xapp-secret");
        Surroundings surroundings = Surroundings.of(environment);
        assertThat(surroundings.botToken()).isEqualTo("xoxb-secret");
        assertThat(surroundings.toString()).doesNotContain("secret");
    }
}
