package dev.sojourn.cloud.aws;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where EC2 and SSM are spoken to. Without an address of its own a service is found by the region.
 *
 * @throws IllegalArgumentException for an address that would carry credentials in the clear off this machine; the message
 *     names the key to mend
 */
public record AwsEndpoints(Optional<URI> ec2, Optional<URI> ssm, String region) {

    /** Written out, never looked up: a name that resolves to this machine today may resolve to another one tomorrow. */
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    public AwsEndpoints {
        ec2.ifPresent(uri -> refuseUnsafe("SOJOURN_AWS_EC2_ENDPOINT", uri));
        ssm.ifPresent(uri -> refuseUnsafe("SOJOURN_AWS_SSM_ENDPOINT", uri));
        if (region.isBlank()) {
            throw new IllegalArgumentException("AWS_REGION is empty: name the region of the volumes");
        }
    }

    private static void refuseUnsafe(String key, URI uri) {
        String host = uri.getHost();
        if (host == null || !("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))) {
            throw new IllegalArgumentException(key + " is not an http or https address: " + uri);
        }
        if ("http".equalsIgnoreCase(uri.getScheme()) && !LOOPBACK.matcher(host).matches()) {
            throw new IllegalArgumentException(key + " is plain http to " + host + ": only a loopback address may be");
        }
    }
}
