package dev.sojourn.cloud.aws;

import dev.sojourn.cloud.Refusal;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * A chain of credentials whose failure has a type of its own, since then no call has left this machine. The SDK's
 * timeouts do not cover it: a chain that takes too long fails as well, so that no call leaves long after it was begun.
 */
final class NamedCredentials implements AwsCredentialsProvider, AutoCloseable {

    private final AwsCredentialsProvider chain;
    private final Duration longest;

    NamedCredentials(AwsCredentialsProvider chain, Duration longest) {
        this.chain = chain;
        this.longest = longest;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        long begun = System.nanoTime();
        AwsCredentials credentials = found();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        if (took.compareTo(longest) > 0) {
            throw new NoCredentialsException(
                    Refusal.THROTTLED, "SlowCredentials", "it took " + took + " to find credentials", null);
        }
        return credentials;
    }

    private AwsCredentials found() {
        try {
            return chain.resolveCredentials();
        } catch (SdkClientException none) {
            throw new NoCredentialsException(Refusal.DENIED, "NoCredentials", none.getMessage(), none);
        }
    }

    @Override
    public void close() {
        if (chain instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
