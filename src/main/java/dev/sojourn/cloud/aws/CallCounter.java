package dev.sojourn.cloud.aws;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Tells {@link ApiCalls} of every call. The clients are synchronous: a call begins and ends on one thread. */
final class CallCounter implements ExecutionInterceptor {

    private final ApiCalls calls;
    private final ThreadLocal<Long> begun = new ThreadLocal<>();

    CallCounter(ApiCalls calls) {
        this.calls = calls;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        begun.set(System.nanoTime());
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        count(attributes, Optional.empty());
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        Throwable fault = context.exception();
        count(
                attributes,
                Optional.of(
                        fault instanceof AwsServiceException said
                                ? ErrorCodes.codeOf(said)
                                : fault.getClass().getSimpleName()));
    }

    private void count(ExecutionAttributes attributes, Optional<String> errorCode) {
        Long start = begun.get();
        begun.remove();
        Duration took = start == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - start);
        calls.counted(
                attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME).toLowerCase(Locale.ROOT),
                attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME),
                took,
                errorCode);
    }
}
