package dev.sojourn.playground.cloud;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The account's one key. Calls must be signed with it, for this region and the right service. */
final class Credentials {
    static final String ACCESS_KEY = "AKIAPLAYGROUND000001";
    static final String SECRET_KEY = "playground/only/works/on/loopback/000001";

    private static final Pattern SIGNED = Pattern.compile("AWS4-HMAC-SHA256 +Credential=([^/]+)/\\d{8}/([^/]+)/([^/]+)"
            + "/aws4_request, *SignedHeaders=([^,]+), *Signature=[0-9a-f]{64}");

    private Credentials() {}

    /** What is wrong with the Authorization header, or null. */
    static @Nullable String refusal(@Nullable String authorization, String service) {
        if (authorization == null) {
            return "the request is not signed";
        }
        Matcher signed = SIGNED.matcher(authorization);
        if (!signed.matches()) {
            return "the signature is not of Signature Version 4";
        }
        if (!signed.group(1).equals(ACCESS_KEY)) {
            return "the access key is not the playground's";
        }
        if (!signed.group(2).equals(Region.NAME) || !signed.group(3).equals(service)) {
            return "the credential should be scoped to " + Region.NAME + "/" + service + ", not " + signed.group(2)
                    + "/" + signed.group(3);
        }
        return ("" + signed.group(4)).contains("host") ? null : "the host is not among the signed headers";
    }
}
