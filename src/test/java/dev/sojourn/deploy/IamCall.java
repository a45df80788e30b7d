package dev.sojourn.deploy;

import java.util.List;
import java.util.Map;

/**
 * A call as IAM looks at it: it is allowed where it is allowed on every one of its resources.
 *
 * @param action as {@code ec2:AttachVolume}
 * @param context keys of conditions that belong to the call itself
 */
record IamCall(String action, List<Resource> resources, Map<String, String> context) {

    /** @param context keys of conditions that belong to this resource, its tags above all */
    record Resource(String arn, Map<String, String> context) {}

    static IamCall on(String action, String arn, Map<String, String> context) {
        return new IamCall(action, List.of(new Resource(arn, context)), Map.of());
    }
}
