package dev.sojourn.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.cloud.Refusal;
import org.junit.jupiter.api.Test;

class SsmSecretsTest {

    @Test
    void aSecretIsAskedForInTheClearAndARefusalIsAnAnswer() throws Exception {
        try (WireStub aws = new WireStub();
                AwsCloud cloud = aws.cloud()) {
            aws.on(
                    "GetParameter",
                    WireReply.ok("{\"Parameter\":{\"Name\":\"/a/b\",\"Type\":\"SecureString\",\"Value\":\"xoxb-1\"}}"),
                    WireReply.ssmError(400, "AccessDeniedException", "not authorized to perform: ssm:GetParameter"));
            assertThat(cloud.secrets().read("/a/b").ok()).hasValue("xoxb-1");
            assertThat(aws.requests("GetParameter"))
                    .singleElement()
                    .satisfies(request ->
                            assertThat(request.body()).contains("\"WithDecryption\":true", "\"Name\":\"/a/b\""));
            assertThat(cloud.secrets().read("/a/b").isRefused(Refusal.DENIED)).isTrue();
        }
    }
}
