package dev.sojourn.cloud.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** That no credentials were found gets a type of its own, since then no call has left this machine. */
final class NamedCredentials implements AwsCredentialsProvider {

    private final AwsCredentialsProvider chain;

    NamedCredentials(AwsCredentialsProvider chain) {
        this.chain = chain;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return chain.resolveCredentials();
        } catch (SdkClientException none) {
            throw new NoCredentialsException(none);
        }
    }

    static final class NoCredentialsException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoCredentialsException(SdkClientException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
