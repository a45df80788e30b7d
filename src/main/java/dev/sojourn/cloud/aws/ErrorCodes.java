package dev.sojourn.cloud.aws;

import static java.util.Map.entry;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.CloudAnswer.Refused;
import dev.sojourn.cloud.CloudAnswer.Unclear;
import dev.sojourn.cloud.Refusal;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What AWS's error codes mean for the next step.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html">EC2 error codes</a>
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_SendCommand.html#API_SendCommand_Errors">
 *     SendCommand's errors</a>
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/CommonErrors.html">SSM common errors</a>
 */
final class ErrorCodes {

    /** The agent of one of the targets is not registered: SSM then refuses the call for all of them. */
    static final String UNREGISTERED = "InvalidInstanceId";

    /** EC2 says AuthFailure with 401, and of a 401 the JDK's URL connection shows the status only. */
    private static final String NOT_AUTHENTICATED = "HTTP401";

    private static final int SERVER_FAULT = 500;
    private static final int REQUEST_TIMEOUT = 408;

    /** An unexpected fault on AWS's side or on the way: the call may have had its effect. */
    private static final Set<String> OPEN = Set.of(
            "InternalError",
            "InternalFailure",
            "InternalServerError",
            "RequestTimeout",
            "RequestTimeoutException",
            "ServiceUnavailable",
            "Unavailable");

    private static final Map<String, Refusal> REFUSALS = Map.ofEntries(
            entry("InsufficientCapacity", Refusal.NO_CAPACITY),
            entry("InsufficientHostCapacity", Refusal.NO_CAPACITY),
            entry("InsufficientInstanceCapacity", Refusal.NO_CAPACITY),
            entry("InsufficientReservedInstanceCapacity", Refusal.NO_CAPACITY),
            entry("InsufficientVolumeCapacity", Refusal.NO_CAPACITY),
            entry("SpotMaxPriceTooLow", Refusal.NO_CAPACITY),
            entry("UnfulfillableCapacity", Refusal.NO_CAPACITY),
            entry("InstanceLimitExceeded", Refusal.QUOTA),
            entry("InsufficientAddressCapacity", Refusal.USED_UP),
            entry("InsufficientFreeAddressesInSubnet", Refusal.USED_UP),
            entry("MaxIOPSLimitExceeded", Refusal.USED_UP),
            entry("MaxSpotInstanceCountExceeded", Refusal.QUOTA),
            entry("NetworkInterfaceLimitExceeded", Refusal.USED_UP),
            entry("ResourceCountExceeded", Refusal.USED_UP),
            entry("ResourceLimitExceeded", Refusal.USED_UP),
            entry("VcpuLimitExceeded", Refusal.QUOTA),
            entry("VolumeLimitExceeded", Refusal.USED_UP),
            entry("EC2ThrottledException", Refusal.THROTTLED),
            entry("RequestLimitExceeded", Refusal.THROTTLED),
            entry("Throttling", Refusal.THROTTLED),
            entry("ThrottlingException", Refusal.THROTTLED),
            entry("ThrottledException", Refusal.THROTTLED),
            entry("RequestThrottled", Refusal.THROTTLED),
            entry("TooManyRequestsException", Refusal.THROTTLED),
            entry("TooManyUpdates", Refusal.THROTTLED),
            entry(UNREGISTERED, Refusal.NOT_FOUND),
            entry("InvalidCommandId", Refusal.NOT_FOUND),
            entry("InvalidDocument", Refusal.NOT_FOUND),
            entry("InvocationDoesNotExist", Refusal.NOT_FOUND),
            entry("AccessDenied", Refusal.DENIED),
            entry("AccessDeniedException", Refusal.DENIED),
            entry("AuthFailure", Refusal.DENIED),
            entry("Blocked", Refusal.DENIED),
            entry("ExpiredToken", Refusal.DENIED),
            entry("ExpiredTokenException", Refusal.DENIED),
            entry("IncompleteSignature", Refusal.DENIED),
            entry("InvalidClientTokenId", Refusal.DENIED),
            entry("MissingAuthenticationToken", Refusal.DENIED),
            entry("OperationNotPermitted", Refusal.DENIED),
            entry("OptInRequired", Refusal.DENIED),
            entry("PendingVerification", Refusal.DENIED),
            entry("RequestExpired", Refusal.DENIED),
            entry("SignatureDoesNotMatch", Refusal.DENIED),
            entry("UnauthorizedOperation", Refusal.DENIED),
            entry("UnrecognizedClientException", Refusal.DENIED),
            entry(NOT_AUTHENTICATED, Refusal.DENIED),
            entry("IncorrectInstanceState", Refusal.WRONG_STATE),
            entry("IncorrectModificationState", Refusal.WRONG_STATE),
            entry("IncorrectState", Refusal.WRONG_STATE),
            entry("VolumeInUse", Refusal.WRONG_STATE),
            entry("AttachmentLimitExceeded", Refusal.UNSUPPORTED),
            entry("EncryptedVolumesNotSupported", Refusal.UNSUPPORTED),
            entry("InvalidBlockDeviceMapping", Refusal.UNSUPPORTED),
            entry("InvalidParameter", Refusal.UNSUPPORTED),
            entry("InvalidParameterCombination", Refusal.UNSUPPORTED),
            entry("InvalidParameters", Refusal.UNSUPPORTED),
            entry("InvalidParameterValue", Refusal.UNSUPPORTED),
            entry("InvalidVolume.ZoneMismatch", Refusal.UNSUPPORTED),
            entry("MaxDocumentSizeExceeded", Refusal.UNSUPPORTED),
            entry("MissingParameter", Refusal.UNSUPPORTED),
            entry("Unsupported", Refusal.UNSUPPORTED),
            entry("UnsupportedOperation", Refusal.UNSUPPORTED),
            entry("UnsupportedPlatformType", Refusal.UNSUPPORTED),
            entry("ValidationException", Refusal.UNSUPPORTED),
            entry("IdempotentInstanceTerminated", Refusal.TOKEN_SPENT),
            entry("IdempotentParameterMismatch", Refusal.TOKEN_SPENT),
            entry("InvalidClientToken", Refusal.TOKEN_SPENT));

