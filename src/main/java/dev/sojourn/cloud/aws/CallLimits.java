package dev.sojourn.cloud.aws;

import java.time.Duration;

/**
 * How long calls may take and how long describes wait for company.
 *
 * @param look one attempt of a call that changes nothing
 * @param change a call that changes something; there is one attempt only
 * @param launch RunInstances, which EC2 takes its time over
 * @param credentials finding the credentials of a call
 * @param company how long a describe waits for others to join its call
 */
record CallLimits(Duration look, Duration change, Duration launch, Duration credentials, Duration company) {

    static final CallLimits USUAL = new CallLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(8),
            Duration.ofSeconds(30),
            Duration.ofSeconds(3),
            Duration.ofMillis(20));

    /** No call that changes something takes longer, but for a launch: that one has a token, and may come twice. */
    Duration longestChange() {
        return credentials.plus(change);
    }
}
