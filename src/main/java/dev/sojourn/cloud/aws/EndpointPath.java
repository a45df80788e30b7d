package dev.sojourn.cloud.aws;

import java.net.URI;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends every request to the path of a configured endpoint, to the letter. The SDK drops it in the protocol that EC2
 * speaks, and in others adds a slash. Both services have one path for all actions.
 *
 * @see <a href="https://github.com/aws/aws-sdk-java-v2/issues/3387">The SDK's issue</a>
 */
final class EndpointPath implements ExecutionInterceptor {

    private final String path;

    EndpointPath(URI endpoint) {
        this.path = endpoint.getRawPath().isEmpty() ? "/" : endpoint.getRawPath();
    }

    /** Before the signature, which covers the path. */
    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.httpRequest().toBuilder().encodedPath(path).build();
    }
}
