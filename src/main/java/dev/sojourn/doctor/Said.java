package dev.sojourn.doctor;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.CloudAnswer.Refused;
import dev.sojourn.cloud.CloudAnswer.Unclear;
import dev.sojourn.cloud.Refusal;
import java.util.Set;

/** What an answer of the cloud that is no yes means for the question. */
final class Said {

    /** The credentials themselves are not taken, which is told once, in a line of its own. */
    private static final Set<String> NOBODY = Set.of(
            "NoCredentials",
            "AuthFailure",
            "HTTP401",
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidClientTokenId",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "MissingAuthenticationToken",
            "RequestExpired",
            "UnrecognizedClientException");

    private static final String POLICY = "allow it as deploy/iam/bot-policy.json does, in the policy of the bot's role";

    private Said() {}

    /** @param call as IAM names it, {@code ec2:DescribeVolumes} */
    static Finding no(CloudAnswer<?> answer, String call) {
        if (answer instanceof Refused<?> refused) {
            if (NOBODY.contains(refused.code())) {
                return new Finding.Unchecked("AWS does not take the credentials (" + refused.code() + ")");
            }
            if (refused.refusal() == Refusal.DENIED) {
                return new Finding.Wrong("the credentials may not call " + call + " (" + refused.code() + ")", POLICY);
            }
            return new Finding.Unchecked(call + " was refused: " + refused.code() + ", " + refused.message());
        }
        String why = answer instanceof Unclear<?> unclear ? unclear.message() : "an unexpected answer";
        return new Finding.Unchecked("no answer to " + call + ": " + why);
    }

    static boolean isAboutCredentials(CloudAnswer<?> answer) {
        return answer instanceof Refused<?> refused && NOBODY.contains(refused.code());
    }
}
