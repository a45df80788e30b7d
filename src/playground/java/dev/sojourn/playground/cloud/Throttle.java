package dev.sojourn.playground.cloud;

import java.time.Instant;
import java.util.Set;

/** EC2's buckets per account and region; time passes faster here, and so they fill faster. */
final class Throttle {
    private static final Set<String> COSTLY_UNFILTERED =
            Set.of("DescribeInstances", "DescribeVolumes", "DescribeSpotInstanceRequests");
    private static final Set<String> NARROWING = Set.of("InstanceId", "VolumeId", "SpotInstanceRequestId", "Filter");

    private final TokenBucket describes;
    private final TokenBucket unfiltered;
    private final TokenBucket mutating;
    private final TokenBucket createTags;
    private final TokenBucket launches;

    Throttle(double scale) {
        this.describes = new TokenBucket(100, 20 * scale);
        this.unfiltered = new TokenBucket(50, 10 * scale);
        this.mutating = new TokenBucket(50, 5 * scale);
        this.createTags = new TokenBucket(100, 10 * scale);
        this.launches = new TokenBucket(1000, 2 * scale);
    }

    /** Throws {@code RequestLimitExceeded} where the call is one too many. */
    void admit(String action, Ec2Query query, Instant now) {
        if (!bucket(action, query).take(1, now)
                || (action.equals("RunInstances") && !launches.take(query.number("MaxCount", 1), now))) {
            throw exceeded();
        }
    }

    static AwsError exceeded() {
        return new AwsError("RequestLimitExceeded", 503, "Request limit exceeded.");
    }

    private TokenBucket bucket(String action, Ec2Query query) {
        if (action.equals("CreateTags")) {
            return createTags;
        }
        if (!action.startsWith("Describe")) {
            return mutating;
        }
        boolean narrowed = query.value("MaxResults") != null
                || query.parameters().keySet().stream().anyMatch(name -> NARROWING.contains(name.split("\\.", 2)[0]));
        return COSTLY_UNFILTERED.contains(action) && !narrowed ? unfiltered : describes;
    }
}
