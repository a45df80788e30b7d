package dev.sojourn.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

class EndpointPathTest {

    @ParameterizedTest
    @CsvSource({"/aws/ec2, /aws/ec2", "/aws/ec2/, /aws/ec2/", "/, /", "'', /"})
    void bothServicesAreSpokenToAtTheConfiguredPathToTheLetter(String configured, String asked) throws Exception {
        try (WireStub aws = new WireStub()) {
            Optional<URI> address = Optional.of(aws.address(configured));
            aws.on("DescribeVolumes", WireReply.ok("<DescribeVolumesResponse><volumeSet/></DescribeVolumesResponse>"))
                    .on("ListCommands", WireReply.ok("{\"Commands\":[]}"));
            try (AwsCloud cloud = AwsCloud.at(
                    new AwsEndpoints(address, address, "us-east-1"),
                    (service, action, took, errorCode) -> {},
                    WireStub.SHORT,
                    AnonymousCredentialsProvider.create())) {
                cloud.volumes().describe(List.of("vol-0a"));
                cloud.remoteShell().find("i-0a", "op-1");
            }
            assertThat(aws.requests("DescribeVolumes"))
                    .extracting(WireRequest::path)
                    .containsExactly(asked);
            assertThat(aws.requests("ListCommands"))
                    .extracting(WireRequest::path)
                    .containsExactly(asked);
        }
    }
}
