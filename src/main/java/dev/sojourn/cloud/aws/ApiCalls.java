package dev.sojourn.cloud.aws;

import java.time.Duration;
import java.util.Optional;

/** Hears of every call to AWS, for metrics. Called on the thread that made the call: be quick and do not throw. */
@FunctionalInterface
public interface ApiCalls {

    /**
     * One call has ended; retries that the SDK made within it are not counted apart, pages are.
     *
     * @param service {@code ec2} or {@code ssm}
     * @param action for example {@code DescribeVolumes}
     * @param errorCode AWS's code, or the name of the fault where no answer came; empty after success
     */
    void counted(String service, String action, Duration took, Optional<String> errorCode);
}
