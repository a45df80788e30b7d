package dev.sojourn.cloud;

import java.util.Map;

/**
 * Everything that one launch depends on. Equal orders carry equal tokens, so a repeat launches nothing new.
 *
 * @param clientToken at most 64 ASCII characters, persisted before the call
 * @param userData plain text; the adapter encodes it
 * @see <a href="https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-idempotency.html">Idempotency</a>
 */
public record LaunchOrder(
        String clientToken,
        String type,
        boolean spot,
        String image,
        String subnet,
        String securityGroup,
        String instanceProfile,
        int rootDiskGib,
        String userData,
        Map<String, String> tags) {}
