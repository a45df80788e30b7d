package dev.sojourn.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.cloud.Asked;
import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.CloudAnswer.Refused;
import dev.sojourn.cloud.CloudAnswer.Unclear;
import dev.sojourn.cloud.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

class ErrorCodesTest {

    @ParameterizedTest
    @CsvSource({
        "500, InsufficientInstanceCapacity, NO_CAPACITY",
        "400, VcpuLimitExceeded, QUOTA",
        "400, MaxSpotInstanceCountExceeded, QUOTA",
        "503, RequestLimitExceeded, THROTTLED",
        "400, InvalidInstanceID.NotFound, NOT_FOUND",
        "400, InvalidVolume.NotFound, NOT_FOUND",
        "400, InvalidAttachment.NotFound, NOT_FOUND",
        "403, UnauthorizedOperation, DENIED",
        "403, RequestExpired, DENIED",
        "400, IncorrectState, WRONG_STATE",
        "400, VolumeInUse, WRONG_STATE",
        "400, InvalidVolume.ZoneMismatch, UNSUPPORTED",
        "400, Unsupported, UNSUPPORTED",
        "400, IdempotentParameterMismatch, TOKEN_SPENT",
        "400, IdempotentInstanceTerminated, TOKEN_SPENT",
        "400, SomethingNobodyHasHeardOf, OTHER"
    })
    void aCodeBecomesTheRefusalThatTheNextStepDependsOn(int status, String code, Refusal refusal) throws Exception {
        assertThat(terminateAnswered(WireReply.ec2Error(status, code, "words")))
                .isEqualTo(new Refused<>(refusal, code, "words"));
    }

    @ParameterizedTest
    @CsvSource({
        "500, InternalError",
        "500, InternalFailure",
        "503, Unavailable",
        "503, SomethingNobodyHasHeardOf",
        "400, RequestTimeout"
    })
    void aFaultAfterWhichTheEffectMayBeThereIsUnclear(int status, String code) throws Exception {
        assertThat(terminateAnswered(WireReply.ec2Error(status, code, "words"))).isInstanceOf(Unclear.class);
    }

    @Test
    void anErrorPageOfSomethingBetweenUsAndEc2IsUnclear() throws Exception {
        assertThat(terminateAnswered(new WireReply.Answer(502, "<html>Bad Gateway</html>")))
                .isInstanceOf(Unclear.class);
    }

    @Test
    void credentialsThatEc2DoesNotAcceptAreDeniedThoughTheJdkHidesTheWords() throws Exception {
        assertThat(terminateAnswered(WireReply.ec2Error(401, "AuthFailure", "words"))
                        .isRefused(Refusal.DENIED))
                .isTrue();
    }

    @Test
    void missingCredentialsAreARefusalSinceNoCallWasMade() throws Exception {
        try (WireStub aws = new WireStub();
                AwsCloud cloud = AwsCloud.at(aws.endpoints(), (s, a, t, e) -> {}, WireStub.SHORT, () -> {
                    throw SdkClientException.create("Unable to load credentials from any of the providers");
                })) {
            assertThat(cloud.instances().terminate("i-0b").isRefused(Refusal.DENIED))
                    .isTrue();
            assertThat(aws.requests("TerminateInstances")).isEmpty();
        }
    }

    @Test
    void credentialsThatComeTooLateAreARefusalSinceTheCallWouldLeaveTooLate() throws Exception {
        CallLimits none = new CallLimits(
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofNanos(-1),
                Duration.ZERO);
        try (WireStub aws = new WireStub();
                AwsCloud cloud = aws.cloud((s, a, t, e) -> {}, none)) {
            assertThat(cloud.instances().terminate("i-0b").isRefused(Refusal.THROTTLED))
                    .isTrue();
            assertThat(aws.requests("TerminateInstances")).isEmpty();
        }
    }

    @Test
    void anErrorWithoutDetailsIsNamedByItsStatus() {
        AwsServiceException bare = AwsServiceException.builder().statusCode(404).build();
        assertThat(ErrorCodes.codeOf(bare)).isEqualTo("HTTP404");
    }

    private static CloudAnswer<Asked> terminateAnswered(WireReply reply) throws Exception {
        try (WireStub aws = new WireStub();
                AwsCloud cloud = aws.cloud()) {
            aws.on("TerminateInstances", reply);
            CloudAnswer<Asked> answer = cloud.instances().terminate("i-0b");
            assertThat(aws.requests("TerminateInstances")).hasSize(1);
            return answer;
        }
    }
}