    private ErrorCodes() {}

    static <T> CloudAnswer<T> answer(AwsServiceException said) {
        String code = codeOf(said);
        String message = messageOf(said);
        if (isOpen(said, code)) {
            return new Unclear<>(code + ": " + message);
        }
        return new Refused<>(refusal(code, message), code, message);
    }

    /** AWS's code, or the HTTP status where there is none. */
    static String codeOf(AwsServiceException said) {
        AwsErrorDetails details = said.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        return code == null ? "HTTP" + said.statusCode() : code;
    }

    /** A code in the table is a refusal whatever its status: EC2 says a lack of capacity with 500. */
    private static boolean isOpen(AwsServiceException said, String code) {
        if (REFUSALS.containsKey(code)) {
            return false;
        }
        return OPEN.contains(code) || said.statusCode() >= SERVER_FAULT || said.statusCode() == REQUEST_TIMEOUT;
    }

    private static Refusal refusal(String code, String message) {
        if (code.equals("InvalidParameterValue") && message.contains("already in use")) {
            return Refusal.DEVICE_TAKEN;
        }
        if (code.endsWith(".NotFound")) {
            return Refusal.NOT_FOUND;
        }
        return REFUSALS.getOrDefault(code, Refusal.OTHER);
    }

    private static String messageOf(AwsServiceException said) {
        AwsErrorDetails details = said.awsErrorDetails();
        String message = details == null ? null : details.errorMessage();
        return message == null ? "HTTP status " + said.statusCode() + " and no words" : message;
    }
}
