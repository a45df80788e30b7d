package dev.sojourn.cloud.aws;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsEndpointsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8099/ec2",
                "http://localhost:8099",
                "http://[::1]:8099",
                "https://ec2.eu-central-1.amazonaws.com",
                "https://vpce-0a1.ec2.us-east-1.vpce.amazonaws.com"
            })
    void loopbackMayBePlainAndTheRestIsEncrypted(String address) {
        assertThatCode(() -> new AwsEndpoints(Optional.of(URI.create(address)), Optional.empty(), "us-east-1"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.7:8099",
                "http://127.0.0.1.example.com",
                "http://localhost.example.com",
                "http://ec2.amazonaws.com",
                "ftp://127.0.0.1",
                "127.0.0.1:8099"
            })
    void anAddressThatWouldCarryCredentialsInTheClearIsRefusedByItsKey(String address) {
        Optional<URI> uri = Optional.of(URI.create(address.startsWith("1") ? "//" + address : address));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AwsEndpoints(uri, Optional.empty(), "us-east-1"))
                .withMessageContaining("SOJOURN_AWS_EC2_ENDPOINT");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AwsEndpoints(Optional.empty(), uri, "us-east-1"))
                .withMessageContaining("SOJOURN_AWS_SSM_ENDPOINT");
    }

    @Test
    void aRegionIsNeeded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AwsEndpoints(Optional.empty(), Optional.empty(), " "))
                .withMessageContaining("AWS_REGION");
    }
}
