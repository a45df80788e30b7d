package dev.sojourn.cloud.aws;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.CloudAnswer.Refused;
import dev.sojourn.cloud.Refusal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** There were no credentials, or none in time: the call was not made. */
final class NoCredentialsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final String code;

    NoCredentialsException(Refusal refusal, String code, @Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
        this.refusal = refusal;
        this.code = code;
    }

    <T> CloudAnswer<T> answer() {
        return new Refused<>(refusal, code, Objects.requireNonNullElse(getMessage(), code));
    }
}
